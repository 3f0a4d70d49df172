import type { F0Contour } from '../../core/audio/clip.ts';
import type { F0File } from '../../core/features/f0-file.ts';
import type { JsonObject } from '../forms/json.ts';
import type { JobHandlers } from './job-handlers.ts';

/** f0 of a sound's first channel before and after edits by hand: Hz, `[frames]`, 0 = unvoiced. */
export interface EditedF0 {
  readonly framePeriodMs: number;
  /** What the tracker found. */
  readonly tracked: Float64Array;
  /** Put right: what envelope and aperiodicity are computed with. */
  readonly corrected: Float64Array;
  /** What is synthesised, before the change of f0. */
  readonly shaped: Float64Array;
  /** Geometric mean of that over voiced frames, Hz; undefined when nothing is voiced. */
  readonly mean: number | undefined;
}

/** A contour of a file, to become an edit. */
export interface ReadF0 extends F0File {
  /** Content id of the file. */
  readonly id: string;
}

export interface F0Client {
  /** f0 of a table or a NumPy archive. @throws AppError features-invalid, audio-empty, size-limit, file-unreadable, cancelled */
  read(file: Blob, name: string, job: JobHandlers): Promise<ReadF0>;
  /** f0 as a file that `read` takes. */
  write(kind: 'csv' | 'npz', contour: F0Contour, sampleRate: number): Promise<Blob>;
  /**
   * @param given parameters of a `world` step: how f0 is found, and its edits; others are passed over
   * @throws AppError query-invalid, source-not-found, cancelled
   */
  edit(id: string, given: JsonObject, job: JobHandlers): Promise<EditedF0>;
}
