import type { F0Contour } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { contentIdOf } from '../../core/engine/content-id.ts';
import { f0FilePieces, readF0File } from '../../core/features/f0-file.ts';
import { F0_EDIT_LIMITS } from '../../core/modules/f0-edits.ts';
import type { ReadF0 } from '../services/f0-client.ts';
import type { EngineServiceHost } from './engine-host.ts';
import { readBytes } from './read-bytes.ts';

/** Bytes: two minutes with their spectra, of which f0 is a small part. */
const LARGEST = 512_000_000;

/** f0 in and out of files, beside the page's thread. */
export class F0FileService {
  readonly #host: Pick<EngineServiceHost, 'kernels' | 'breathe'>;

  constructor(host: Pick<EngineServiceHost, 'kernels' | 'breathe'>) {
    this.#host = host;
  }

  /** @throws AppError features-invalid, audio-empty, size-limit, file-unreadable */
  async read(file: Blob, name: string): Promise<ReadF0> {
    if (file.size > LARGEST) {
      const message = `"${name}" has ${Math.ceil(file.size / 1e6)} MB; f0 is read from files of up to ${LARGEST / 1e6} MB.`;
      throw new AppError('size-limit', message, { details: { limit: LARGEST, size: file.size } });
    }
    const bytes = await readBytes(file, name);
    const { anchors: points, time, f0 } = F0_EDIT_LIMITS;
    const read = readF0File(bytes, { points, time, f0 });
    return { ...read, id: await contentIdOf(bytes, this.#host) };
  }

  write(kind: 'csv' | 'npz', contour: F0Contour, sampleRate: number): Blob {
    const type = kind === 'csv' ? 'text/csv' : 'application/zip';
    return new Blob([...f0FilePieces(kind, contour, sampleRate)], { type });
  }
}
