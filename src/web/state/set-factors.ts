import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import type { Mark } from './marks-doc.ts';
import type { RecipePath } from './recipe-paths.ts';
import { type FactorDraft, newFactor, type SetDraft } from './set-draft.ts';
import type { TableColumn } from './value-table.ts';
import { printList, readList } from './value-texts.ts';

/** Of the plane, st. */
interface Point {
  readonly f0: number;
  readonly vtl: number;
}

type Given = Partial<Omit<FactorDraft, 'id'>>;
type Named = Given & { readonly name: string };
type NewId = () => string;

/** Where a recipe has its first step of a module; -1 where it has none. */
export function stepOf({ stack }: JsonObject, module: string): number {
  const steps = Array.isArray(stack) ? (stack as readonly JsonValue[]) : [];
  return steps.findIndex((step) => isJsonObject(step) && step['module'] === module);
}

/** Points of the plane as f0 and vocal-tract length that go together; a continuum's by its ends, so that it can be changed. */
export function withPoints(draft: SetDraft, group: 'pins' | 'line', points: readonly Point[], newId: NewId): SetDraft {
  const step = stepOf(draft.recipe, 'world');
  const [first, last] = [points[0], points.at(-1)];
  if (step < 0 || !first || !last) return draft;
  const values = (key: keyof Point): Given =>
    group === 'line'
      ? { way: 'points', from: String(first[key]), to: String(last[key]), n: String(points.length), scale: 'linear' }
      : { way: 'list', list: printList(points.map((point) => semitones(point[key]))) };
  return (['f0', 'vtl'] as const).reduce((changed, key) => {
    const given = { name: key, path: `stack[${step}].${key}`, as: 'st', decimals: '2', group, ...values(key) } as const;
    return withFactor(changed, given, newId);
  }, draft);
}

/** What the factors of a table are called: a column without a name by its place, and one whose name comes again by its turn. */
export function columnNames(columns: readonly TableColumn[]): readonly string[] {
  const taken = new Set(columns.map(({ name }) => name));
  const given = new Set<string>();
  return columns.map(({ name }, index) => {
    const title = name ?? `column${index + 1}`;
    const own = given.has(title) ? freeName(title, taken) : title;
    given.add(own);
    taken.add(own);
    return own;
  });
}

/**
 * The columns of a table as factors that go together, line by line. A factor that is there keeps its field and goes on with
 * what it went together with; a field that another column fills is left to it.
 */
export function withTable(
  draft: SetDraft,
  columns: readonly TableColumn[],
  paths: readonly RecipePath[],
  newId: NewId,
): SetDraft {
  const names = columnNames(columns);
  const there = new Map(draft.factors.map(({ name, path }) => [name, path]));
  const taken = new Set(names.map((name) => there.get(name)));
  const placed = columns.map(({ list }, index) => {
    const name = names[index] ?? '';
    const found = pathNamed(paths, name);
    const path = there.get(name) ?? (taken.has(found) ? '' : found);
    taken.add(path);
    return { name, path, list };
  });
  const groups = new Set(placed.map((given) => factorFor(draft.factors, given)?.group.trim() || undefined));
  groups.delete(undefined);
  const [kept, ...others] = groups;
  const group = others.length === 0 && kept !== undefined ? kept : columns.length > 1 ? 'table' : '';
  return placed.reduce((changed, given) => withFactor(changed, { ...given, group, way: 'list' }, newId), draft);
}

/** One factor with other values; what it goes together with stays. */
export function withValues(draft: SetDraft, id: string, list: string): SetDraft {
  const factors = draft.factors.map((each): FactorDraft => (each.id === id ? { ...each, way: 'list', list } : each));
  return { ...draft, factors };
}

/**
 * Where each sound speaks, as a factor beside that of the sounds: the spans that are marked in them.
 * @param marksOf of a sound by its file name
 */
export function withSpeech(
  draft: SetDraft,
  marksOf: (name: string) => readonly Mark[],
  newId: NewId,
): { readonly draft: SetDraft; readonly without: readonly string[] } | undefined {
  const step = stepOf(draft.recipe, 'masker');
  if (step < 0) return undefined;
  const sounds = draft.factors.find(({ path, way }) => path === 'file' && way === 'list');
  const file = draft.recipe['file'];
  const names = sounds ? readList(sounds.list) : [file ?? null];
  const spans = names.map((name) => (typeof name === 'string' ? marksOf(name).flatMap(spanOf) : []));
  const without = names.filter((_, index) => spans[index]?.length === 0).map((name) => printList([name]));
  if (without.length > 0) return { draft, without };
  const group = sounds ? sounds.group.trim() || 'sounds' : '';
  const factors = draft.factors.map((factor) => (factor === sounds ? { ...factor, group } : factor));
  const recipe = withParam(draft.recipe, step, { over: 'speech' });
  const speech = { name: 'speech', path: `stack[${step}].speech`, group, way: 'list', list: printList(spans) } as const;
  return { draft: withFactor({ ...draft, recipe, factors }, speech, newId), without };
}

function spanOf({ start, end }: Mark): readonly [number, number][] {
  return end === undefined ? [] : [[start, end]];
}

function withParam(recipe: JsonObject, at: number, change: JsonObject): JsonObject {
  const stack = Array.isArray(recipe['stack']) ? (recipe['stack'] as readonly JsonValue[]) : [];
  return {
    ...recipe,
    stack: stack.map((step, index) => (index === at && isJsonObject(step) ? { ...step, ...change } : step)),
  };
}

/**
 * The factor of the same field, or of the same name where one of the two has no field yet. A name alone is not enough: the
 * `f0` of another step is another factor.
 */
function factorFor(factors: readonly FactorDraft[], given: Named): FactorDraft | undefined {
  const isNamed = ({ name }: FactorDraft) => name === given.name;
  const isField = ({ path }: FactorDraft) => path !== '' && path === given.path;
  return (
    factors.find((factor) => isNamed(factor) && isField(factor)) ??
    factors.find(isField) ??
    factors.find((factor) => isNamed(factor) && (factor.path === '' || !given.path))
  );
}

/** In the place of the factor that is there, or else as the last one. */
function withFactor(draft: SetDraft, given: Named, newId: NewId): SetDraft {
  const { factors } = draft;
  const there = factorFor(factors, given);
  if (there) {
    const next = { ...there, ...given, name: there.name };
    return { ...draft, factors: factors.map((factor) => (factor === there ? next : factor)) };
  }
  const names = new Set(factors.map(({ name }) => name));
  const name = names.has(given.name) ? freeName(given.name, names) : given.name;
  return { ...draft, factors: [...factors, newFactor(newId(), { ...given, name })] };
}

/** `f0_2`, or the next that is not taken; as long as a factor's name may be. */
function freeName(name: string, taken: ReadonlySet<string | undefined>): string {
  for (let turn = 2; ; turn += 1) {
    const end = `_${turn}`;
    const free = `${name.slice(0, LONGEST_NAME - end.length)}${end}`;
    if (!taken.has(free)) return free;
  }
}

const LONGEST_NAME = 32;

/** The field that is called like a column: `f0` is `stack[0].f0`, `voice` is the sound. */
function pathNamed(paths: readonly RecipePath[], name: string): string {
  const wanted = name.toLowerCase();
  const last = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const found = paths.find(({ path }) => last(path) === wanted);
  return found?.path ?? (SOUND_NAMES.includes(wanted) ? 'file' : '');
}

const SOUND_NAMES = ['voice', 'sound', 'source', 'talker', 'speaker', 'sentence', 'stimulus'];

function semitones(value: number): string {
  return `${value < 0 ? '' : '+'}${value}st`;
}
