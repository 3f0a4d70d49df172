/** How a pattern treats what is special about file names. */
export interface ShellRules {
  /** Whether `*`, `?` and sets match `/`. */
  readonly crossesFolders: boolean;
  /** Whether names that begin with a dot are matched only by a pattern that begins so. */
  readonly skipsHidden: boolean;
}

type Part = { readonly kind: 'star' } | { readonly kind: 'one'; readonly takes: (char: string) => boolean };

/**
 * A shell pattern, `*`, `?`, `[a-z]`, `[!a-z]`, as a test of whole names. In time proportional to the lengths of pattern
 * and name multiplied, whatever they are.
 */
export function shellPattern(pattern: string, rules: ShellRules): (name: string) => boolean {
  if (rules.crossesFolders) return matcherOf(pattern, rules);
  const parts = pattern.split('/').map((part) => matcherOf(part, rules));
  return (name) => {
    const names = name.split('/');
    return names.length === parts.length && parts.every((matches, index) => matches(names[index] ?? ''));
  };
}

function matcherOf(pattern: string, { skipsHidden }: ShellRules): (name: string) => boolean {
  const parts = partsOf([...pattern]);
  const showsHidden = !skipsHidden || pattern.startsWith('.');
  return (name) => (showsHidden || !name.startsWith('.')) && matches(parts, [...name]);
}

function partsOf(pattern: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    const end = char === '[' ? endOfSet(pattern, at) : -1;
    if (char === '*') parts.push({ kind: 'star' });
    else if (char === '?') parts.push({ kind: 'one', takes: () => true });
    else if (end < 0) parts.push({ kind: 'one', takes: (other) => other === char });
    else {
      parts.push({ kind: 'one', takes: setOf(pattern.slice(at + 1, end)) });
      at = end;
    }
  }
  return parts;
}

/** Of the closing bracket; -1 when there is none, and the opening one then stands for itself. */
function endOfSet(pattern: readonly string[], start: number): number {
  const first = pattern[start + 1] === '!' ? start + 2 : start + 1;
  return pattern.indexOf(']', first + 1);
}

function setOf(inside: readonly string[]): (char: string) => boolean {
  const negated = inside[0] === '!';
  const chars = negated ? inside.slice(1) : inside;
  const ranges: [number, number][] = [];
  for (let at = 0; at < chars.length; at++) {
    const from = codeOf(chars[at]);
    const isRange = chars[at + 1] === '-' && at + 2 < chars.length;
    ranges.push([from, isRange ? codeOf(chars[at + 2]) : from]);
    if (isRange) at += 2;
  }
  return (char) => ranges.some(([from, to]) => from <= codeOf(char) && codeOf(char) <= to) !== negated;
}

function codeOf(char: string | undefined): number {
  return char?.codePointAt(0) ?? 0;
}

/** On a mismatch only the last star takes one character more: nothing earlier could help. */
function matches(parts: readonly Part[], name: readonly string[]): boolean {
  let [part, at] = [0, 0];
  let [star, taken] = [-1, 0];
  while (at < name.length) {
    const here = parts[part];
    if (here?.kind === 'star') {
      [star, taken] = [part, at];
      part += 1;
    } else if (here?.takes(name[at] ?? '')) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      taken += 1;
      [part, at] = [star + 1, taken];
    } else return false;
  }
  return parts.slice(part).every(({ kind }) => kind === 'star');
}
