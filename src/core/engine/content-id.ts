import type { ByteSource } from '../base/byte-source.ts';
import { type AbortSignalLike, throwIfAborted } from '../base/errors.ts';
import type { Sliced } from '../kernels/kernels.ts';
import type { EngineHost } from './engine.ts';

/**
 * The content id of a file: BLAKE2b-240 of its bytes, 48 characters of lower-case base32. The host breathes between
 * slices, so that a large file can be cancelled.
 * @throws AppError cancelled, memory-limit
 */
export async function contentIdOf(
  bytes: Uint8Array,
  host: Pick<EngineHost, 'kernels' | 'breathe'>,
  signal?: AbortSignalLike,
): Promise<string> {
  return await finish(host.kernels.hash.hash([bytes], bytes.length), host, signal);
}

/** Bytes that are read in one go. */
const PIECE = 1 << 20;

/** The same of a file that need not fit into memory. @throws AppError file-unreadable too */
export async function contentIdOfSource(
  source: ByteSource,
  host: Pick<EngineHost, 'kernels' | 'breathe'>,
  signal?: AbortSignalLike,
): Promise<string> {
  function* pieces(): Generator<Uint8Array, void, void> {
    for (let start = 0; start < source.length; start += PIECE) {
      yield source.read(start, Math.min(PIECE, source.length - start));
    }
  }
  return await finish(host.kernels.hash.hash(pieces(), source.length), host, signal);
}

async function finish(
  slices: Sliced<string>,
  { breathe }: Pick<EngineHost, 'breathe'>,
  signal: AbortSignalLike | undefined,
): Promise<string> {
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
