import type { z } from 'zod';
import type { Clip } from '../audio/clip.ts';
import type { AbortSignalLike } from '../base/errors.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { Kernels, Sliced, WorldRevision } from '../kernels/kernels.ts';

/** What a module may use while it works. */
export interface ModuleContext {
  readonly kernels: Kernels;
  readonly revision: WorldRevision;
  readonly signal: AbortSignalLike | undefined;
  /** Runs a sliced computation to its end: reports progress, lets the host breathe, stops when aborted. */
  run<T>(slices: Sliced<T>, share: ProgressShare): Promise<T>;
  /**
   * A computation on the module's own input that is worth remembering by itself (WORLD analysis): cached under the
   * input's signature, `name`, `version` and `params`, and computed once when asked for twice at the same time.
   */
  remember(
    name: string,
    version: number,
    params: Readonly<Record<string, string | number | boolean>>,
    compute: () => Promise<CacheValue>,
  ): Promise<CacheValue>;
  /** A sentence for the report: "reduced 1.3 dB to prevent clipping". */
  note(text: string): void;
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
}

/**
 * A transformation. `params` is a strict zod object whose output is the canonical, JSON-safe form with defaults
 * filled; equal meaning gives equal output, so the signature can be taken from it.
 */
export interface ModuleDescriptor<P extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Enters the signature: a corrected algorithm is never answered by an old entry. */
  readonly version: number;
  readonly kind: 'modifier' | 'generator';
  readonly label: string;
  readonly help: string;
  readonly references: readonly string[];
  readonly params: P;
  readonly process: (context: ModuleContext, input: Clip, params: z.output<P>) => Promise<Clip>;
}

/** Keeps the parameter type while checking the shape. */
export function defineModule<P extends z.ZodType>(descriptor: ModuleDescriptor<P>): ModuleDescriptor<P> {
  return descriptor;
}
