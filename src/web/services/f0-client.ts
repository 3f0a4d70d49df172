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

export interface F0Client {
  /**
   * @param given parameters of a `world` step: how f0 is found, and its edits; others are passed over
   * @throws AppError query-invalid, source-not-found, cancelled
   */
  edit(id: string, given: JsonObject, job: JobHandlers): Promise<EditedF0>;
}
