/** What mail, chat and print carry without a cut. */
const SHORT = 2000;
/** The length that RFC 9110 asks software to support. */
const LONG = 8000;

/** How far an address of so many characters can be sent. */
export function linkFit(characters: number): 'short' | 'long' | 'tooLong' {
  if (characters <= SHORT) return 'short';
  return characters <= LONG ? 'long' : 'tooLong';
}
