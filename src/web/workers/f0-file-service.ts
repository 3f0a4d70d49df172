import type { F0Contour } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { contentIdOf } from '../../core/engine/content-id.ts';
import { f0FilePieces, f0FileSlices } from '../../core/features/f0-file.ts';
import { F0_EDIT_LIMITS } from '../../core/modules/f0-edits.ts';
import type { ReadF0 } from '../services/f0-client.ts';
import { readBytes } from './read-bytes.ts';
import { runSlices } from './survey.ts';
import type { WorkerParts } from './worker-parts.ts';

/** Bytes: two minutes with their spectra, of which f0 is a small part. */
const LARGEST = 512_000_000;

/** How much of the time goes into reading a file; the rest into its content id. */
const READING = 0.8;

type Parts = Pick<WorkerParts, 'lane' | 'progressOf'> & {
  readonly host: Pick<WorkerParts['host'], 'kernels' | 'breathe'>;
};

/** f0 in and out of files, beside the page's thread. */
export class F0FileService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws AppError features-invalid, audio-empty, size-limit, file-unreadable, cancelled */
  read(job: number, file: Blob, name: string): Promise<ReadF0> {
    const { host, lane, progressOf } = this.#parts;
    const report = progressOf(job);
    return lane.run(job, async (signal) => {
      if (file.size > LARGEST) {
        const message = `"${name}" has ${Math.ceil(file.size / 1e6)} MB; f0 is read from files of up to ${LARGEST / 1e6} MB.`;
        throw new AppError('size-limit', message, { details: { limit: LARGEST, size: file.size } });
      }
      const bytes = await readBytes(file, name);
      const { anchors: points, time, f0 } = F0_EDIT_LIMITS;
      const slices = f0FileSlices(bytes, { points, time, f0 });
      const read = await runSlices(slices, { breathe: host.breathe, signal }, (fraction) =>
        report({ fraction: READING * fraction, label: 'reading' }),
      );
      return { ...read, id: await contentIdOf(bytes, host, signal) };
    });
  }

  write(kind: 'csv' | 'npz', contour: F0Contour, sampleRate: number): Blob {
    const type = kind === 'csv' ? 'text/csv' : 'application/zip';
    return new Blob([...f0FilePieces(kind, contour, sampleRate)], { type });
  }
}
