import { DIGEST_BYTES, digestText } from '../base/digest-text.ts';
import { blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { HashKernel } from './kernels.ts';

/** Bytes of a slice: some milliseconds on any machine. */
const SLICE_BYTES = 1 << 20;

/** Identity of bytes on linear memory, of which it takes one slice. */
export function createHashKernel(heap: Heap): HashKernel {
  const { abi } = heap;
  return {
    *hash(pieces, size) {
      const scope = heap.open();
      try {
        const state = scope.own(abi.sonde_blake2b_create(DIGEST_BYTES), abi.sonde_blake2b_destroy);
        const most = Math.max(1, Math.min(SLICE_BYTES, size));
        const at = scope.bytes(most);
        let done = 0;
        for (const piece of pieces) {
          for (const { start, length } of blocksOf(piece.length, most)) {
            if (done > 0) yield Math.min(1, done / size);
            heap.writeBytes(at, piece.subarray(start, start + length));
            abi.sonde_blake2b_update(state, at, length);
            done += length;
          }
        }
        const digest = scope.bytes(DIGEST_BYTES);
        abi.sonde_blake2b_digest(state, digest);
        return digestText(heap.readBytes(digest, DIGEST_BYTES));
      } finally {
        scope.close();
      }
    },
  };
}
