import type { ScratchFile } from '../base/byte-source.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that can be written only once what follows them is known. */
export interface Spool {
  push(bytes: Bytes): void;
  /** All of them, in order. */
  pieces(): Iterable<Bytes>;
}

/** Bytes in a piece that is read back. */
const PIECE = 1 << 18;

/** @param scratch where they are kept; in memory without one */
export function openSpool(scratch: ScratchFile | undefined): Spool {
  if (scratch === undefined) {
    const kept: Bytes[] = [];
    return { push: (bytes) => void kept.push(bytes), pieces: () => kept };
  }
  return {
    push: (bytes) => scratch.write(scratch.length, bytes),
    *pieces() {
      for (let start = 0; start < scratch.length; start += PIECE) {
        yield scratch.read(start, Math.min(PIECE, scratch.length - start)).slice();
      }
    },
  };
}
