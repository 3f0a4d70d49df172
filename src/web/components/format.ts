/** Numbers as the page prints them: true minus, fixed decimals, a no-break space before the unit. */
const MINUS = '\u2212';
const NBSP = '\u00a0';

export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', MINUS);
}

export function signed(value: number, digits: number): string {
  const text = decimal(value, digits);
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text;
}

/** At most `digits` decimals, without trailing zeros. */
export function short(value: number, digits: number): string {
  return String(Number(value.toFixed(digits))).replace('-', MINUS);
}

export function seconds(value: number, digits = 3): string {
  return `${decimal(value, digits)}${NBSP}s`;
}

/** A sound's length in a list: `0.7 ms`, `2.16 s`, `58 min`. */
export function length(value: number): string {
  if (value < 0.01) return `${decimal(value * 1000, 1)}${NBSP}ms`;
  if (value < 120) return `${decimal(value, 2)}${NBSP}s`;
  return `${Math.round(value / 60)}${NBSP}min`;
}

export function hertz(value: number): string {
  return `${decimal(value, value < 100 ? 1 : 0)}${NBSP}Hz`;
}

/** A frequency on an axis or under the pointer. */
export function frequency(value: number): string {
  return value < 1000 ? `${decimal(value, 0)}${NBSP}Hz` : `${decimal(value / 1000, 2)}${NBSP}kHz`;
}

export function kilohertz(value: number): string {
  return `${short(value / 1000, 2)}${NBSP}kHz`;
}

export function decibels(value: number, digits = 1): string {
  if (value === Number.NEGATIVE_INFINITY) return `${MINUS}\u221e`;
  return decimal(value, digits);
}

/** `0:01.234` */
export function clock(time: number): string {
  const milliseconds = Math.max(0, Math.round(time * 1000));
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${minutes}:${rest}`;
}

const SPOKEN_UNITS: readonly (readonly [RegExp, string])[] = [
  [/\u00a0kHz/g, ' kilohertz'],
  [/\u00a0Hz/g, ' hertz'],
  [/\u00a0dBFS/g, ' decibels full scale'],
  [/\u00a0dB\/octave/g, ' decibels per octave'],
  [/\u00a0dB/g, ' decibels'],
  [/\u00a0mm/g, ' millimetres'],
  [/\u00a0st/g, ' semitones'],
  [/\u00a0s\b/g, ' seconds'],
  [/\u2212/g, 'minus '],
];

/** The same numbers for ears: units in words. */
export function spell(text: string): string {
  return SPOKEN_UNITS.reduce((spelled, [unit, word]) => spelled.replace(unit, word), text);
}

/** A message of core's as a sentence for people: quotation marks for its backticks, and a full stop. */
export function readable(message: string): string {
  const quoted = message.replace(/`([^`]*)`/g, '\u201c$1\u201d');
  return /[.!?]$/.test(quoted) ? quoted : `${quoted}.`;
}

const EXCERPT_BEFORE = 16;
const EXCERPT_AFTER = 12;

/** The part of a long text around a position, with the position in it. */
export function excerpt(text: string, position: number): { readonly text: string; readonly position: number } {
  if (text.length <= EXCERPT_BEFORE + EXCERPT_AFTER) return { text, position };
  const start = Math.max(0, position - EXCERPT_BEFORE);
  const end = start + EXCERPT_BEFORE + EXCERPT_AFTER;
  const before = start > 0 ? '\u2026' : '';
  const after = end < text.length ? '\u2026' : '';
  return { text: `${before}${text.slice(start, end)}${after}`, position: position - start + before.length };
}

/** `k7f2...9qa`: enough of a signature to compare by eye. */
export function shortSignature(signature: string): string {
  return signature.length <= 9 ? signature : `${signature.slice(0, 4)}\u2026${signature.slice(-3)}`;
}

/** Bytes in decimal megabytes or gigabytes: "412 MB". */
export function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${short(bytes / 1e9, 1)}\u00a0GB`;
  return `${short(bytes / 1e6, bytes < 1e7 ? 1 : 0)}\u00a0MB`;
}
