/** Sentences of what keys do to a set. */
export const setCommandStrings = {
  compare: 'Hear the row and its source in turn',
  short: 'Source',
  noRow: 'No row of the set has been chosen.',
};
