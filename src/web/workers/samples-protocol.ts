import type { Clip } from '../../core/audio/clip.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import type { SoundShape } from '../services/engine-client.ts';
import type { PyramidBase } from './wave-pyramid.ts';

/** A sound as the picture worker gets it: whole, or what is known of it without its samples. */
export type OpenedSound =
  | { readonly kind: 'clip'; readonly clip: Clip }
  | { readonly kind: 'long'; readonly shape: SoundShape; readonly pyramids: readonly PyramidBase[] };

type Awaitable<T> = T | Promise<T>;

/** Between the two workers, past the page. What is given is the caller's own. */
export interface SampleSource {
  /** @throws AppError source-not-found */
  open(id: string): Awaitable<OpenedSound>;
  /** Samples of a long sound, all of them inside. @throws AppError source-not-found, file-unreadable */
  read(id: string, channel: number, start: number, count: number): Awaitable<Float64Array>;
  /** What was found out of a sound earlier, perhaps by another page. */
  recall(id: string, what: string): Awaitable<CacheValue | undefined>;
  /** Keeps it for later, where the sound itself is kept. */
  remember(id: string, what: string, value: CacheValue): Awaitable<void>;
}
