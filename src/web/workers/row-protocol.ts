import type { Clip } from '../../core/audio/clip.ts';
import type { ErrorJson } from '../../core/base/errors.ts';
import type { CacheAccess } from '../../core/cache/cache.ts';
import type { SetManifest } from '../../core/sets/manifest.ts';
import type { NamedRow, RowResult } from '../../core/sets/run-set.ts';

/** What a thread that makes rows asks the engine's worker for. */
export interface RowHome extends CacheAccess {
  /** A loaded sound, by content id. */
  sound(id: string): Clip | Promise<Clip>;
}

/** A row as a thread gets it. */
export interface RowTask {
  readonly row: NamedRow;
  readonly clip: SetManifest['clip'];
  /** False: what is known of its sound is asked for, and no file. */
  readonly encode: boolean;
  /** Content ids of its sources, by the names that its query has for them. */
  readonly ids: Readonly<Record<string, string>>;
}

/** A row's outcome as it crosses between threads. */
export type RowAnswer =
  | Omit<Extract<RowResult, { kind: 'rendered' }>, 'row'>
  | { readonly kind: 'failed'; readonly error: ErrorJson };
