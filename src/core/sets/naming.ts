import type { Issue } from '../base/errors.ts';
import type { JsonValue } from '../query/query.ts';

/** What tokens of a pattern can name besides factors. */
export interface NameFacts {
  /** Of the row, counted from 1. */
  readonly i: number;
  /** Rows of the set. */
  readonly n: number;
  readonly seed: number;
  /** Of the row's sound. */
  readonly signature: string;
  readonly values: Readonly<Record<string, JsonValue>>;
}

const LONGEST_NAME = 120;
const OWN_TOKENS = ['i', 'n', 'seed', 'sig'] as const;
/** Names that one system or another keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** What is wrong with a pattern: tokens that nothing fills. */
export function checkPattern(pattern: string, factors: readonly string[]): Issue[] {
  const known = new Set<string>([...OWN_TOKENS, ...factors]);
  return tokensOf(pattern)
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => ({
      path: 'naming',
      code: 'token',
      expected: `tokens among ${[...known].map((each) => `{${each}}`).join(' ')}`,
      got: `{${name}}`,
    }));
}

/** A row's name: tokens filled, every value file-safe. Format after a colon: `03` zeros, `+.1f` sign and decimals, `8` so many characters of `sig`. */
export function nameOf(pattern: string, facts: NameFacts): string {
  const filled = pattern.replaceAll(/\{([A-Za-z]\w*)(?::([^}]*))?\}/g, (_, name: string, format = '') =>
    fill(name, format, facts),
  );
  return filled.replaceAll(/[^A-Za-z0-9._+-]/g, '-');
}

/** Names that cannot stand: taken by another row, too long, reserved. @param rows names, in order of rows */
export function checkNames(names: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  const rows = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const first = rows.get(name.toLowerCase());
    if (first !== undefined) {
      const got = `rows ${first + 1} and ${index + 1} both become ${name}`;
      issues.push({ path: 'naming', code: 'collision', expected: 'a name for each row: add {i} to the pattern', got });
    } else rows.set(name.toLowerCase(), index);
    if (name.length > LONGEST_NAME) {
      const got = `${name.length} in row ${index + 1}`;
      issues.push({ path: 'naming', code: 'long', expected: `at most ${LONGEST_NAME} characters`, got });
    }
    if (RESERVED.test(name) || /^\.|\.$/.test(name)) {
      issues.push({ path: 'naming', code: 'reserved', expected: 'a name that every system takes', got: name });
    }
  }
  return issues;
}

function tokensOf(pattern: string): { readonly name: string }[] {
  return [...pattern.matchAll(/\{([A-Za-z]\w*)(?::[^}]*)?\}/g)].map((match) => ({ name: match[1] ?? '' }));
}

function fill(name: string, format: string, facts: NameFacts): string {
  switch (name) {
    case 'sig':
      return facts.signature.slice(0, format === '' ? 8 : Math.max(1, Number.parseInt(format, 10) || 8));
    case 'i':
    case 'n':
    case 'seed':
      return formatted(facts[name], format);
    default: {
      const value = facts.values[name];
      return typeof value === 'number' ? formatted(value, format) : words(value ?? '');
    }
  }
}

function formatted(value: number, format: string): string {
  const match = /^(\+?)(0\d+)?(?:\.(\d+)f)?$/.exec(format);
  if (match === null) return words(value);
  const [, sign, zeros, decimals] = match;
  const digits = decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(Number(decimals));
  return `${value < 0 ? '-' : sign}${digits.padStart(zeros === undefined ? 0 : Number(zeros), '0')}`;
}

/**
 * A value in file-safe words: `*0.5` is `x0.5`, `~120Hz` is `to120Hz`, a path is its file's name without extension, and
 * sounds one after the other are `anna+bert`.
 */
function words(value: JsonValue): string {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.map(words).join('+');
  if (typeof value !== 'string') return JSON.stringify(value).replaceAll(/["{}[\]]/g, '');
  if (value.startsWith('*')) return `x${value.slice(1)}`;
  if (value.startsWith('~')) return `to${value.slice(1)}`;
  const base = value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
  return base.replace(/\.(wav|wave|aiff?|flac|mp3|ogg|oga|opus|raw)$/i, '');
}
