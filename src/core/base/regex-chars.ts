/** Whether a character, one code point, is meant. */
export type Takes = (char: string) => boolean;

const ESCAPES: Readonly<Record<string, Takes>> = {
  d: (char) => /\p{Nd}/u.test(char),
  D: (char) => !/\p{Nd}/u.test(char),
  w: (char) => /[\p{L}\p{N}_]/u.test(char),
  W: (char) => !/[\p{L}\p{N}_]/u.test(char),
  s: (char) => /\s/.test(char),
  S: (char) => !/\s/.test(char),
  t: (char) => char === '\t',
  n: (char) => char === '\n',
  r: (char) => char === '\r',
};

/** What a letter after a backslash stands for, where it stands for something. */
export function letterEscape(letter: string): Takes | undefined {
  return Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
}

/** All code points from one to another, both included. */
export function takesRange(from: string, to: string): Takes {
  const [low, high] = [codeOf(from), codeOf(to)];
  return (char) => low <= codeOf(char) && codeOf(char) <= high;
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}
