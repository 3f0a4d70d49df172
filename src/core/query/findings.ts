import type { Issue } from '../base/errors.ts';

/** What a parser collects on its way: everything that is wrong, and what it accepts but will not use. */
export class Findings {
  readonly problems: Issue[] = [];
  readonly warnings: Issue[] = [];

  problem(path: string, code: string, expected: string, got: string, position?: number): void {
    this.problems.push({ path, code, expected, got, ...(position === undefined ? {} : { position }) });
  }

  warn(path: string, code: string, expected: string, got: string): void {
    this.warnings.push({ path, code, expected, got });
  }
}

const LONGEST_QUOTE = 60;

/** A value as a message shows it: short, and never a walk into something deep. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'an empty string' : quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Between backquotes, cut when it is long. */
export function quote(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

/** `stack[0].f0`; keys that are no identifiers are quoted: `stack[0]["a b"]`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key.slice(0, LONGEST_QUOTE))}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** An object of a request. Only its own properties count, so that no prototype can answer for a missing field. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, not a list and not null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property, or undefined. */
export function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
