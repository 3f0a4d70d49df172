import type { Clip, F0Contour } from '../audio/clip.ts';
import type { Clock } from '../base/clock.ts';
import type { AbortSignalLike } from '../base/errors.ts';
import type { CacheAccess } from '../cache/cache.ts';
import type { CodecLibraries } from '../codecs/libraries.ts';
import type { Crew, Urgency } from '../kernels/crew.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Query } from '../query/query.ts';

/** A source as the host resolves it. */
export interface ResolvedSource {
  /** The file's bytes. */
  readonly bytes: Uint8Array;
  /** BLAKE2b-240 of the bytes, 48 characters of lower-case base32, where the host has it already. */
  readonly id?: string;
  /** The same sound decoded, where the host has it already: the bytes are then not read. Left untouched. */
  readonly clip?: Clip;
}

/** A folder of sources. */
export interface SourceFolder {
  /** What stands before the names of its files when they are resolved: empty, or with a slash at the end. */
  readonly prefix: string;
  /**
   * Names of all files in it and in the folders below, relative, with `/` between folders; links that lead outside are
   * left out.
   * @throws AppError size-limit for too many
   */
  list(): Promise<readonly string[]>;
}

/** Everything a host hands to an engine. */
export interface EngineHost {
  readonly kernels: Kernels;
  /** For formats that need one; missing where there are none. */
  readonly libraries?: CodecLibraries;
  /** Most samples of a source, over all channels; see `CodecTools`. */
  readonly sampleLimit?: number;
  readonly cache: CacheAccess;
  readonly clock: Clock;
  /** @throws AppError source-not-found */
  readonly resolve: (name: string, signal?: AbortSignalLike) => Promise<ResolvedSource>;
  /**
   * Opens the folder that a name means, or that the file of this name is in; missing where there are no folders.
   * @throws AppError source-not-found
   */
  readonly openFolder?: (name: string, signal?: AbortSignalLike) => Promise<SourceFolder>;
  /** Lets the host answer messages between slices of work. */
  readonly breathe: () => Promise<void>;
  /** Threads that help, shared by all engines of the host; missing where there are none. */
  readonly crew?: Crew | undefined;
}

export interface Progress {
  /** 0..1 over the whole job. */
  readonly fraction: number;
  /** What is going on, for people: "world: analysing". */
  readonly label: string;
  /** Where in the request: "step 2, world". */
  readonly place?: string;
}

export interface RunOptions {
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (progress: Progress) => void;
  /** Whether somebody waits for it; default `interactive`. */
  readonly urgency?: Urgency;
}

export interface StepReport {
  readonly module: string;
  readonly signature: string;
  /** True when this step's result came out of the cache. */
  readonly cached: boolean;
  /** True when this step was computed from what its module remembers (WORLD's analysis), all of it found in the cache. */
  readonly remembered: boolean;
  readonly notes: readonly string[];
  /** The factor by which the result was turned down to prevent clipping; 1 where it was not. */
  readonly gain: number;
  /** What the step gives. */
  readonly output: StepOutput;
}

export interface StepOutput {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly frames: number;
  /** Largest magnitude and root mean square over all channels, full scale 1; of a sound that is not held only the last step's are known, by the result. */
  readonly levels?: { readonly peak: number; readonly rms: number };
}

/** A file that went into a result. */
export interface SourceReport {
  /** As the query names it. */
  readonly name: string;
  /** Content id. */
  readonly id: string;
  /** What a researcher must be told: "cut short: 3.2 of 4 s". */
  readonly warnings: readonly string[];
}

export interface RunResult {
  /** A fresh copy, owned by the caller and free to transfer. */
  readonly clip: Clip;
  /** The f0 that the last step made the first channel with, where it knows; a fresh copy. */
  readonly contour?: F0Contour;
  readonly signature: string;
  /** The query that was run: the given one, with the sounds of folders named one by one. */
  readonly query: Query;
  /** Of the query's own stack, in its order; `signature` is that of the sound after the step. */
  readonly steps: readonly StepReport[];
  /** The factors by which steps of recipes within `file` turned their results down to prevent clipping, the innermost first. */
  readonly sourceGains: readonly number[];
  /**
   * The signal-to-noise ratio that the mix of the last `masker` step has, dB, measured in that mix by the step's own
   * definition; null where no step mixed so.
   */
  readonly snrDb: number | null;
  /** Each name once, in the order of the query. */
  readonly sources: readonly SourceReport[];
  /** Milliseconds on the host's clock. */
  readonly elapsedMs: number;
}

/** The engine: the same object on every machine. */
export interface Engine {
  /** Content ids are needed for a signature, so sources are resolved (not decoded). */
  signature(query: Query, options?: RunOptions): Promise<string>;
  /** Computes or finds the result. The same query in flight twice is computed once; failures are never cached. */
  run(query: Query, options?: RunOptions): Promise<RunResult>;
}
