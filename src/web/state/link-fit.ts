/** What mail, chat and print carry without a cut. */
const SHORT = 2000;
/** The length that RFC 9110 asks software to support. */
const LONG = 8000;
/** What a link is read to at most, by whoever checks it. */
const MOST = 65_536;
/** What a code of squares holds that a telephone reads from a page or a slide. */
export const MOST_IN_QR = 1000;

/** How far an address of so many characters can be sent: `tooLong` in a file, `beyond` not at all. */
export function linkFit(characters: number): 'short' | 'long' | 'tooLong' | 'beyond' {
  if (characters <= SHORT) return 'short';
  if (characters <= LONG) return 'long';
  return characters <= MOST ? 'tooLong' : 'beyond';
}
