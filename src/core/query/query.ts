import type { SoundFormat } from '../codecs/codec.ts';
import type { Mp3Bitrate } from '../codecs/mp3-bitrates.ts';
import type { WorldRevision } from '../kernels/kernels.ts';

/** Between steps: `float` keeps full precision, `pcm16` rounds after each step as VTServer did. */
export type Precision = 'float' | 'pcm16';

/** One step with its defaults filled, in the module's canonical form. */
export interface Step {
  readonly module: string;
  readonly version: number;
  /** Where a parameter is a sound, a `SourceRef`: the place in `sources`. */
  readonly params: Readonly<Record<string, JsonValue>>;
  readonly sources: readonly StepSource[];
  /** Parameters that came later and are at their defaults: no part of what is signed. */
  readonly implied?: readonly string[];
  /** What every sound among them goes through first; the engine puts it into them when it opens their folder. */
  readonly forEach?: { readonly param: string; readonly stack: readonly Step[] };
}

/** A sound that a step needs besides its input. */
export interface StepSource {
  /** The parameter that asks for it. */
  readonly param: string;
  readonly source: string | Query;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Where a sound comes from: a name that the host resolves, a list to concatenate, or another query. */
export type Source = string | Query | readonly (string | Query)[];

/** Whether a source is a list to concatenate; plain `Array.isArray` does not narrow a readonly one. */
export function isList(file: Source): file is readonly (string | Query)[] {
  return Array.isArray(file);
}

/** A parsed request: deeply frozen, defaults filled, meaning only. */
export interface Query {
  readonly file: Source;
  readonly stack: readonly Step[];
  readonly precision: Precision;
  readonly revision: WorldRevision;
  readonly output: OutputFormat;
  /** Hours since last use; null never expires. Not part of the signature. */
  readonly cacheHours: number | null;
}

export interface OutputFormat {
  readonly format: SoundFormat;
  readonly encoding: 's16' | 's24' | 's32' | 'f32' | 'f64';
  /** MP3 alone has one, kb/s. */
  readonly bitrate?: Mp3Bitrate;
  /** Ogg alone has one, -1 to 10. */
  readonly quality?: number;
}
