import type { JsonValue, OutputFormat, Query, Step } from './query.ts';

/** What a signature is taken of: meaning and nothing else. Names, cache expiry and spelling are not in it. */
export interface Meaning {
  /** The engine's id: it changes when results change. */
  readonly engine: string;
  /** Content ids of files, signatures of sub-queries. */
  readonly sources: readonly string[];
  readonly query: Query;
  /** `[steps]`: the same of what each step needs besides its input. */
  readonly stepSources: readonly (readonly string[])[];
  /** The first so many steps of the query's stack. */
  readonly length: number;
  /** Only for a whole request: the samples of a prefix do not depend on how they will be written. */
  readonly output?: OutputFormat;
}

/** The canonical form as a JSON value; `canonicalJson` of it is the text that is hashed. */
export function canonicalForm({ engine, sources, query, stepSources, length, output }: Meaning): JsonValue {
  return {
    engine,
    sources,
    steps: query.stack.slice(0, length).map((step, index) => canonicalStep(step, stepSources[index] ?? [])),
    precision: query.precision,
    revision: query.revision,
    ...(output === undefined ? {} : { output: { format: output.format, encoding: output.encoding } }),
  };
}

function canonicalStep({ module, version, params }: Step, sources: readonly string[]): JsonValue {
  return { module, version, params, ...(sources.length === 0 ? {} : { sources }) };
}
