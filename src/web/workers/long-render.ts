import type { ByteSource } from '../../core/base/byte-source.ts';
import { createScope, type Scope } from '../../core/base/scope.ts';
import type { EngineHost, Progress } from '../../core/engine/engine.ts';
import type { LongHost } from '../../core/engine/long-host.ts';
import { planQuery } from '../../core/engine/plan.ts';
import { withOutput } from '../../core/engine/render-file.ts';
import { type LongResult, renderLongFile, runLong } from '../../core/engine/run-long.ts';
import { ENGINE } from '../../core/engine/version.ts';
import { MODULES } from '../../core/modules/registry.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import type { EngineServiceHost, LargeFiles } from './engine-host.ts';
import { type LongKept, tooLong } from './long-sounds.ts';
import { levelsOf } from './measures.ts';
import { survey } from './survey.ts';

/** A result that is read where it is needed, as long as its scope is open. */
export interface LongRendered extends LongKept {
  readonly result: LongResult;
  readonly host: LongHost;
  readonly scope: Scope;
}

/** The sounds of a query by name. */
export interface LongSources {
  /** The file of one that is not held. */
  long(name: string): ByteSource | undefined;
  /** One that is. @throws AppError source-not-found */
  readonly resolve: EngineHost['resolve'];
}

export interface LongJob {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

function inMemory(bytes: Uint8Array): ByteSource {
  return { length: bytes.length, read: (start, count) => bytes.subarray(start, start + count) };
}

/** How much of a job is making the sound; the rest is going through it for its picture. */
const MAKING = 0.97;

/**
 * Runs a query on a sound that is not held. What it makes lies in a file of the origin until its scope closes; nothing is
 * left of a job that fails or is stopped.
 * @throws AppError memory-limit where a step needs more of the sound than fits; disk-full, file-unreadable, cancelled
 */
export async function renderLong(
  query: Query,
  source: LongKept,
  sources: LongSources,
  host: EngineServiceHost & { readonly files: LargeFiles },
  { signal, onProgress }: LongJob,
): Promise<LongRendered> {
  const { kernels, breathe, files } = host;
  const scope = createScope();
  try {
    const { space, close } = await files.scratch();
    scope.add(close);
    const open = async (name: string) => sources.long(name) ?? inMemory((await sources.resolve(name)).bytes);
    const longHost = { ...host, resolve: sources.resolve, longFrom: 0, open, scratch: () => space.place() };
    const making = (progress: Progress): void => onProgress({ ...progress, fraction: MAKING * progress.fraction });
    const options = { signal, onProgress: making };
    const result = await runLong(query, longHost, MODULES, scope, options);
    if (result === undefined) throw tooLong(source.name, source.shape);
    const onFraction = (fraction: number): void =>
      onProgress({ fraction: MAKING + (1 - MAKING) * fraction, label: 'measuring' });
    const found = await survey(result.sound, { kernels, breathe, signal, onFraction });
    const { sampleRate, channelCount, frames } = result.sound;
    const shape = { sampleRate, channelCount, frames, duration: frames / sampleRate };
    const levels = levelsOf(found.peak, found.rms);
    const kept = { name: result.signature, sound: result.sound, shape, survey: found, levels };
    return { ...kept, result, host: longHost, scope, close: () => scope.close() };
  } catch (thrown) {
    await scope.close();
    throw thrown;
  }
}

/** The pieces of a result's file: the bytes that the command line writes. @throws AppError audio-unsupported */
export async function longFile(
  { result, host, scope }: LongRendered,
  output: OutputFormat,
): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const query = withOutput(result.query, output);
  const ids = new Map(result.sources.map(({ name, id }) => [name, id]));
  const { signature } = planQuery(query, { engine: ENGINE, contentId: (name) => ids.get(name) ?? name });
  return renderLongFile({ ...result, query, signature }, MODULES, host, scope);
}
