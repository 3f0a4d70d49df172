import type { JsonValue } from '../../core/query/query.ts';
import { printExclusion } from '../../core/sets/print-exclusion.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { valueKey } from './value-texts.ts';

/** Of an exclusion in a manifest, characters; a little less than it may have. */
const MOST_LENGTH = 1900;

/** Values of each factor, each with each: as many rows as their product. */
type Block = Readonly<Record<string, readonly JsonValue[]>>;

/** Rows or blocks that are gone through between two breaths: about a millisecond. */
const SLICE = 500;

/**
 * What leaves out exactly these rows of a set, in few words: rows that go together in each value of a factor are one
 * exclusion, and factors that need not be named to tell the rows from the others are not.
 * @param factors in their order
 */
export function* exclusionSlices(
  rows: readonly PlannedRow[],
  chosen: readonly PlannedRow[],
  factors: readonly string[],
): Generator<undefined, readonly string[]> {
  const known = factors.filter((name) => chosen.every(({ values }) => Object.hasOwn(values, name)));
  if (known.length === 0 || chosen.length === 0) return [];
  const names = yield* neededOf(rows, chosen, known);
  const single = new Map<string, Block>();
  for (const [index, { values }] of chosen.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const block = Object.fromEntries(names.map((name) => [name, [values[name] ?? null]]));
    single.set(JSON.stringify(block), block);
  }
  let blocks: readonly Block[] = [...single.values()];
  for (const name of names.toReversed()) blocks = yield* mergedAlong(blocks, name);
  return blocks.flatMap(textsOf);
}

/** The factors that tell the chosen rows from all others, the first ones rather than the last. */
function* neededOf(
  rows: readonly PlannedRow[],
  chosen: readonly PlannedRow[],
  factors: readonly string[],
): Generator<undefined, readonly string[]> {
  const isChosen = new Set(chosen);
  const others = rows.filter((row) => !isChosen.has(row));
  let names = factors;
  for (const name of factors.toReversed()) {
    const fewer = names.filter((one) => one !== name);
    if (fewer.length === 0) continue;
    const keyOf = ({ values }: PlannedRow) => fewer.map((one) => valueKey(values[one])).join('\n');
    const keys = new Set<string>();
    for (const [index, row] of chosen.entries()) {
      if (index % SLICE === SLICE - 1) yield;
      keys.add(keyOf(row));
    }
    let isTold = true;
    for (let at = 0; at < others.length && isTold; at += SLICE) {
      isTold = !others.slice(at, at + SLICE).some((row) => keys.has(keyOf(row)));
      yield;
    }
    if (isTold) names = fewer;
  }
  return names;
}

/** Blocks that differ in one factor only become one. */
function* mergedAlong(blocks: readonly Block[], name: string): Generator<undefined, readonly Block[]> {
  const merged = new Map<string, { readonly block: Block; readonly values: JsonValue[] }>();
  for (const [index, block] of blocks.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const key = JSON.stringify({ ...block, [name]: null });
    const there = merged.get(key);
    if (there) there.values.push(...(block[name] ?? []));
    else merged.set(key, { block, values: [...(block[name] ?? [])] });
  }
  return [...merged.values()].map(({ block, values }) => ({ ...block, [name]: values }));
}

function textsOf(block: Block): readonly string[] {
  const text = printExclusion(block);
  const [name, values] = Object.entries(block).reduce((longest, one) =>
    one[1].length > longest[1].length ? one : longest,
  );
  if (text.length <= MOST_LENGTH || values.length < 2) return [text];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].flatMap((part) => textsOf({ ...block, [name]: part }));
}
