import type { Clip } from '../../core/audio/clip.ts';
import type { ErrorJson } from '../../core/base/errors.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { RowFacts } from '../../core/sets/run-set.ts';
import type { JobHandlers } from './job-handlers.ts';

/** One stimulus of a set, as a table shows it. */
export interface PlannedRow {
  /** Counted from 0. */
  readonly index: number;
  readonly name: string;
  readonly signature: string;
  readonly values: Readonly<Record<string, JsonValue>>;
  /** True when its sound was in the cache when the set was planned. */
  readonly cached: boolean;
  /** The row's own request, JSON. */
  readonly query: string;
}

export type RowOutcome =
  | { readonly kind: 'rendered'; readonly facts: RowFacts }
  | { readonly kind: 'failed'; readonly error: ErrorJson };

/** What an export wrote. */
export interface ExportReport {
  readonly rendered: number;
  readonly failed: number;
  /** Archives that no file was given for: all of them without a destination, else those behind the first. */
  readonly archives: readonly Blob[];
}

/**
 * Stimulus sets in the engine's worker. A set is the text of its manifest; sounds are those that are loaded, by name.
 * Rows wait for nothing but each other, and give way to all other work.
 */
export interface SetClient {
  /** Rows that are made at a time; more of them wait. */
  readonly atOnce: number;
  /** Every row, signed and named. @throws AppError set-invalid with every problem; source-not-found */
  plan(manifest: string, job: JobHandlers): Promise<readonly PlannedRow[]>;
  /** The requests of the rows that its exclusions leave out, JSON. @throws AppError set-invalid */
  leftOut(manifest: string): Promise<readonly string[]>;
  /** Renders a row behind everything else, and leaves its sound in the cache. A failure is an outcome. */
  render(manifest: string, index: number, job: JobHandlers): Promise<RowOutcome>;
  /** A row's sound, to be heard: before everything else. */
  preview(manifest: string, index: number, job: JobHandlers): Promise<Clip>;
  /**
   * The whole set as a zip, in pieces; what is not in the cache is rendered on the way.
   * @param destination of the first archive; without it everything comes back as blobs
   */
  export(manifest: string, destination: FileSystemFileHandle | undefined, job: JobHandlers): Promise<ExportReport>;
}
