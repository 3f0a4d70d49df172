import type { Issue } from '../base/errors.ts';
import type { JsonValue } from '../query/query.ts';
import { amountIn, decimalsFor, shortened } from './amounts.ts';

/** What tokens of a pattern can name besides factors. */
export interface NameFacts {
  /** Of the row, counted from 1. */
  readonly i: number;
  /** Rows of the set. */
  readonly n: number;
  readonly seed: number;
  /** Of the row's sound. */
  readonly signature: string;
  /** Which one the target of the last masker is sent to: `left`, `right`, `both`. */
  readonly ear: string;
  readonly values: Readonly<Record<string, JsonValue>>;
  /** To how many decimals long numbers of a factor are rounded; a factor that has none is not there. */
  readonly decimals: Decimals;
}

/** By factor. */
export type Decimals = ReadonlyMap<string, number>;

const LONGEST_NAME = 120;
const OWN_TOKENS = ['i', 'n', 'seed', 'sig', 'ear'] as const;
/** Names that one system or another keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** `03` zeros, `+.1f` sign and decimals. */
const NUMBER_FORMAT = /^(\+?)(0\d{1,2})?(?:\.(\d{1,2})f)?$/;

/** What is wrong with a pattern: tokens that nothing fills, formats that mean nothing. */
export function checkPattern(pattern: string, factors: readonly string[]): Issue[] {
  const known = new Set<string>([...OWN_TOKENS, ...factors]);
  return tokensOf(pattern).flatMap(({ name, format }): Issue[] => {
    if (!known.has(name)) {
      const expected = `tokens among ${[...known].map((each) => `{${each}}`).join(' ')}`;
      return [{ path: 'naming', code: 'token', expected, got: `{${name}}` }];
    }
    if (NUMBER_FORMAT.test(format) || format === 'slug' || (name === 'sig' && /^\d{1,2}$/.test(format))) return [];
    const expected = name === 'sig' ? 'so many characters, as {sig:8}' : 'a format such as :03, :+.1f or :slug';
    return [{ path: 'naming', code: 'format', expected, got: `{${name}:${format}}` }];
  });
}

/** To how many decimals names round the numbers of each factor, so that all of them stay apart. @param rows values of each */
export function nameDecimals(rows: readonly NameFacts['values'][], factors: readonly string[]): Decimals {
  return new Map(
    factors.flatMap((name) => {
      const decimals = decimalsFor(rows.map((values) => values[name] ?? null));
      return decimals === undefined ? [] : [[name, decimals] as const];
    }),
  );
}

/**
 * A row's name: tokens filled, every value file-safe, numbers no longer than they must be. Format after a colon: `03`
 * zeros, `+.1f` sign and decimals, `slug` small letters and digits alone, `8` so many characters of `sig`.
 */
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

function tokensOf(pattern: string): { readonly name: string; readonly format: string }[] {
  return [...pattern.matchAll(/\{([A-Za-z]\w*)(?::([^}]*))?\}/g)].map(([, name = '', format = '']) => ({
    name,
    format,
  }));
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
      const value = facts.values[name] ?? (name === 'ear' ? facts.ear : '');
      const decimals = facts.decimals.get(name);
      return format === '' && decimals !== undefined ? words(shortened(value, decimals)) : formatted(value, format);
    }
  }
}

/** An amount keeps its unit, and what tells a ratio or a goal: `-10.29st` with `.1f` is `-10.3st`. */
function formatted(value: JsonValue, format: string): string {
  if (format === 'slug') return slug(words(value));
  const match = NUMBER_FORMAT.exec(format);
  const amount = format === '' || match === null ? undefined : amountIn(value);
  if (match === null || amount === undefined) return words(value);
  const [, plus, zeros, decimals] = match;
  const digits = decimals === undefined ? amount.digits : Number(amount.digits).toFixed(Number(decimals));
  const sign = amount.sign === '-' ? '-' : plus;
  const padded = digits.padStart(zeros === undefined ? 0 : Number(zeros), '0');
  return words(`${amount.before}${sign}${padded}${amount.unit}`);
}

function slug(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
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
