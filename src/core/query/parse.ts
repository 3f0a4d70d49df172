import { AppError, describeIssue, type Issue } from '../base/errors.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { WorldRevision } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { DEFAULT_OUTPUT, type Dialect, LIMITS, SONDE_DIALECT } from './defaults.ts';
import { describeValue, type Fields, Findings, isFields, joinPath, own, quote } from './findings.ts';
import { deepFreeze } from './freeze.ts';
import { checkProtocolFields, readCacheHours, readOutput, readPrecision, readRevision } from './parse-fields.ts';
import { type PartReader, readStep } from './parse-step.ts';
import { isList, type Precision, type Query, type Source, type Step } from './query.ts';

export interface ParsedQuery {
  readonly query: Query;
  /** What was accepted but is not used: unknown fields and arguments. */
  readonly warnings: readonly Issue[];
}

const QUERY_FIELDS = new Set([
  ...['file', 'stack', 'cache', 'precision', 'revision', 'output'],
  ...['action', 'mode', 'format', 'format_options'],
]);

/** What a sub-query takes over from the query around it. */
interface Inherited {
  readonly precision: Precision;
  readonly revision: WorldRevision;
}

interface Reader {
  readonly registry: Registry;
  readonly dialect: Dialect;
  readonly findings: Findings;
  readonly counts: { sources: number; steps: number };
}

/**
 * Reads a request: VTServer's, with `precision`, `revision` and `output` besides. A sub-query inherits `precision` and
 * `revision`; its `mode`, `format` and `output` mean nothing, as in the original.
 * @param dialect what it means where it says nothing
 * @returns the query, deeply frozen, defaults filled; or `query-invalid` with every problem in `issues`
 */
export function parseQuery(
  input: unknown,
  registry: Registry,
  dialect: Dialect = SONDE_DIALECT,
): Result<ParsedQuery, AppError> {
  const reader: Reader = { registry, dialect, findings: new Findings(), counts: { sources: 0, steps: 0 } };
  const { findings } = reader;
  let query: Query | undefined;
  if (isFields(input)) {
    checkProtocolFields(input, findings);
    query = { ...readQuery(input, '', 1, dialect, reader), output: readOutput(input, findings) };
  } else {
    findings.problem('', 'type', 'a request: an object with `file` and `stack`', describeValue(input));
  }
  if (query === undefined || findings.problems.length > 0) return err(invalidQuery(findings.problems));
  return ok(deepFreeze({ query, warnings: findings.warnings }));
}

/** The error that carries every problem; its message has the first few. */
export function invalidQuery(issues: readonly Issue[]): AppError {
  const shown = issues.slice(0, 3).map(describeIssue);
  const rest = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : '';
  const count = issues.length === 1 ? '' : `${issues.length} problems: `;
  return new AppError('query-invalid', `${count}${shown.join('; ')}${rest}`, { issues });
}

function readQuery(fields: Fields, at: string, depth: number, inherited: Inherited, reader: Reader): Query {
  const { findings } = reader;
  for (const key of Object.keys(fields)) {
    if (!QUERY_FIELDS.has(key)) {
      findings.warn(joinPath(at, key), 'unknown-field', 'a field of a query', 'an unknown field, which is ignored');
    }
  }
  const settings: Inherited = {
    precision: readPrecision(fields, at, inherited.precision, findings),
    revision: readRevision(fields, at, inherited.revision, findings),
  };
  const cacheHours = readCacheHours(fields, at, findings);
  const common = { ...settings, output: DEFAULT_OUTPUT, cacheHours };
  const stackAt = joinPath(at, 'stack');
  const stack = Object.hasOwn(fields, 'stack') ? fields['stack'] : [];
  const hasStacks = Array.isArray(stack) && stack.length > 0 && stack.every(Array.isArray);
  // With a list of stacks, each file of a list becomes a query around it: one level more.
  const wraps = hasStacks && Array.isArray(own(fields, 'file'));
  const file = readSource(fields, at, wraps ? depth + 1 : depth, settings, reader);
  if (!Array.isArray(stack)) {
    findings.problem(stackAt, 'type', 'a list of steps', describeValue(stack));
    return { file, stack: [], ...common };
  }
  const parts = partsAt(wraps ? depth + 1 : depth, settings, reader);
  if (!hasStacks) return { file, stack: readStack(stack, stackAt, parts, reader), ...common };
  if (wraps && depth >= LIMITS.depth) tooDeep(stackAt, reader);
  const before = { ...reader.counts };
  const stacks = stack.map((one: unknown[], index) => readStack(one, joinPath(stackAt, index), parts, reader));
  const { counts } = reader;
  const size = { sources: counts.sources - before.sources, steps: counts.steps - before.steps };
  return distribute(file, stacks, size, stackAt, common, reader);
}

function readSource(fields: Fields, at: string, depth: number, settings: Inherited, reader: Reader): Source {
  const file = own(fields, 'file');
  const path = joinPath(at, 'file');
  if (!Array.isArray(file)) return readElement(file, path, depth, settings, reader);
  if (file.length === 0) reader.findings.problem(path, 'empty', 'at least one source', 'an empty list');
  // Beyond the limit, one problem is enough.
  return file
    .slice(0, LIMITS.sources + 1)
    .map((element: unknown, index) => readElement(element, joinPath(path, index), depth, settings, reader));
}

function readElement(value: unknown, path: string, depth: number, settings: Inherited, reader: Reader): string | Query {
  const { findings } = reader;
  if (isFields(value)) {
    if (depth < LIMITS.depth) return readQuery(value, path, depth + 1, settings, reader);
    tooDeep(path, reader);
    return '';
  }
  if (typeof value !== 'string' || value === '') {
    const got = value === undefined ? 'nothing: it is missing' : describeValue(value);
    findings.problem(path, value === undefined ? 'missing' : 'type', 'the name of a sound, or a query', got);
    return '';
  }
  if (value.startsWith('@') && value.endsWith(')')) {
    findings.problem(path, 'unsupported', 'the name of a sound (generators are not supported yet)', quote(value));
  }
  if (value.length > LIMITS.nameLength) {
    findings.problem(path, 'too-long', `a name of at most ${LIMITS.nameLength} characters`, `${value.length}`);
  }
  countSources(1, path, reader);
  return value;
}

function tooDeep(path: string, { findings }: Reader): void {
  findings.problem(path, 'too-deep', `queries within queries at most ${LIMITS.depth} deep`, 'one more');
}

function countSources(count: number, path: string, { counts, findings }: Reader): void {
  const before = counts.sources;
  counts.sources += count;
  if (before <= LIMITS.sources && counts.sources > LIMITS.sources) {
    findings.problem(path, 'too-many', `at most ${LIMITS.sources} sources in one request`, 'more');
  }
}

/** What a step has of a query's parts; sounds inside it are a level deeper than the step. */
function partsAt(depth: number, settings: Inherited, reader: Reader): PartReader {
  return {
    element: (value, path) => readElement(value, path, depth, settings, reader),
    stack: (steps, path) => {
      if (depth < LIMITS.depth) return readStack(steps, path, partsAt(depth + 1, settings, reader), reader);
      tooDeep(path, reader);
      return [];
    },
  };
}

function readStack(stack: readonly unknown[], at: string, parts: PartReader, reader: Reader): Step[] {
  const steps: Step[] = [];
  for (const [index, value] of stack.entries()) {
    if (!countSteps(1, joinPath(at, index), reader)) break;
    const step = readStep(value, joinPath(at, index), index, reader, parts);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function countSteps(count: number, path: string, { counts, findings }: Reader): boolean {
  const before = counts.steps;
  counts.steps += count;
  if (counts.steps <= LIMITS.steps) return true;
  if (before <= LIMITS.steps) {
    findings.problem(path, 'too-many', `at most ${LIMITS.steps} steps in one request`, 'more');
  }
  return false;
}

/**
 * A list of stacks is one stack per file of a list, or a single one for all: each file becomes a query of its own.
 * VTServer's manual had this form; its code refused it.
 */
function distribute(
  file: Source,
  stacks: readonly Step[][],
  size: Reader['counts'],
  at: string,
  common: Omit<Query, 'file' | 'stack'>,
  reader: Reader,
): Query {
  const files = isList(file) ? file : undefined;
  const wanted = files?.length ?? 1;
  if (stacks.length !== 1 && stacks.length !== wanted) {
    reader.findings.problem(at, 'length', `one stack, or one for each of ${wanted} files`, `${stacks.length} stacks`);
  }
  const stackOf = (index: number): Step[] => stacks[stacks.length === 1 ? 0 : index] ?? [];
  if (files === undefined) return { file, stack: stackOf(0), ...common };
  if (stacks.length === 1) {
    countSteps(size.steps * (files.length - 1), at, reader);
    countSources(size.sources * (files.length - 1), at, reader);
  }
  const elements = files.map((element, index) => {
    const stack = stackOf(index);
    return stack.length === 0 ? element : { file: element, stack, ...common };
  });
  return { file: elements, stack: [], ...common };
}
