import { AppError } from '../base/errors.ts';
import type { Engine } from '../engine/engine.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import { requestOf } from '../query/print.ts';
import type { JsonValue, Query } from '../query/query.ts';
import type { NamedRow, RowResult, RowTools } from './run-set.ts';

/** Finer than any meter tells, and written in four decimals. */
const STEPS_PER_DB = 10_000;
/** Of the gain of `level`, dB. */
const LOWEST_DB = -120;

/**
 * The rows of a set turned down by one gain, which is that of the row that needs the most: differences of level between
 * stimuli, and ratios within them, stay as the recipe has them. Each row that is not low enough by itself gets a `level`
 * step, so that the recipe inside its file makes the very file; where no row clips, none is changed. Names stay.
 * @param results every row, as it is by itself: the first of two passes; a failed one does not count
 * @throws AppError cancelled
 */
export async function scaleTogether(
  results: AsyncIterable<RowResult>,
  { engine, registry, kernels }: RowTools,
): Promise<NamedRow[]> {
  const found: { readonly row: NamedRow; readonly gain: number }[] = [];
  for await (const result of results) {
    found.push({ row: result.row, gain: result.kind === 'rendered' ? result.facts.gain : 1 });
  }
  const common = found.reduce((lowest, { gain }) => Math.min(lowest, gain), 1);
  const rows: NamedRow[] = [];
  for (const { row, gain } of found) {
    const setGainDb = decibelsUpTo(common / gain, kernels);
    if (setGainDb === 0) rows.push(row);
    else {
      rows.push(await turnedDown(row, setGainDb, engine, registry));
    }
  }
  return rows;
}

/** The largest gain in dB, in steps, that is no more than a ratio of at most 1. The kernels' power is the same in every engine. */
function decibelsUpTo(ratio: number, { edit }: Pick<Kernels, 'edit'>): number {
  const [one, none] = [[Float64Array.of(1)], [Float64Array.of(0)]];
  const amplitude = (step: number) => edit.mix(one, none, [step / STEPS_PER_DB, 0])[0]?.[0] ?? 0;
  let [low, high] = [LOWEST_DB * STEPS_PER_DB, 0];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (amplitude(middle) <= ratio) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? 0 : low / STEPS_PER_DB;
}

/** A row whose recipe cannot take the step is refused; the others go on. */
async function turnedDown(row: NamedRow, setGainDb: number, engine: Engine, registry: Registry): Promise<NamedRow> {
  try {
    const query = withGain(row.query, setGainDb, registry);
    return { ...row, query, signature: await engine.signature(query), setGainDb };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.kind === 'cancelled') throw error;
    return { ...row, refused: error };
  }
}

function withGain(query: Query, gain: number, registry: Registry): Query {
  const request = requestOf(query, registry) as { readonly stack?: readonly JsonValue[] };
  const parsed = parseQuery({ ...request, stack: [...(request.stack ?? []), { module: 'level', gain }] }, registry);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}
