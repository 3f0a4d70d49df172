/** Sentences of a set's map, and of its rows beside their sources. */
export const setMapStrings = {
  name: 'Rows of the set in the f0 and vocal-tract length plane',
  point: 'Point of the set',
  said: (place: string, rows: number, first: string, state: string) =>
    `${place}; ${rows === 1 ? first : `${rows} rows, ${first} first`}; ${state}`,
  looks: { failed: 'failed', working: 'rendering', new: 'to render', done: 'rendered' },
  help: 'Click a point to choose its rows, drag to choose several. Space plays, X compares.',
  helpTouch: 'Touch a point to choose its rows.',
  placeless: (count: number) => (count === 1 ? '1 row has no place here.' : `${count} rows have no place here.`),
  finding: 'Finding mean f0\u2026',
  compare: 'Compare with source',
  noSource: 'This row is made from more than one sound, so there is no source to compare it with.',
  sourceGone: (name: string) => `${name} is not in the library.`,
  sourceLong: (name: string) => `${name} is too long to be compared here.`,
  sourceOf: (name: string) => `the source of ${name}`,
  sides: { source: 'A', result: 'B' },
};
