import type { JsonValue } from '../query/query.ts';

/** Values of a row, by the names of factors. */
export type RowValues = Readonly<Record<string, JsonValue>>;

/** What an exclusion can say of two values. */
const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
type Operator = (typeof OPERATORS)[number];

type Operand = { readonly factor: string } | { readonly value: string | number };

interface Comparison {
  readonly left: string;
  readonly operator: Operator;
  readonly right: Operand;
}

/** An exclusion that was read, or where it cannot be. */
type ReadExclusion =
  | { readonly ok: true; readonly excludes: (values: RowValues) => boolean }
  | { readonly ok: false; readonly expected: string; readonly got: string };

const WHOLE = 'a comparison, such as masker = target or f0 < -6 and vtl = +3.8st';

/**
 * Reads an exclusion: comparisons of a factor with another factor or with a value, joined by `and`. Values stand as they are
 * (`-12st`, `3`) or in quotation marks. Against a plain number, and with `<` and its like, the number in a value counts: that
 * of `-12st` is -12.
 * @param factors names of the set's factors
 */
export function readExclusion(text: string, factors: readonly string[]): ReadExclusion {
  const tokens = tokensOf(text);
  if (tokens === undefined) return { ok: false, expected: WHOLE, got: text };
  const comparisons: Comparison[] = [];
  for (let at = 0; at < tokens.length || at === 0; at += 4) {
    const [left, operator, right, and] = tokens.slice(at, at + 4);
    const isJoined = and === undefined ? at + 3 >= tokens.length : isWord(and, 'and') && at + 4 < tokens.length;
    if (left?.kind !== 'word' || operator?.kind !== 'operator' || !isValue(right) || !isJoined) {
      return { ok: false, expected: WHOLE, got: text };
    }
    if (!factors.includes(left.text)) {
      const names = factors.length === 0 ? 'a factor, and there is none' : `a factor: ${factors.join(', ')}`;
      return { ok: false, expected: names, got: left.text };
    }
    comparisons.push({ left: left.text, operator: operator.text, right: operandOf(right, factors) });
  }
  return { ok: true, excludes: (values) => comparisons.every((comparison) => holds(comparison, values)) };
}

/** The exclusion of exactly the rows that have these values. */
export function printExclusion(values: RowValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${printOperand(value)}`)
    .join(' and ');
}

type Token =
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'word' | 'quoted'; readonly text: string };

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([<>!]=|[=<>])|"((?:[^"\\]|\\.)*)"|([^\s"=<>!]+))/y;
  const whole = text.trim();
  while (pattern.lastIndex < whole.length) {
    const match = pattern.exec(whole);
    if (match === null) return undefined;
    const [, sign, quoted, word = ''] = match;
    const operator = OPERATORS.find((each) => each === sign);
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (quoted === undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'quoted', text: quoted.replaceAll(/\\(.)/g, '$1') });
  }
  return tokens;
}

function isWord(token: Token, text: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === text;
}

function isValue(token: Token | undefined): token is Exclude<Token, { kind: 'operator' }> {
  return token !== undefined && token.kind !== 'operator';
}

function operandOf({ kind, text }: Token, factors: readonly string[]): Operand {
  if (kind === 'quoted') return { value: text };
  if (factors.includes(text)) return { factor: text };
  return { value: /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text };
}

function holds({ left, operator, right }: Comparison, values: RowValues): boolean {
  const a = values[left] ?? null;
  const b = 'factor' in right ? (values[right.factor] ?? null) : right.value;
  // Two factors are as like one another as the other way about.
  const isLike = isSame(a, b) || ('factor' in right && isSame(b, a));
  if (operator === '=' || operator === '!=') return isLike === (operator === '=');
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x === undefined || y === undefined) return false;
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
  }
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  if (typeof b === 'number' && typeof a === 'string') return numberIn(a) === b;
  return typeof a === 'string' || typeof b === 'string'
    ? textOf(a) === textOf(b)
    : JSON.stringify(a) === JSON.stringify(b);
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Of `-12st`, `*0.5`, `~120Hz`: -12, 0.5, 120. */
export function numberIn(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? /^[*~]?([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:st|Hz|s)?$/.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}

/** A number as it is; any other value in quotation marks, so that it is never taken for a factor. */
function printOperand(value: JsonValue): string {
  return typeof value === 'number' ? String(value) : `"${textOf(value).replaceAll(/["\\]/g, '\\$&')}"`;
}
