import { type LongSound, readable } from '../../core/audio/long-sound.ts';
import { memorySource } from '../../core/base/byte-source.ts';
import { concatBytes } from '../../core/base/bytes.ts';
import { decodeSound, openSound } from '../../core/codecs/registry.ts';
import type { RunResult } from '../../core/engine/engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { MODULES } from '../../core/modules/registry.ts';
import type { Remade } from '../../core/provenance/verify-file.ts';
import type { Made } from '../../core/provenance/verify-link.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import type { LongJob, LongRendered } from './long-render.ts';
import { runSlices } from './survey.ts';
import type { WorkerParts } from './worker-parts.ts';

/** A sound that was made again to be compared, in memory or, of one that is not held, in a file of the origin. */
export interface MadeAgain extends Made {
  readonly result: RunResult | LongRendered;
  /** Gives back what it takes, where nobody keeps it. */
  close(): Promise<void>;
}

export interface FileMadeAgain extends MadeAgain, Remade {}

/** @throws AppError what the engine throws while it works, `cancelled` among it */
export async function makeAgain(query: Query, parts: WorkerParts, job: LongJob): Promise<MadeAgain> {
  const source = parts.longResults.longOf(query);
  if (source) {
    const result = await parts.longResults.make(query, source, job);
    return { sound: result.sound, result, close: () => result.close?.() ?? Promise.resolve() };
  }
  const result = await parts.engine.run(query, job);
  return { sound: readable(result.clip), result, close: () => Promise.resolve() };
}

/** The same with its file. @throws AppError as `makeAgain`; audio-unsupported, codec-unavailable, disk-full */
export async function makeFileAgain(query: Query, parts: WorkerParts, job: LongJob): Promise<FileMadeAgain> {
  const made = await makeAgain(query, parts, job);
  try {
    const { result } = made;
    const file =
      'clip' in result ? await heldFile(result, query, parts) : await longFile(result, query.output, parts, job);
    return { ...made, ...file };
  } catch (thrown) {
    await made.close();
    throw thrown;
  }
}

async function heldFile(result: RunResult, query: Query, { host }: WorkerParts): Promise<Remade> {
  const bytes = concatBytes([...(await renderFile({ result, query }, MODULES, host))]);
  return { source: memorySource(bytes), decode: () => decodeWhole(bytes, host) };
}

async function longFile(
  result: LongRendered,
  output: OutputFormat,
  { host, longResults }: WorkerParts,
  { signal }: LongJob,
): Promise<Remade> {
  const onFraction = () => undefined;
  const file = await longResults.write(result, output, { signal, onFraction });
  const source = host.files?.open(file, result.name) ?? memorySource(new Uint8Array(await file.arrayBuffer()));
  const decode = async (): Promise<LongSound> => {
    const scratch = () => result.host.scratch(result.scope);
    const long = await openSound(source, { ...host, scratch });
    if (long) return (await runSlices(long.open(), { ...host, signal }, onFraction)).sound;
    return decodeWhole(new Uint8Array(await file.arrayBuffer()), host);
  };
  return { source, decode };
}

async function decodeWhole(bytes: Uint8Array, host: WorkerParts['host']): Promise<LongSound> {
  return readable((await decodeSound(bytes, '', host)).clip);
}
