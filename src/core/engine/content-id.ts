import { type AbortSignalLike, throwIfAborted } from '../base/errors.ts';
import type { EngineHost } from './engine.ts';

/**
 * The content id of a file: BLAKE2b-240 of its bytes, 48 characters of lower-case base32. The host breathes between
 * slices, so that a large file can be cancelled.
 * @throws AppError cancelled, memory-limit
 */
export async function contentIdOf(
  bytes: Uint8Array,
  { kernels, breathe }: Pick<EngineHost, 'kernels' | 'breathe'>,
  signal?: AbortSignalLike,
): Promise<string> {
  const slices = kernels.hash.hash([bytes], bytes.length);
  try {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      await breathe();
      throwIfAborted(signal);
    }
  } finally {
    slices.return('');
  }
}
