import { parseRegex, type Regex, RegexMistake } from './regex-parse.ts';
import { err, ok, type Result } from './result.ts';

/** Of a program: with this many, a thousand names of a hundred characters are tested in a fraction of a second. */
const MOST_STATES = 500;

/** `one` goes on after a character, `at` where its place is right, `fork` to several at once. */
type State =
  | { readonly kind: 'one'; readonly takes: (char: string) => boolean; next: number }
  | {
      readonly kind: 'at';
      readonly holds: (before: string | undefined, after: string | undefined) => boolean;
      next: number;
    }
  | { readonly kind: 'fork'; readonly next: number[] };

/**
 * A regular expression of Python's as a test of whole names. All states are followed at once, so that no expression can
 * take for ever: time is proportional to the length of the name.
 *
 * Understood: characters, `.`, sets, `\d \w \s` and their opposites, groups, `|`, all repeats, `^ $ \A \Z \b \B`, and
 * `(?i)` or `(?s)` at the beginning. Look-around and references back are not: they cannot be tested so.
 * @returns the test; or what is wrong with the expression, for people
 * @source Thompson (1968). Regular expression search algorithm. CACM 11(6), 419-422; doi 10.1145/363347.363387
 */
export function fullMatcher(expression: string): Result<(name: string) => boolean, string> {
  try {
    const states: State[] = [];
    const start = build(parseRegex(expression), -1, states);
    return ok((name) => follow(states, start, [...name]));
  } catch (thrown) {
    if (thrown instanceof RegexMistake) return err(thrown.message);
    throw thrown;
  }
}

/** Adds the states of a tree that goes on to `next`, -1 being the end. @returns where it begins */
function build(tree: Regex, next: number, states: State[]): number {
  switch (tree.kind) {
    case 'one':
    case 'at':
      return add({ ...tree, next }, states);
    case 'all':
      return tree.parts.reduceRight((after, part) => build(part, after, states), next);
    case 'any': {
      const [only] = tree.parts;
      if (tree.parts.length === 1 && only !== undefined) return build(only, next, states);
      return add({ kind: 'fork', next: tree.parts.map((part) => build(part, next, states)) }, states);
    }
    case 'repeat':
      return buildRepeat(tree, next, states);
  }
}

function buildRepeat({ part, least, most }: Extract<Regex, { kind: 'repeat' }>, next: number, states: State[]): number {
  let begin = next;
  if (most === Number.POSITIVE_INFINITY) {
    const fork = { kind: 'fork' as const, next: [next] };
    begin = add(fork, states);
    fork.next.push(build(part, begin, states));
  } else {
    for (let count = least; count < most; count++) {
      begin = add({ kind: 'fork', next: [next, build(part, begin, states)] }, states);
    }
  }
  for (let count = 0; count < least; count++) {
    const before = states.length;
    begin = build(part, begin, states);
    // What adds nothing may be repeated as often as it likes.
    if (states.length === before) break;
  }
  return begin;
}

function add(state: State, states: State[]): number {
  if (states.length >= MOST_STATES)
    throw new RegexMistake(`more than ${MOST_STATES} characters and repeats, spelt out`);
  return states.push(state) - 1;
}

function follow(states: readonly State[], start: number, name: readonly string[]): boolean {
  let current = spread([start], states, undefined, name[0]);
  for (let at = 0; at < name.length; at++) {
    const char = name[at] ?? '';
    const reached: number[] = [];
    for (const index of current) {
      const state = states[index];
      if (state?.kind === 'one' && state.takes(char)) reached.push(state.next);
    }
    if (reached.length === 0) return false;
    current = spread(reached, states, char, name[at + 1]);
  }
  return current.has(-1);
}

/** All states that are reached without a character. */
function spread(
  from: readonly number[],
  states: readonly State[],
  before: string | undefined,
  after: string | undefined,
): ReadonlySet<number> {
  const reached = new Set<number>(from);
  // A set is walked in the order of insertion, also what is inserted on the way.
  for (const index of reached) {
    const state = states[index];
    if (state?.kind === 'fork') for (const next of state.next) reached.add(next);
    if (state?.kind === 'at' && state.holds(before, after)) reached.add(state.next);
  }
  return reached;
}
