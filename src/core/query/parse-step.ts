import { z } from 'zod';
import type { ModuleDescriptor, Registry } from '../modules/module.ts';
import { sourceKind } from '../modules/source-param.ts';
import { type Dialect, LIMITS } from './defaults.ts';
import { describeValue, type Fields, type Findings, isFields, joinPath, own, quote } from './findings.ts';
import { deepFreeze } from './freeze.ts';
import { asBoolean, oneOf } from './parse-fields.ts';
import type { JsonValue, Query, Step, StepSource } from './query.ts';

/** Reads what a step has of a query's parts; problems go to the findings. */
export interface PartReader {
  /** The name of a sound, or a sub-query. */
  readonly element: (value: unknown, path: string) => string | Query;
  readonly stack: (value: readonly unknown[], path: string) => Step[];
}

/** What every step of a request is read with. */
export interface StepReader {
  readonly registry: Registry;
  readonly dialect: Dialect;
  readonly findings: Findings;
}

/** One step of a stack, its defaults filled; undefined when it has problems, which are then in `findings`. */
export function readStep(
  value: unknown,
  at: string,
  index: number,
  { registry, dialect, findings }: StepReader,
  parts: PartReader,
): Step | undefined {
  if (!isFields(value)) {
    findings.problem(at, 'type', 'a step such as {"module": "world"}', describeValue(value));
    return undefined;
  }
  const descriptor = readModule(value, at, index, registry, findings);
  if (descriptor === undefined) return undefined;
  const given = pickArguments(value, at, descriptor, findings);
  const { refs, sources, forEach } = readParts(given, at, descriptor, findings, parts);
  const implied = dialect.original ? originals(descriptor) : {};
  const parsed = descriptor.params.safeParse({ ...implied, ...given, ...refs });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) addIssue(issue, given, at, findings);
    return undefined;
  }
  const params = parsed.data as Record<string, JsonValue>;
  const silent = impliedIn(params, descriptor);
  return deepFreeze({
    module: descriptor.name,
    version: descriptor.version,
    params,
    sources,
    ...(silent.length > 0 ? { implied: silent } : {}),
    ...(forEach ? { forEach } : {}),
  });
}

function readModule(
  step: Fields,
  at: string,
  index: number,
  registry: Registry,
  findings: Findings,
): ModuleDescriptor | undefined {
  const name = own(step, 'module');
  const expected = `a module (${oneOf([...registry.keys()])})`;
  const path = joinPath(at, 'module');
  if (name === undefined) {
    findings.problem(path, 'missing', expected, `nothing: item ${index} has no module`);
    return undefined;
  }
  if (typeof name !== 'string') {
    findings.problem(path, 'type', expected, describeValue(name));
    return undefined;
  }
  const descriptor = registry.get(name);
  if (descriptor === undefined) findings.problem(path, 'unknown-module', expected, `the unknown module ${quote(name)}`);
  return descriptor;
}

/** The arguments that the module has; VTServer ignored all others without a word, here a warning names them. */
function pickArguments(step: Fields, at: string, descriptor: ModuleDescriptor, findings: Findings): Fields {
  const shape: Readonly<Record<string, z.core.$ZodType>> = descriptor.params.shape;
  const given = new Map<string, unknown>();
  for (const key of Object.keys(step)) {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (schema !== undefined) {
      given.set(key, isBoolean(schema) ? asBoolean(step[key]) : step[key]);
    } else if (key !== 'module') {
      const known = oneOf(Object.keys(shape));
      findings.warn(joinPath(at, key), 'unknown-argument', known, `an argument that ${descriptor.name} ignores`);
    }
  }
  return Object.fromEntries(given);
}

/** The parameters that came later than the signatures of recipes without them, and say what those mean. */
function impliedIn(params: Readonly<Record<string, JsonValue>>, descriptor: ModuleDescriptor): string[] {
  return Object.entries(descriptor.params.shape)
    .filter(([name, schema]) => {
      if (!(schema instanceof z.ZodDefault) || z.globalRegistry.get(schema)?.['implied'] !== true) return false;
      return JSON.stringify(params[name]) === JSON.stringify(schema.parse(undefined));
    })
    .map(([name]) => name);
}

/** What VTServer did where a request says nothing, and Sonde does otherwise. */
function originals({ params }: ModuleDescriptor): Fields {
  const given = Object.entries(params.shape).map(([key, schema]) => [key, z.globalRegistry.get(schema)?.['original']]);
  return Object.fromEntries(given.filter(([, original]) => original !== undefined));
}

/** In the order of the descriptor, so that the order of a request's keys means nothing. */
function readParts(
  given: Fields,
  at: string,
  descriptor: ModuleDescriptor,
  findings: Findings,
  read: PartReader,
): { refs: Fields } & Pick<Step, 'sources' | 'forEach'> {
  const sources: StepSource[] = [];
  const refs = new Map<string, unknown>();
  let forEach: Step['forEach'];
  for (const [param, schema] of Object.entries(descriptor.params.shape)) {
    const kind = sourceKind(schema);
    const [value, path] = [own(given, param), joinPath(at, param)];
    const take = (element: unknown, where: string) => {
      sources.push({ param, source: read.element(element, where) });
      return { source: sources.length - 1 };
    };
    if (kind === 'one') refs.set(param, take(value, path));
    if (kind === undefined || kind === 'one' || value === undefined) continue;
    if (!Array.isArray(value)) {
      if (kind === 'list' && value === null) continue;
      findings.problem(path, 'type', kind === 'list' ? 'a list of sounds' : 'a list of steps', describeValue(value));
      refs.set(param, []);
    } else if (kind === 'stack') {
      const stack = read.stack(value, path);
      if (stack.length > 0) forEach = { param, stack };
      refs.set(param, []);
    } else {
      const some = value.slice(0, LIMITS.sources + 1);
      refs.set(
        param,
        some.map((element: unknown, index) => take(element, joinPath(path, index))),
      );
    }
  }
  return { refs: Object.fromEntries(refs), sources, ...(forEach ? { forEach } : {}) };
}

function isBoolean(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return isBoolean(schema.unwrap());
  }
  return schema instanceof z.ZodBoolean;
}

/** A zod issue as ours. Codecs of the house put `expected`, `got` and `position` into `params`. */
function addIssue(issue: z.core.$ZodIssue, given: Fields, at: string, findings: Findings): void {
  const meant = issue.code === 'invalid_union' ? issue.errors.find((option) => !option.some(isOtherKind)) : undefined;
  if (meant !== undefined && meant.length > 0) {
    for (const inner of meant) addIssue({ ...inner, path: [...issue.path, ...inner.path] }, given, at, findings);
    return;
  }
  let path = at;
  let value: unknown = given;
  for (const key of issue.path) {
    const part = typeof key === 'symbol' ? String(key) : key;
    path = joinPath(path, part);
    value = typeof value === 'object' && value !== null ? own(value as Fields, String(part)) : undefined;
  }
  if (issue.code === 'custom' && issue.params !== undefined) {
    const { expected, got, position } = issue.params as { expected?: unknown; got?: unknown; position?: unknown };
    findings.problem(
      path,
      'value',
      typeof expected === 'string' ? expected : issue.message,
      typeof got === 'string' ? got : describeValue(value),
      typeof position === 'number' ? position : undefined,
    );
    return;
  }
  const got = issue.code.startsWith('too_') && Array.isArray(value) ? describeLength(value) : describeValue(value);
  findings.problem(path, issue.code === 'invalid_type' ? 'type' : 'value', expectation(issue), got);
}

function describeLength(list: readonly unknown[]): string {
  return list.length === 0 ? 'an empty list' : `a list of ${list.length}`;
}

const TYPES: Readonly<Record<string, string>> = { array: 'a list', tuple: 'a list', object: 'an object' };

/** Whether an option of several is not even of the value's kind; of the one that is, the problems are worth telling. */
function isOtherKind({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union');
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A schema's own words, where it has them.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return `${listOf(issue)}${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `${listOf(issue)}${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function listOf({ origin }: { readonly origin: string }): string {
  return origin === 'array' ? 'a list of ' : '';
}
