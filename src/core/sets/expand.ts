import { z } from 'zod';
import type { Issue } from '../base/errors.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import type { JsonValue, Query } from '../query/query.ts';
import { type RowValues, readExclusion } from './exclusion.ts';
import { factorValues, type LogPoints } from './factor-values.ts';
import { fieldAt, type Key, parseFieldPath, withField } from './field-path.ts';
import { type Factor, invalidSet, type SetManifest } from './manifest.ts';

/** One stimulus of a set, before it is rendered. */
export interface SetRow {
  /** Counted from 0. */
  readonly index: number;
  /** The value of each factor. */
  readonly values: RowValues;
  readonly query: Query;
}

/** More rows than that are a slip of the keyboard. */
const MOST_ROWS = 100_000;
const MOST_ISSUES = 20;

/**
 * Every row of a set: groups crossed, the first the slowest; factors of a group side by side; excluded rows left out.
 * @throws AppError set-invalid with every problem: lengths within a group, paths, rows that are no valid query
 */
export function expandSet(manifest: SetManifest, registry: Registry, log: LogPoints): SetRow[] {
  const { kept, leftOut } = combinations(manifest, log);
  if (kept.length === 0) {
    const got = `all ${leftOut.length} left out`;
    throw invalidSet([{ path: 'exclude', code: 'rows', expected: 'a row that is left', got }]);
  }
  const issues: Issue[] = [];
  const rows: SetRow[] = [];
  for (const [index, values] of kept.entries()) {
    const query = rowQuery(manifest, values, registry, index, issues);
    if (query !== undefined) rows.push({ index, values, query });
    if (issues.length >= MOST_ISSUES) break;
  }
  if (issues.length > 0) throw invalidSet(issues);
  return rows;
}

/** The recipes of the rows that exclusions leave out, as far as they are recipes. @throws AppError set-invalid */
export function leftOutQueries(manifest: SetManifest, registry: Registry, log: LogPoints): Query[] {
  const { leftOut } = combinations(manifest, log);
  return leftOut.flatMap((values, index) => rowQuery(manifest, values, registry, index, []) ?? []);
}

interface Combinations {
  readonly kept: readonly RowValues[];
  readonly leftOut: readonly RowValues[];
}

function combinations(manifest: SetManifest, log: LogPoints): Combinations {
  const groups = groupsOf(manifest, log);
  const total = groups.reduce((product, { length }) => product * length, 1);
  if (total > MOST_ROWS) {
    throw invalidSet([{ path: 'factors', code: 'rows', expected: `at most ${MOST_ROWS} rows`, got: `${total}` }]);
  }
  const isExcluded = exclusionOf(manifest);
  const [kept, leftOut]: [RowValues[], RowValues[]] = [[], []];
  for (const values of crossed(groups, total)) (isExcluded(values) ? leftOut : kept).push(values);
  return { kept, leftOut };
}

interface Group {
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly values: readonly JsonValue[] }[];
}

function groupsOf({ factors, seed }: SetManifest, log: LogPoints): Group[] {
  const byGroup = new Map<string, Factor[]>();
  for (const factor of factors) {
    const key = factor.group === undefined ? `factor ${factor.name}` : `group ${factor.group}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), factor]);
  }
  const issues: Issue[] = [];
  const groups = [...byGroup.values()].map((members) => {
    const columns = members.map((factor) => ({ name: factor.name, values: factorValues(factor, seed, log) }));
    const lengths = [...new Set(columns.map(({ values }) => values.length))];
    if (lengths.length > 1) {
      const got = columns.map(({ name, values }) => `${name} ${values.length}`).join(', ');
      issues.push({ path: 'factors', code: 'group', expected: 'as many values for each factor of a group', got });
    }
    return { length: lengths[0] ?? 0, columns };
  });
  if (issues.length > 0) throw invalidSet(issues);
  return groups;
}

function crossed(groups: readonly Group[], total: number): Record<string, JsonValue>[] {
  return Array.from({ length: total }, (_, row) => {
    const values: Record<string, JsonValue> = {};
    let rest = row;
    for (const { length, columns } of [...groups].reverse()) {
      const at = rest % length;
      rest = Math.floor(rest / length);
      for (const column of columns) values[column.name] = column.values[at] ?? null;
    }
    return values;
  });
}

/** @throws AppError set-invalid for exclusions that cannot be read */
function exclusionOf({ exclude, factors }: SetManifest): (values: RowValues) => boolean {
  const names = factors.map(({ name }) => name);
  const issues: Issue[] = [];
  const filters = exclude.map((filter, at) => {
    if (typeof filter !== 'string') return (values: RowValues) => isLike(filter, values);
    const read = readExclusion(filter, names);
    if (read.ok) return read.excludes;
    issues.push({ path: `exclude[${at}]`, code: 'exclusion', expected: read.expected, got: read.got });
    return () => false;
  });
  if (issues.length > 0) throw invalidSet(issues);
  return (values) => filters.some((excludes) => excludes(values));
}

type Filter = Exclude<SetManifest['exclude'][number], string>;

function isLike(filter: Filter, values: RowValues): boolean {
  if ('where' in filter) return Object.entries(filter.where).every(([name, value]) => values[name] === value);
  const [a, b] = filter.equal;
  return JSON.stringify(values[a]) === JSON.stringify(values[b]);
}

function rowQuery(
  manifest: SetManifest,
  values: Readonly<Record<string, JsonValue>>,
  registry: Registry,
  index: number,
  issues: Issue[],
): Query | undefined {
  let request: JsonValue = { ...manifest.recipe, output: manifest.output };
  const varied: (readonly Key[])[] = [];
  for (const [at, { name, path }] of manifest.factors.entries()) {
    const keys = parseFieldPath(path);
    const changed: JsonValue | undefined = keys && withField(request, keys, values[name] ?? null);
    if (changed === undefined) {
      const expected = 'a field of the recipe, such as file or stack[0].f0';
      if (index === 0) issues.push({ path: `factors[${at}].path`, code: 'path', expected, got: path });
      return undefined;
    }
    request = changed;
    if (keys) varied.push(keys);
  }
  const parsed = parseQuery(withoutIdle(request, varied, registry), registry);
  if (parsed.ok) return parsed.value.query;
  for (const issue of parsed.error.issues) issues.push({ ...issue, path: `row ${index + 1}, ${issue.path}` });
  return undefined;
}

/**
 * Without the arguments that a factor's value has left without a meaning in this row, as `speech` where another row takes
 * levels `over` it. What means nothing in the recipe itself stays, and is told.
 * @param varied the fields of the factors
 */
function withoutIdle(request: JsonValue, varied: readonly (readonly Key[])[], registry: Registry): JsonValue {
  return varied.reduce((changed, keys) => {
    const [at, name] = [keys.slice(0, -1), keys.at(-1)];
    const step = fieldAt(changed, at);
    if (typeof step !== 'object' || step === null || Array.isArray(step)) return changed;
    const fields = step as Readonly<Record<string, JsonValue>>;
    const shape = registry.get(String(fields['module']))?.params.shape ?? {};
    const isIdle = (param: string): boolean => {
      const schema = shape[param];
      const { onlyWith } = (schema && z.globalRegistry.get(schema)) ?? {};
      const [other, value] = Array.isArray(onlyWith) ? onlyWith : [];
      return other !== undefined && other === name && fields[other] !== value;
    };
    const kept = Object.entries(fields).filter(([param]) => !isIdle(param));
    const isSame = kept.length === Object.keys(fields).length;
    return isSame ? changed : (withField(changed, at, Object.fromEntries(kept)) ?? changed);
  }, request);
}
