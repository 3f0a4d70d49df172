import type { ErrorJson } from '../../core/base/errors.ts';
import type { Query } from '../../core/query/query.ts';

/** What a worker can be asked to do, and what it gives. */
export interface Tasks {
  /** The content id of a file. */
  readonly identify: { readonly ask: { readonly path: string }; readonly give: string };
  /** A query's result as a file. */
  readonly render: { readonly ask: RenderTask; readonly give: RenderedResult };
}

export type TaskName = keyof Tasks;

export interface RenderTask {
  readonly query: Query;
  /** Files of the query's sounds by their names in it, links resolved. */
  readonly paths: ReadonlyMap<string, string>;
  /** The cache folder that the result goes to. */
  readonly folder: string;
}

export interface RenderedResult {
  readonly path: string;
  readonly signature: string;
  /** Bytes. */
  readonly size: number;
  /** What a person should know about it: warnings of the files, notes of the steps. */
  readonly notes: readonly string[];
}

/** What every worker is started with. */
export interface WorkerSetup {
  /** Compiled once, for all of them. */
  readonly kernels: WebAssembly.Module;
  /** Where steps and analyses are kept, by all of them, */
  readonly cacheFolder: string;
  /** and bytes that they may take. */
  readonly cacheBytes: number;
}

export type ToWorker =
  | { readonly type: 'task'; readonly name: TaskName; readonly ask: Tasks[TaskName]['ask'] }
  | { readonly type: 'cancel' };

/** A worker does one thing at a time, so an answer is that of the task it has. */
export type FromWorker =
  | { readonly type: 'done'; readonly value: Tasks[TaskName]['give'] }
  | { readonly type: 'failed'; readonly error: ErrorJson };
