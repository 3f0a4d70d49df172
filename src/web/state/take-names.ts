import { FIRST_PATTERN } from './recording-state.ts';

/** What a pattern may ask for. */
export interface TakeWords {
  readonly prompt: string;
  readonly talker: string;
  /** ms since 1970; the day is that of this place. */
  readonly now: number;
}

const LONGEST_PROMPT = 40;

/**
 * The name of the next take. `{prompt}`, `{talker}`, `{date}` and `{n}`, which counts; without `{n}` a name that is taken
 * becomes `_v2`, `_v3`, so that no take replaces another.
 */
export function takeName(pattern: string, { prompt, talker, now }: TakeWords, taken: ReadonlySet<string>): string {
  const filled = pattern
    .replaceAll('{prompt}', plain(prompt, LONGEST_PROMPT))
    .replaceAll('{talker}', plain(talker, LONGEST_PROMPT))
    .replaceAll('{date}', dayOf(now));
  const text = safe(filled) || FIRST_PATTERN;
  const isCounted = text.includes('{n}');
  for (let count = 1; ; count++) {
    const number = String(count).padStart(2, '0');
    const name = isCounted ? text.replaceAll('{n}', number) : count === 1 ? text : `${text}_v${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Words as a part of a file's name: "The boat, again!" is `the-boat-again`. */
function plain(text: string, longest: number): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const whole = words.join('-');
  if (whole.length <= longest) return whole;
  // Not in the middle of a word, unless it is the only one.
  const cut = whole.slice(0, longest + 1).lastIndexOf('-');
  return whole.slice(0, cut > 0 ? cut : longest);
}

/** Without what no file system likes, and without what an empty part leaves behind. */
function safe(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}{} ._-]/gu, '')
    .replace(/([ _.-])\1+/g, '$1')
    .replace(/^[ _.-]+|[ _.-]+$/g, '');
}

/** `2026-11-21` */
function dayOf(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
