import type { Clip } from '../../core/audio/clip.ts';
import { type AbortSignalLike, AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { Engine, Progress, RunOptions } from '../../core/engine/engine.ts';
import { planQuery } from '../../core/engine/plan.ts';
import { ENGINE } from '../../core/engine/version.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { digestSource } from '../../core/provenance/make-link.ts';
import { printQuery } from '../../core/query/print.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import { expandSet, leftOutQueries } from '../../core/sets/expand.ts';
import { exportSet } from '../../core/sets/export-set.ts';
import { parseManifest, type SetManifest } from '../../core/sets/manifest.ts';
import { rowsRecord } from '../../core/sets/record.ts';
import { type NamedRow, nameRows, type RowResult, renderRow, renderRows } from '../../core/sets/run-set.ts';
import { passesBefore, settleRows } from '../../core/sets/settle-rows.ts';
import { PlannedRows } from '../services/planned-rows.ts';
import type { ExportReport, PlannedRow, RowOutcome } from '../services/set-client.ts';
import { ArchiveWriter } from '../storage/archive-writer.ts';
import { handOverClip } from './hand-over.ts';
import { JobLane } from './job-lane.ts';
import { findLoadedFile } from './loaded-files.ts';
import type { RowCrew } from './row-crew.ts';
import { runSlices } from './survey.ts';
import type { WorkerParts } from './worker-parts.ts';

export interface SetParts extends WorkerParts {
  /** The engine that gives way to the other one. */
  readonly waiting: Engine;
  /** Threads that make rows; where there are none, `waiting` makes them. */
  readonly rows: RowCrew | undefined;
}

interface OpenSet {
  readonly text: string;
  readonly manifest: SetManifest;
  readonly rows: readonly NamedRow[];
}

/** Rows that are signed between two breaths: some milliseconds. */
const ROWS_PER_BREATH = 16;

/** Stimulus sets: rows planned, heard, rendered behind all other work, and taken home as a zip. */
export class SetService {
  readonly #parts: SetParts;
  /** Beside the rows: a manifest is checked while it is edited. */
  readonly #planning = new JobLane();
  /** Rows, as many at a time as are made at a time. */
  readonly #batch: JobLane;
  readonly #archives = new JobLane();
  readonly #planned = new PlannedRows();
  /** The last one asked for, so that its rows are signed once. */
  #open: OpenSet | undefined;

  constructor(parts: SetParts) {
    this.#parts = parts;
    this.#batch = new JobLane({ width: parts.rows?.size ?? 1 });
  }

  /** Signs and names every row. @returns how many they are; `planned` gives them */
  plan(job: number, text: string): Promise<number> {
    return this.#planning.run(job, async (signal) => {
      const { rows } = await this.#read(text, signal, true);
      const kept = new Set((await this.#parts.host.cache.list()).map(({ key }) => key));
      const contentId = (name: string) => this.#parts.shelf.resolve(name).id;
      const planned = rows.map(({ index, name, signature, values, query }) => {
        const { root } = planQuery(query, { engine: ENGINE, contentId });
        const cached = root.kind !== 'step' || kept.has(root.signature);
        return { index, name, signature, values, cached, query: printQuery(query, MODULES) };
      });
      this.#planned.keep(text, planned);
      return planned.length;
    });
  }

  /** So many rows of a set that was planned, from one on. @throws AppError cancelled when others were planned since */
  async planned(text: string, from: number, count: number): Promise<readonly PlannedRow[]> {
    const rows = this.#planned.piece(text, from, count);
    if (rows === undefined) throw new AppError('cancelled', 'Another set was planned.');
    return rows;
  }

  async leftOut(text: string): Promise<readonly string[]> {
    const queries = leftOutQueries(parseManifest(readJson(text)), MODULES, this.#parts.host.kernels.vocoder);
    return queries.map((query) => printQuery(query, MODULES));
  }

  /** Does nothing when the job is over. */
  cancel(job: number): void {
    this.#planning.cancel(job);
    this.#batch.cancel(job);
    this.#archives.cancel(job);
  }

  render(job: number, text: string, index: number): Promise<RowOutcome> {
    return this.#batch.run(job, async (signal) => {
      const open = await this.#read(text, signal);
      const result = await this.#render(open, rowOf(open, index), signal);
      if (result.kind === 'failed') return { kind: 'failed', error: result.error.toJSON() };
      return { kind: 'rendered', facts: result.facts };
    });
  }

  preview(job: number, text: string, index: number): Promise<Clip> {
    return this.#parts.lane.run(job, async (signal) => {
      const open = await this.#read(text, signal);
      const onProgress = this.#parts.progressOf(job);
      return handOverClip((await this.#parts.engine.run(rowOf(open, index).query, { signal, onProgress })).clip);
    });
  }

  export(job: number, text: string, destination: FileSystemFileHandle | undefined): Promise<ExportReport> {
    const report = this.#parts.progressOf(job);
    return this.#archives.run(job, async (signal) => {
      const open = await this.#read(text, signal);
      const counts = { rendered: 0, failed: 0 };
      const before = passesBefore(open.manifest);
      const passes = before + 1;
      const render = async (row: NamedRow): Promise<RowResult> => {
        throwIfAborted(signal);
        const result = await this.#render(open, row, signal);
        counts[result.kind] += 1;
        report({ fraction: (before + (row.index + 1) / open.rows.length) / passes, label: row.name });
        return result;
      };
      const { build, breathe, kernels } = this.#parts.host;
      const describeSource = ({ id }: { readonly id: string }) => {
        const slices = digestSource(id, findLoadedFile(id, this.#parts).sound, kernels);
        return runSlices(slices, { breathe, signal }, () => undefined);
      };
      const writer = new ArchiveWriter(destination);
      try {
        const rows = await this.#settle(open, signal, report);
        const pieces = exportSet(open.manifest, renderRows(rows, render, this.#atOnce), {
          registry: MODULES,
          version: build.version,
          wasm: await build.wasm(),
          rows: rowsRecord(open.rows),
          describeSource,
          readSource: async (name) => this.#parts.shelf.resolve(name),
        });
        for await (const piece of pieces) await writer.write(piece);
        return { ...counts, archives: await writer.close() };
      } catch (thrown) {
        await writer.abort();
        throw thrown;
      }
    });
  }

  get #atOnce(): number {
    return this.#parts.rows?.size ?? 1;
  }

  /** The passes before rows are made; nearly all of one is in the cache for the next. */
  #settle(open: OpenSet, signal: AbortSignal, report: (progress: Progress) => void): Promise<readonly NamedRow[]> {
    const { host, waiting } = this.#parts;
    const { manifest, rows } = open;
    let pass = -1;
    const render = (row: NamedRow): Promise<RowResult> => {
      throwIfAborted(signal);
      report({ fraction: (pass + row.index / rows.length) / (passesBefore(manifest) + 1), label: row.name });
      return this.#render(open, row, signal, false);
    };
    const measure = (some: readonly NamedRow[]) => {
      pass += 1;
      return renderRows(some, render, this.#atOnce);
    };
    const tools = { engine: waiting, registry: MODULES, kernels: host.kernels };
    return settleRows(manifest, rows, measure, tools);
  }

  /** @param encode false: its levels are asked for, and no file */
  async #render({ manifest }: OpenSet, row: NamedRow, signal: AbortSignal, encode = true): Promise<RowResult> {
    const { host, waiting, rows, shelf } = this.#parts;
    const { kernels } = host;
    // Before it goes to another thread, where an error would not go whole.
    if (row.refused) return { kind: 'failed', row, error: row.refused };
    if (rows) {
      const ids = idsOf(row, shelf);
      if (ids instanceof AppError) return { kind: 'failed', row, error: ids };
      return rows.render(row, { clip: manifest.clip, ids, encode }, signal);
    }
    const options = { signal, urgency: 'batch', encode } as const;
    return renderRow(row, manifest, { engine: waiting, registry: MODULES, kernels, tools: host }, options);
  }

  /** @param anew sounds may have come or gone since */
  async #read(text: string, signal: AbortSignalLike, anew = false): Promise<OpenSet> {
    if (this.#open?.text === text && !anew) return this.#open;
    const { host, waiting } = this.#parts;
    const manifest = parseManifest(readJson(text));
    const rows = expandSet(manifest, MODULES, host.kernels.vocoder);
    let signed = 0;
    const signature = async (query: NamedRow['query'], options?: RunOptions) => {
      signed += 1;
      if (signed % ROWS_PER_BREATH === 0) await host.breathe();
      return waiting.signature(query, options);
    };
    const named = await nameRows(manifest, rows, { ...waiting, signature }, { signal });
    this.#open = { text, manifest, rows: named };
    return this.#open;
  }
}

/** Content ids of a row's sources; a sound that is not open is its row's failure, and no other's. */
function idsOf({ query }: NamedRow, shelf: SetParts['shelf']): Readonly<Record<string, string>> | AppError {
  try {
    return Object.fromEntries(sourceNames(query).map((name) => [name, shelf.resolve(name).id]));
  } catch (thrown) {
    return AppError.from(thrown);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('set-invalid', `The manifest is not JSON: ${AppError.from(cause).message}`, { cause });
  }
}

function rowOf({ rows }: OpenSet, index: number): NamedRow {
  const row = rows[index];
  if (row) return row;
  throw new AppError('set-invalid', `The set has ${rows.length} rows, and none of number ${index + 1}.`);
}
