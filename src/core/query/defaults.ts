import type { WorldRevision } from '../kernels/kernels.ts';
import type { OutputFormat, Precision } from './query.ts';

/** What a request means where it says nothing. Changing one of these changes signatures. */
export const DEFAULT_PRECISION: Precision = 'float';
export const DEFAULT_REVISION: WorldRevision = '2025';
export const DEFAULT_OUTPUT: OutputFormat = Object.freeze({ format: 'wav', encoding: 's16' });
export const DEFAULT_CACHE_HOURS = 730;

/** What a request leaves unsaid, by whom it was written for. */
export interface Dialect {
  readonly precision: Precision;
  readonly revision: WorldRevision;
  /** Whether parameters that are not given are as VTServer had them (`original` in their metadata). */
  readonly original: boolean;
}

/** Requests written for Sonde: full precision, and parameters as their modules have them. */
export const SONDE_DIALECT: Dialect = Object.freeze({
  precision: DEFAULT_PRECISION,
  revision: DEFAULT_REVISION,
  original: false,
});

/** Requests written for VTServer: its results are given to the sample, by the WORLD that `revision` says. */
export const VTSERVER_DIALECT: Dialect = Object.freeze({ ...SONDE_DIALECT, precision: 'pcm16', original: true });

/** Bounds of one request, all its sub-queries together. */
export const LIMITS = Object.freeze({
  /** Queries within queries, the outermost counted. */
  depth: 8,
  sources: 1000,
  steps: 1000,
  /** Characters of a source's name. */
  nameLength: 4096,
  /** Characters of a request's JSON text. */
  textLength: 1_048_576,
});
