/** Bytes at any place of a file that may be larger than memory; reading waits for the disk. */
export interface ByteSource {
  readonly length: number;
  /** Bytes start..start+count-1, all of them inside. @throws AppError file-unreadable */
  read(start: number, count: number): Uint8Array;
}

/** A place for bytes during one job: nothing of it is left behind, however the job ends. */
export interface ScratchFile extends ByteSource {
  /** @throws AppError disk-full, file-unwritable */
  write(start: number, bytes: Uint8Array): void;
}

/** Bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return { length: bytes.length, read: (start, count) => bytes.subarray(start, start + count) };
}
