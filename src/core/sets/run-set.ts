import { durationOf, frameLength } from '../audio/clip.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import type { CodecTools } from '../codecs/codec.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import { renderFile } from '../engine/render-file.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { turnedDownBy } from './clip-gain.ts';
import type { SetRow } from './expand.ts';
import type { SetManifest } from './manifest.ts';
import { invalidSet } from './manifest.ts';
import { checkNames, checkPattern, nameDecimals, nameOf } from './naming.ts';

/** A row with what it will be called; known before anything is rendered. */
export interface NamedRow extends SetRow {
  readonly signature: string;
  /** Without extension. */
  readonly name: string;
  /** What brings the row to the level of its set; missing where nothing does. */
  readonly setLevel?: SetLevel;
  /** dB by which the row is turned down with its set, by the last step of its query; missing where it is not. */
  readonly setGainDb?: number;
  /** Why it cannot be made; missing where nothing is known against it. */
  readonly refused?: AppError;
}

/** One level for all rows of a set. */
export interface SetLevel {
  /** dB re an RMS of 1, of all samples of all channels. */
  readonly rms: number;
  /** dB from the level that the row has by itself. */
  readonly gain: number;
}

/** What is known of a rendered sound. */
export interface RowFacts {
  /** s */
  readonly duration: number;
  readonly frames: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** dB re full scale; null for silence. */
  readonly peakDbfs: number | null;
  readonly rmsDbfs: number | null;
  /** The same as the kernels give it: linear, full scale 1. */
  readonly rms: number;
  /** The ratio that the mix of the last `masker` step has, dB, by that step's definition; null without one. */
  readonly snrDb: number | null;
  /** What the modules noted: "level: reduced 1.3 dB to prevent clipping". */
  readonly notes: readonly string[];
  /** The factor by which the sound was turned down to prevent clipping; 1 where it was not. */
  readonly gain: number;
  /** What went in: names as the query has them, and content ids. */
  readonly sources: readonly { readonly name: string; readonly id: string }[];
  /** True when nothing had to be computed. */
  readonly cached: boolean;
}

export type RowResult =
  | { readonly kind: 'rendered'; readonly row: NamedRow; readonly facts: RowFacts; readonly file: Uint8Array[] }
  /** The others go on. */
  | { readonly kind: 'failed'; readonly row: NamedRow; readonly error: AppError };

/** Signs and names every row. @throws AppError set-invalid for names that cannot stand; what signing throws */
export async function nameRows(
  manifest: SetManifest,
  rows: readonly SetRow[],
  engine: Engine,
  options: RunOptions = {},
): Promise<NamedRow[]> {
  const { naming, seed } = manifest;
  const factors = manifest.factors.map(({ name }) => name);
  const unknown = checkPattern(naming, factors);
  if (unknown.length > 0) throw invalidSet(unknown);
  const decimals = nameDecimals(
    rows.map(({ values }) => values),
    factors,
  );
  const named: NamedRow[] = [];
  for (const row of rows) {
    throwIfAborted(options.signal);
    const signature = await engine.signature(row.query, options);
    const { index, values, query } = row;
    const facts = { i: index + 1, n: rows.length, seed, signature, values, decimals, ear: targetEar(query) };
    named.push({ ...row, signature, name: nameOf(naming, facts) });
    options.onProgress?.({ fraction: named.length / rows.length, label: 'naming' });
  }
  const issues = checkNames(named.map(({ name }) => name));
  if (issues.length > 0) throw invalidSet(issues);
  return named;
}

/** Where the last masker sends its target: `left`, `right`, `both`. */
function targetEar({ stack }: SetRow['query']): string {
  return String(stack.findLast(({ module }) => module === 'masker')?.params['targetEar'] ?? 'both');
}

/** What working on rows needs. */
export interface RowTools {
  readonly engine: Engine;
  readonly registry: Registry;
  readonly kernels: Kernels;
}

/** What rendering a row needs. */
export interface RowRenderer extends RowTools {
  readonly tools: CodecTools;
}

export interface RowOptions extends RunOptions {
  /** False: what is known of the sound is asked for, and no file. */
  readonly encode?: boolean;
}

/** Renders one row to its file. A failure is a result, so that one row never stops the others; a cancel is thrown. */
export async function renderRow(
  row: NamedRow,
  { clip: clipPolicy }: Pick<SetManifest, 'clip'>,
  { engine, registry, kernels, tools }: RowRenderer,
  { encode = true, ...options }: RowOptions = {},
): Promise<RowResult> {
  if (row.refused) return { kind: 'failed', row, error: row.refused };
  try {
    const result = await engine.run(row.query, options);
    const notes = result.steps.flatMap(({ module, notes: each }) => each.map((note) => `${module}: ${note}`));
    const ofSource = result.sourceGains.some((gain) => gain !== 1) ? 'file: reduced to prevent clipping' : undefined;
    const clipped = notes.find((note) => note.endsWith('to prevent clipping')) ?? ofSource;
    if (clipPolicy === 'refuse' && clipped !== undefined)
      throw new AppError('audio-clipped', `${clipped}, and the set refuses that.`);
    const { clip } = result;
    const rms = kernels.level.rms(clip.channels);
    const file = !encode ? [] : [...(await renderFile({ result, query: result.query }, registry, tools))];
    const facts: RowFacts = {
      duration: durationOf(clip),
      frames: frameLength(clip),
      sampleRate: clip.sampleRate,
      channels: clip.channels.length,
      peakDbfs: decibels(kernels.level.peak(clip.channels)),
      rmsDbfs: decibels(rms),
      rms,
      snrDb: result.snrDb,
      notes,
      gain: turnedDownBy(result),
      sources: result.sources.map(({ name, id }) => ({ name, id })),
      cached: result.steps.every((step) => step.cached),
    };
    return { kind: 'rendered', row, facts, file };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.kind === 'cancelled') throw error;
    return { kind: 'failed', row, error };
  }
}

/**
 * Renders rows, some at a time, and gives them in their order; memory holds no more than those.
 * @param atOnce how many a host works on at the same time
 */
export async function* renderRows(
  rows: readonly NamedRow[],
  render: (row: NamedRow) => Promise<RowResult>,
  atOnce: number,
): AsyncGenerator<RowResult, void, void> {
  const running: Promise<RowResult>[] = [];
  try {
    for (const row of rows) {
      running.push(render(row));
      const first = running.length >= atOnce ? running.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (let next = running.shift(); next !== undefined; next = running.shift()) yield await next;
  } finally {
    // Nobody asks for these any more, and a rejection that nobody hears would end a process.
    await Promise.allSettled(running);
  }
}

/** For a table; no sample depends on it. */
export function decibels(value: number): number | null {
  return value > 0 ? 20 * Math.log10(value) : null;
}
