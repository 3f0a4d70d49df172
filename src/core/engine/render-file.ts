import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import type { CodecTools } from '../codecs/codec.ts';
import { CODECS } from '../codecs/registry.ts';
import type { Registry } from '../modules/module.ts';
import { completeOutput } from '../query/output.ts';
import { requestOf } from '../query/print.ts';
import type { OutputFormat, Query } from '../query/query.ts';
import { renameSources } from '../query/source-names.ts';
import type { RunResult } from './engine.ts';
import { ENGINE } from './version.ts';

/** A result and the query it came from: what a file is made of. */
export interface RenderedFile {
  readonly result: Pick<RunResult, 'signature' | 'sources'> & ({ readonly clip: Clip } | { readonly sound: LongSound });
  /** Its `output` says how samples are written; the signature must be this query's. */
  readonly query: Query;
}

/**
 * The file of a result, in pieces, with its recipe inside: the query, its signature, the engine. In the recipe,
 * sources go by content id: a file name says nothing about a sound and may say much about a person, and so the page,
 * the command line and the agent write the same bytes.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, codec-unavailable, before there are pieces
 */
export async function renderFile(
  { result, query }: RenderedFile,
  registry: Registry,
  tools: CodecTools,
): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const ids = new Map(result.sources.map(({ name, id }) => [name, id]));
  const named = renameSources(query, (name) => ids.get(name) ?? name);
  const recipe = { query: requestOf(named, registry), signature: result.signature, engine: ENGINE };
  const { format, ...options } = query.output;
  const sound = 'clip' in result ? result.clip : result.sound;
  return await CODECS[format].encode(sound, { ...options, recipe }, tools);
}

/** The same query, to be written in another way: another file, so another signature, of the same samples. */
export function withOutput(query: Query, output: Partial<OutputFormat>): Query {
  return Object.freeze({ ...query, output: completeOutput({ ...query.output, ...output }) });
}
