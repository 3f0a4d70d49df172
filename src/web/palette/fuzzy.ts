/** What an entry is found by. */
export interface Findable {
  readonly label: string;
  /** Other words for it. */
  readonly words: string;
}

/** How good a typed word fits: the beginning of a word is better than its middle, the label better than other words. */
const WHOLE = 8;
const BEGINS = 6;
const INSIDE = 3;
const SCATTERED = 1;
/** Shorter ones are scattered over nearly everything. */
const SHORTEST_SCATTERED = 3;
const OTHER_WORDS = 0.7;

export interface Match {
  readonly score: number;
  /** Every typed word is a word of the label, or begins one, or is the first of the other words: its usual name. */
  readonly exact: boolean;
}

/** Whether every typed word is found, and how well; undefined where one is not. */
export function match(typed: string, { label, words }: Findable): Match | undefined {
  const inLabel = wordsOf(label);
  const others = wordsOf(words);
  let score = 0;
  let exact = true;
  for (const word of wordsOf(typed)) {
    const own = best(word, inLabel);
    const other = bestOther(word, others);
    if (own === 0 && other === 0) return undefined;
    exact &&= own >= BEGINS || word === others[0];
    score += Math.max(own, other);
  }
  // Of equally good ones the shorter says less that was not asked for.
  return { score: score - inLabel.length / 100, exact };
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .split(/[^\p{L}\p{N}+-]+/u)
    .filter((word) => word !== '');
}

/** Of other words the first ones say most. */
function bestOther(typed: string, words: readonly string[]): number {
  return words.reduce((found, word, at) => Math.max(found, quality(typed, word) * OTHER_WORDS - at / 100), 0);
}

function best(typed: string, words: readonly string[]): number {
  return words.reduce((found, word) => Math.max(found, quality(typed, word)), 0);
}

function quality(typed: string, word: string): number {
  if (word === typed) return WHOLE;
  if (word.startsWith(typed)) return BEGINS;
  if (word.includes(typed)) return INSIDE;
  return typed.length >= SHORTEST_SCATTERED && isScattered(typed, word) ? SCATTERED : 0;
}

/** `vcdr` is in `vocoder`: its characters come in order, the first one first. */
function isScattered(typed: string, word: string): boolean {
  if (typed[0] !== word[0]) return false;
  let at = 0;
  for (const character of word) if (character === typed[at]) at += 1;
  return at === typed.length;
}
