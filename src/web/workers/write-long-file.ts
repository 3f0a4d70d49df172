import { throwIfAborted } from '../../core/base/errors.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import type { WriteJob } from './write-file.ts';

/** What of a file is in memory before it becomes part of a blob, which a browser keeps on disk when there is much. */
const BLOB_BYTES = 8_000_000;

export const SAMPLE_BYTES: Readonly<Record<OutputFormat['encoding'], number>> = {
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
};

export interface LongWriteJob extends Omit<WriteJob, 'clip'> {
  /** Of all samples, for the fraction. */
  readonly bytes: number;
}

/** Collects the pieces of a file that is larger than memory, with a breath after each. @throws AppError cancelled */
export async function writeLongFile(
  file: Iterable<Uint8Array<ArrayBuffer>>,
  { bytes, mediaType, signal, breathe, onFraction }: LongWriteJob,
): Promise<Blob> {
  const blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let [pending, done] = [0, 0];
  for (const piece of file) {
    pieces.push(piece);
    pending += piece.length;
    done += piece.length;
    if (pending >= BLOB_BYTES) {
      blobs.push(new Blob(pieces));
      [pieces, pending] = [[], 0];
    }
    onFraction(Math.min(1, done / bytes));
    await breathe();
    throwIfAborted(signal);
  }
  return new Blob([...blobs, ...pieces], { type: mediaType });
}
