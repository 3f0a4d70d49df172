import type { z } from 'zod';
import type { Clip, F0Contour } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import type { ScratchFile } from '../base/byte-source.ts';
import type { AbortSignalLike } from '../base/errors.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { Kernels, Sliced, WorldRevision } from '../kernels/kernels.ts';
import type { Staged } from '../kernels/staged.ts';
import type { ReferenceKey } from './bibliography.ts';
import type { SourceRef } from './source-param.ts';

/** Runs a sliced computation to its end: reports progress, lets the host breathe, stops when aborted. */
export type Run = <T>(slices: Sliced<T>, share: ProgressShare) => Promise<T>;

/**
 * Runs a computation of stages to its end, on this thread and on whatever others help; reports, breathes and stops as `run`.
 * @param make told how many threads may work on it
 */
export type RunStaged = <T>(make: (hands: number) => Staged<T>, share: ProgressShare) => Promise<T>;

/** How long computations are run. */
export interface Work {
  readonly run: Run;
  readonly stage: RunStaged;
}

/** What a module may use while it works, however it gets its sounds. */
export interface StepContext extends Work {
  readonly kernels: Kernels;
  readonly revision: WorldRevision;
  readonly signal: AbortSignalLike | undefined;
  /**
   * A computation on the module's own input that is worth remembering by itself (WORLD analysis): cached under the
   * input's signature, `name`, `version` and `params`, and computed once when asked for twice at the same time.
   * @param compute works with what it is given, not the step's: the computation may outlive the job that began it, when
   *   another job waits for it too
   */
  remember(
    name: string,
    version: number,
    params: Readonly<Record<string, string | number | boolean>>,
    compute: (work: Work) => Promise<CacheValue>,
  ): Promise<CacheValue>;
  /**
   * The f0 that the result's first channel was made with, where the module knows it: exact, where a search in the result
   * would be an estimate. The array is shared from then on.
   */
  madeWith(contour: F0Contour): void;
  /** The factor by which the result was turned down so that it would not clip; not called where it was not. */
  turnedDown(gain: number): void;
  /** The signal-to-noise ratio that the result has, dB, by the step's own definition; null where there is none. */
  mixedAt(snrDb: number | null): void;
  /** A sentence for the report: "reduced 1.3 dB to prevent clipping". */
  note(text: string): void;
}

/** What a module may use while it works on sounds in memory. */
export interface ModuleContext extends StepContext {
  /**
   * The sound of a parameter that is one (`source()`), made before the module runs, at its own sampling rate. Shared: not
   * to be written to.
   */
  source(ref: SourceRef): Clip;
}

/** What a module may use while it works on sounds that may not fit into memory. */
export interface LongContext extends StepContext {
  /** The sound of a parameter that is one, at its own sampling rate. */
  source(ref: SourceRef): LongSound;
  /** A place for what does not fit into memory. */
  scratch(): ScratchFile;
}

/**
 * For a module that works on files of a folder, which the query's `file` names. The engine opens the folder and puts the
 * sounds in the place of what selects them, so that the result's identity is what they contain.
 */
export interface FolderUse<P extends z.ZodObject = z.ZodObject> {
  /** The parameter, of type `sources()`, that takes the sounds. */
  readonly into: keyof z.output<P> & string;
  /** The parameters that select them, null from then on. */
  readonly selectors: readonly (keyof z.output<P> & string)[];
  /**
   * @param list names of the folder's files, relative to it
   * @returns names, in the order in which the sounds are to be; undefined when no folder is needed
   * @throws AppError query-invalid
   */
  select(params: z.output<P>, list: () => Promise<readonly string[]>): Promise<readonly string[] | undefined>;
}

/** Which part of a step's progress (0..1) a sliced computation covers. */
export interface ProgressShare {
  readonly from: number;
  readonly to: number;
  /** What is going on, for people: "analysing". */
  readonly label: string;
}

/** Metadata of one parameter, kept beside its zod schema: unit, label, help, reference. One source for parser, docs and forms. */
export interface ParamMeta {
  readonly label: string;
  readonly help: string;
  readonly unit?: string;
  readonly reference?: string;
  /** What VTServer did, where our default is another: for requests that were written for it. */
  readonly original?: string | number | boolean;
  /** Values that are right, in a request's own form: the first is what a form begins with where there is no default. */
  readonly examples?: readonly unknown[];
  /** Rarely needed: a form keeps it behind a fold. */
  readonly advanced?: boolean;
  /**
   * For a parameter that came later: at its default it is left out of what is signed, so that recipes from before keep
   * their signatures.
   */
  readonly implied?: boolean;
  /** Another parameter, and the one value of it beside which this one may be given. */
  readonly onlyWith?: readonly [param: string, value: string];
  /** For a parameter that VTServer has nothing like: said when it is left out of a request that is made for it. */
  readonly leftOut?: string;
  /** The texts that a list takes, each at most once. */
  readonly choices?: readonly string[];
}

/**
 * A transformation. `params` is a strict zod object whose output is the canonical, JSON-safe form with defaults
 * filled; equal meaning gives equal output, so the signature can be taken from it.
 */
export interface ModuleDescriptor<P extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Enters the signature: a corrected algorithm is never answered by an old entry. */
  readonly version: number;
  readonly kind: 'modifier' | 'generator';
  readonly label: string;
  readonly help: string;
  /** What to cite. */
  readonly references: readonly ReferenceKey[];
  readonly params: P;
  readonly folder?: FolderUse<P>;
  /**
   * The input is shared and must not be written to; the result is a fresh clip.
   * @throws AppError without the step's place, which the engine puts in front: "step 1, world: …"
   */
  process(context: ModuleContext, input: Clip, params: z.output<P>): Promise<Clip>;
  /**
   * The same for sounds that do not fit into memory, where the module has such a form: the same samples, and the result
   * stays readable as long as the job lasts.
   */
  long?(context: LongContext, input: LongSound, params: z.output<P>): Promise<LongSound>;
}

/** Modules by name: what the parser accepts and the engine runs. */
export type Registry = ReadonlyMap<string, ModuleDescriptor>;

/** Keeps the parameter type while checking the shape. */
export function defineModule<P extends z.ZodObject>(descriptor: ModuleDescriptor<P>): ModuleDescriptor<P> {
  return descriptor;
}
