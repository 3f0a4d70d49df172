import type { JsonValue } from '../../core/query/query.ts';
import type { Factor, SetManifest } from '../../core/sets/manifest.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { manifestRest } from './set-details.ts';
import type { Scale, Unit, Way } from './set-terms.ts';
import { printList, readList } from './value-texts.ts';

/** A factor as it is edited: texts, for what is typed may not be right yet. */
export interface FactorDraft {
  /** Of the page; not part of the manifest. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly way: Way;
  readonly list: string;
  /** Of normal values, their mean. */
  readonly from: string;
  /** Of normal values, their standard deviation. */
  readonly to: string;
  readonly step: string;
  readonly n: string;
  readonly scale: Scale;
  /** Empty: as many as come; of random values 2. */
  readonly decimals: string;
  readonly as: Unit;
  /** Empty: crossed with all others. */
  readonly group: string;
}

/** A manifest as it is edited. Immutable: each change is another one. */
export interface SetDraft {
  readonly name: string;
  readonly naming: string;
  readonly seed: string;
  readonly recipe: JsonObject;
  readonly factors: readonly FactorDraft[];
  /** What the page has no field for: title, authors, …; and what `set-details.ts` reads: exclusions, output */
  readonly rest: JsonObject;
}

export function newFactor(id: string, given: Partial<Omit<FactorDraft, 'id'>> = {}): FactorDraft {
  return {
    id,
    name: '',
    path: '',
    way: 'list',
    list: '',
    from: '0',
    to: '1',
    step: '1',
    n: '5',
    scale: 'linear',
    decimals: '',
    as: 'number',
    group: '',
    ...given,
  };
}

/** A set of a recipe's neighbours: its sound, and where there is a voice, f0 crossed with vocal-tract length. */
export function draftFromRecipe(request: JsonObject, newId: () => string): SetDraft {
  const { file, stack } = request;
  const steps = Array.isArray(stack) ? (stack as readonly JsonValue[]) : [];
  const world = steps.findIndex((step) => isJsonObject(step) && step['module'] === 'world');
  const factors: FactorDraft[] = [];
  const add = (given: Partial<FactorDraft>) => factors.push(newFactor(newId(), given));
  if (typeof file === 'string') add({ name: 'voice', path: 'file', list: printList([file]) });
  if (world >= 0) {
    // Hundredths of a semitone: finer than is heard, and short in a file's name.
    const range = { way: 'points', as: 'st', decimals: '2' } as const;
    add({ name: 'f0', path: `stack[${world}].f0`, ...range, from: '-12', to: '0', n: '5' });
    add({ name: 'vtl', path: `stack[${world}].vtl`, ...range, from: '0', to: '3.8', n: '3' });
  }
  const naming = factors.length > 0 ? factors.map(({ name }) => `{${name}}`).join('_') : '{i:04}';
  return { name: 'my-set', naming, seed: '1', recipe: request, factors, rest: {} };
}

/** A continuum: f0 and vocal-tract length of a step go together along a line. @param points of equal steps, st */
export function draftFromLine(
  request: JsonObject,
  step: number,
  points: readonly { readonly f0: number; readonly vtl: number }[],
  newId: () => string,
): SetDraft {
  const [first, last] = [points[0], points.at(-1)];
  const way = { way: 'points', as: 'st', decimals: '2', n: String(points.length), group: 'line' } as const;
  const ends = (key: 'f0' | 'vtl') => ({ from: String(first?.[key] ?? 0), to: String(last?.[key] ?? 0) });
  const factors = (['f0', 'vtl'] as const).map((key) =>
    newFactor(newId(), { name: key, path: `stack[${step}].${key}`, ...way, ...ends(key) }),
  );
  return { name: 'my-continuum', naming: '{i:02}_{f0}_{vtl}', seed: '1', recipe: request, factors, rest: {} };
}

/** The manifest, whether it is right or not. */
export function manifestOf({ name, naming, seed, recipe, factors, rest }: SetDraft): JsonObject {
  return {
    format: 'sonde-set/1',
    name,
    ...manifestRest(rest),
    seed: numberOf(seed),
    recipe,
    factors: factors.map(factorOf),
    naming,
  };
}

/** The manifest as the engine and a file have it. */
export function manifestText(draft: SetDraft): string {
  return `${JSON.stringify(manifestOf(draft), undefined, 2)}\n`;
}

export function draftOf(manifest: SetManifest, newId: () => string): SetDraft {
  // What it was once made of is not what it becomes: the next export says that anew.
  const { format: _, engine: _engine, sources: _sources, rows: _rows, ...asked } = manifest;
  const { name, naming, seed, recipe, factors, ...rest } = asked;
  return {
    name,
    naming,
    seed: String(seed),
    recipe,
    factors: factors.map((factor) => factorDraftOf(factor, newId())),
    rest: rest as JsonObject,
  };
}

function factorOf(draft: FactorDraft): JsonObject {
  const { name, path, group } = draft;
  return { name, path, values: valuesOf(draft), ...(group.trim() === '' ? {} : { group: group.trim() }) };
}

function valuesOf({ way, list, from, to, step, n, scale, decimals, as }: FactorDraft): JsonObject {
  const ends = { from: numberOf(from), to: numberOf(to) };
  const rounded = decimals.trim() === '' ? {} : { decimals: numberOf(decimals) };
  switch (way) {
    case 'list':
      return { list: readList(list) };
    case 'range':
      return { ...ends, step: numberOf(step), as };
    case 'points':
      return { ...ends, n: numberOf(n), scale: scale === 'log' ? scale : 'linear', ...rounded, as };
    case 'random': {
      const law = scale === 'normal' ? { mean: ends.from, sd: ends.to } : { ...ends, scale };
      return { random: { n: numberOf(n), ...law, ...rounded }, as };
    }
  }
}

function factorDraftOf({ name, path, group = '', values }: Factor, id: string): FactorDraft {
  const common = { name, path, group };
  if ('list' in values) return newFactor(id, { ...common, way: 'list', list: printList(values.list) });
  const { as } = values;
  if ('random' in values) {
    const { n, decimals } = values.random;
    const random = { ...common, as, way: 'random', ...texts({ n, decimals }) } as const;
    if ('mean' in values.random) {
      const { mean, sd } = values.random;
      return newFactor(id, { ...random, scale: 'normal', ...texts({ from: mean, to: sd }) });
    }
    const { from, to, scale } = values.random;
    return newFactor(id, { ...random, scale, ...texts({ from, to }) });
  }
  const { from, to } = values;
  if ('step' in values) {
    return newFactor(id, { ...common, as, way: 'range', ...texts({ from, to, step: values.step }) });
  }
  const { n, scale, decimals } = values;
  const given = { ...texts({ n, from, to }), ...(decimals === undefined ? {} : texts({ decimals })) };
  return newFactor(id, { ...common, as, way: 'points', scale, ...given });
}

type Lying = Pick<FactorDraft, 'way' | 'scale' | 'from' | 'to'>;

/** Another way; the mean and the deviation of normal values, which only random ones have, become ends again. */
export function onWay(factor: Lying, way: Way): Partial<FactorDraft> {
  const isLeft = factor.way === 'random' && way !== 'random' && factor.scale === 'normal';
  return { way, ...(isLeft ? onScale(factor, 'linear') : {}) };
}

/** The same values on another scale, as far as they can be: most normal ones lie between the ends that there were. */
export function onScale({ way, scale, from, to }: Lying, next: Scale): Partial<FactorDraft> {
  // Elsewhere the ends are ends, whatever the scale was of random values.
  if (way !== 'random') return { scale: next };
  const [a, b] = [numberOf(from), numberOf(to)];
  if (typeof a !== 'number' || typeof b !== 'number' || (scale === 'normal') === (next === 'normal'))
    return { scale: next };
  const ends = next === 'normal' ? { from: (a + b) / 2, to: Math.abs(b - a) / 4 } : { from: a - 2 * b, to: a + 2 * b };
  return { scale: next, ...texts(ends) };
}

function texts<K extends string>(numbers: Record<K, number>): Record<K, string> {
  return Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])) as Record<K, string>;
}

/** What is typed as a number; other text stays text, so that the manifest's own check says what is wrong with it. */
function numberOf(text: string): JsonValue {
  const plain = text.trim().replace('\u2212', '-');
  return plain === '' || Number.isNaN(Number(plain)) ? plain : Number(plain);
}
