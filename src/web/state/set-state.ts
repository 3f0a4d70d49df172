import type { AppError, Issue } from '../../core/base/errors.ts';
import type { RowFacts } from '../../core/sets/run-set.ts';
import type { Side } from '../services/player.ts';
import type { PlannedRow } from '../services/set-client.ts';
import type { SetDraft } from './set-draft.ts';

/** What is known of a row's sound, by the row's signature. */
export type RowState =
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly facts: RowFacts }
  | { readonly kind: 'failed'; readonly message: string };

/** The rows that the draft gives. */
export interface SetPlan {
  readonly status: 'planning' | 'ready' | 'wrong';
  /** Of the last draft that was right. */
  readonly rows: readonly PlannedRow[];
  /** The requests of those that its exclusions leave out. */
  readonly leftOut: readonly string[];
  /** The manifest that gave the rows. */
  readonly text: string;
  readonly issues: readonly Issue[];
  /** What is wrong besides. */
  readonly error: AppError | undefined;
}

export interface SetRun {
  readonly status: 'idle' | 'running' | 'paused' | 'exporting';
  readonly total: number;
  readonly done: number;
  readonly cached: number;
  readonly failed: number;
  /** Rows that are made at a time. */
  readonly atOnce: number;
  /** Rows that are not in the cache, as far as was known when it began. */
  readonly expected: number;
  /** ms that the computed ones have taken so far, pauses left out; of an export all that has passed, 0 where that tells nothing of the rest. */
  readonly elapsedMs: number;
  /** Said when it is over. */
  readonly summary: string | undefined;
}

/** What rows of one kind took: ms of one thread, and s of the sounds that they are made from: known before they are made. */
export interface Pace {
  readonly ms: number;
  readonly seconds: number;
}

/** By kind of row. */
export type Paces = Readonly<Record<string, Pace>>;

export interface SetsState {
  readonly draft: SetDraft | undefined;
  /** Counts the sets that have taken the place of another. */
  readonly edition: number;
  readonly plan: SetPlan;
  readonly rows: ReadonlyMap<string, RowState>;
  readonly run: SetRun;
  /** How fast rows were made on this device. */
  readonly paces: Paces;
  /** Rows that are made at a time. */
  readonly threads: number;
  /** Bytes that the browser gives this page besides what it has; undefined where it does not say. */
  readonly free: number | undefined;
  /** Whether the end of a run is said outside the page. */
  readonly tells: boolean;
  /** The row that is heard, or being made to be heard, and which side of it. */
  readonly heard: { readonly index: number; readonly ready: boolean; readonly side: Side } | undefined;
  /** The row that keys are at, for what is done to it from elsewhere. */
  readonly at: number | undefined;
  /** Geometric mean of f0 over voiced frames, Hz, by sound id; of the sounds that were asked for, undefined where none is voiced. */
  readonly means: ReadonlyMap<string, number | undefined>;
  /** Sounds whose f0 could not be found, which is tried again when the screen is opened. */
  readonly meansFailed: readonly string[];
}

export const IDLE_RUN: SetRun = {
  status: 'idle',
  total: 0,
  done: 0,
  cached: 0,
  failed: 0,
  atOnce: 1,
  expected: 0,
  elapsedMs: 0,
  summary: undefined,
};

/** Under which it is kept that the end of a run is told. */
export const SET_TELLS = 'set-tells';

export const FIRST_SETS: SetsState = {
  draft: undefined,
  edition: 0,
  plan: { status: 'planning', rows: [], leftOut: [], text: '', issues: [], error: undefined },
  rows: new Map(),
  run: IDLE_RUN,
  paces: {},
  threads: 1,
  free: undefined,
  tells: false,
  heard: undefined,
  at: undefined,
  means: new Map(),
  meansFailed: [],
};

/** What the table says of a row before anything else. */
export function rowStateOf(
  known: RowState | undefined,
  row: PlannedRow,
): RowState | { readonly kind: 'cached' | 'new' } {
  return known ?? { kind: row.cached ? 'cached' : 'new' };
}

/** Rows whose sound need not be computed. */
export function countCached({
  plan,
  rows,
}: {
  readonly plan: Pick<SetPlan, 'rows'>;
  readonly rows: SetsState['rows'];
}): number {
  return plan.rows.filter((row) => isCached(row, rows)).length;
}

/** Whether a row's sound need not be computed. */
export function isCached(row: PlannedRow, rows: SetsState['rows']): boolean {
  return row.cached || rows.get(row.signature)?.kind === 'done';
}
