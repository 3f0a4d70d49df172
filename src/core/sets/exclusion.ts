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
  /** Several: any of them. */
  readonly right: readonly Operand[];
}

/** An exclusion that was read, or where it cannot be. */
type ReadExclusion =
  | { readonly ok: true; readonly excludes: (values: RowValues) => boolean }
  | { readonly ok: false; readonly expected: string; readonly got: string };

const WHOLE = 'a comparison, such as masker = target; f0 < -6 and vtl = +3.8st; f0 = -12st, -6st; voice = "a, b.wav"';

/**
 * Reads an exclusion: comparisons of a factor with another factor or with a value, joined by `and`. Several
 * values may stand with commas between: after `=` any of them is meant, after `!=` none. Values stand as they are
 * (`-12st`, `3`) or in quotation marks. Against a plain number, and with `<` and its like, the number in a value counts: that
 * of `-12st` is -12.
 * @param factors names of the set's factors
 */
export function readExclusion(text: string, factors: readonly string[]): ReadExclusion {
  const tokens = tokensOf(text);
  if (tokens === undefined) return { ok: false, expected: WHOLE, got: text };
  const comparisons: Comparison[] = [];
  for (let at = 0; at < tokens.length || at === 0; ) {
    const [left, operator] = tokens.slice(at, at + 2);
    const right = valuesFrom(tokens, at + 2);
    at += 2 * right.length + 1;
    const and = tokens[at];
    at += 1;
    const isJoined = and === undefined || (isWord(and, 'and') && at < tokens.length);
    const isList = right.length > 1;
    if (left?.kind !== 'word' || operator?.kind !== 'operator' || right.length === 0 || !isJoined) {
      return { ok: false, expected: WHOLE, got: text };
    }
    if (isList && operator.text !== '=' && operator.text !== '!=') {
      return { ok: false, expected: 'one value after a sign such as <', got: text };
    }
    if (!factors.includes(left.text)) {
      const names = factors.length === 0 ? 'a factor, and there is none' : `a factor: ${factors.join(', ')}`;
      return { ok: false, expected: names, got: left.text };
    }
    comparisons.push({
      left: left.text,
      operator: operator.text,
      right: right.map((each) => operandOf(each, factors)),
    });
  }
  return { ok: true, excludes: (values) => comparisons.every((comparison) => holds(comparison, values)) };
}

type Token =
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'comma'; readonly text: ',' }
  | { readonly kind: 'word' | 'quoted'; readonly text: string };

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([<>!]=|[=<>])|"((?:[^"\\]|\\.)*)"|(,)|([^\s"=<>!,]+))/y;
  const whole = text.trim();
  while (pattern.lastIndex < whole.length) {
    const match = pattern.exec(whole);
    if (match === null) return undefined;
    const [, sign, quoted, comma, word = ''] = match;
    const operator = OPERATORS.find((each) => each === sign);
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (comma !== undefined) tokens.push({ kind: 'comma', text: ',' });
    else if (quoted === undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'quoted', text: quoted.replaceAll(/\\(.)/g, '$1') });
  }
  return tokens;
}

function isWord(token: Token, text: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === text;
}

type ValueToken = Extract<Token, { kind: 'word' | 'quoted' }>;

function isValue(token: Token | undefined): token is ValueToken {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

/** A value, and those behind it after a comma each; none where a comma has no value on both sides. */
function valuesFrom(tokens: readonly Token[], start: number): readonly ValueToken[] {
  const values: ValueToken[] = [];
  for (let at = start; ; at += 2) {
    const token = tokens[at];
    if (!isValue(token)) return [];
    values.push(token);
    if (tokens[at + 1]?.kind !== 'comma') return values;
  }
}

function operandOf({ kind, text }: ValueToken, factors: readonly string[]): Operand {
  if (kind === 'quoted') return { value: text };
  if (factors.includes(text)) return { factor: text };
  return { value: /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : text };
}

function holds({ left, operator, right }: Comparison, values: RowValues): boolean {
  const a = values[left] ?? null;
  if (operator === '=' || operator === '!=') {
    return right.some((each) => isLike(a, each, values)) === (operator === '=');
  }
  const [x, y] = [numberIn(a), right[0] && numberIn(meantBy(right[0], values))];
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

function meantBy(operand: Operand, values: RowValues): JsonValue {
  return 'factor' in operand ? (values[operand.factor] ?? null) : operand.value;
}

function isLike(a: JsonValue, operand: Operand, values: RowValues): boolean {
  const b = meantBy(operand, values);
  // Two factors are as like one another as the other way about.
  return isSame(a, b) || ('factor' in operand && isSame(b, a));
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
