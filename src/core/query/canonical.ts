import { canonicalJson } from '../base/canonical-json.ts';
import type { JsonValue, OutputFormat, Query, Step } from './query.ts';

/** What a signature is taken of: meaning and nothing else. Names, cache expiry and spelling are not in it. */
export interface Meaning {
  /** The engine's id: it changes when results change. */
  readonly engine: string;
  /** Content ids of files, signatures of sub-queries. */
  readonly sources: readonly string[];
  readonly query: Query;
  /** Only for a whole request: the samples of a prefix do not depend on how they will be written. */
  readonly output?: OutputFormat;
}

/** Ends the canonical text whose parts `canonicalHead` and `canonicalStep` give. */
export const CANONICAL_END = ']}';

/**
 * The canonical text, which is hashed, as far as the steps: `steps` is the last of its keys, so that the text of a prefix
 * of a stack is this, then its steps with commas between them, then `CANONICAL_END`.
 */
export function canonicalHead({ engine, sources, query, output }: Meaning): string {
  const { precision, revision } = query;
  const written = output === undefined ? {} : { output: outputForm(output) };
  const text = canonicalJson({ engine, sources, steps: [], precision, revision, ...written });
  return text.slice(0, -CANONICAL_END.length);
}

/** @param sources what the step needs besides its input, as the sources of a query */
export function canonicalStep({ module, version, params, implied = [] }: Step, sources: readonly string[]): string {
  const said = Object.fromEntries(Object.entries(params).filter(([name]) => !implied.includes(name)));
  return canonicalJson({ module, version, params: said, ...(sources.length === 0 ? {} : { sources }) });
}

function outputForm({ format, encoding, bitrate, quality }: OutputFormat): JsonValue {
  const rates = { ...(bitrate === undefined ? {} : { bitrate }), ...(quality === undefined ? {} : { quality }) };
  return { format, encoding, ...rates };
}
