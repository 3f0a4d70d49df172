const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);

/** Sentences of factors that come from elsewhere: a table, the plane, marks. */
export const setFactorStrings = {
  from: 'Add from\u2026',
  table: 'A table\u2026',
  tableDetail: 'pasted from a spreadsheet',
  pins: 'Pins of the plane',
  pinsDetail: (count: number) => (count === 0 ? 'none is set: Enter in the plane sets one' : `${count}, f0 with VTL`),
  line: 'A line in the plane',
  lineDetail: (count: number | undefined) =>
    count === undefined ? '8 points, whose ends can be changed' : `the continuum, ${count} points`,
  noVoice: 'the recipe has no world step',
  speech: 'Marked speech',
  speechDetail: 'where a masker\u2019s level is taken',
  noMasker: 'the recipe has no masker step',
  noMarks: (names: string) => `No span of speech is marked in ${names}. Mark them in the workbench: select, then K.`,
  title: 'Values from a table',
  text: 'Table',
  example: 'voice\tf0\tsnr\nanna.wav\t-12st\t0\nbert.wav\t-6st\t-6',
  help: 'Each column becomes a factor, and the columns go together, line by line. Columns with the name of a field find it by themselves.',
  hasNames: 'The first line has the names',
  found: (names: string, count: number) => `${names}: ${rows(count)}`,
  uneven: (line: number, cells: number, expected: number) =>
    `Line ${line} has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the first line ${expected}.`,
  none: 'Paste a table here, or type one value to a line.',
  take: 'Add',
  longTable: (lines: string) => `${lines} lines, of which the first are shown.`,
  longList: (count: string, first: string, last: string) => `${count} values: ${first} \u2026 ${last}`,
  another: 'Paste another',
  replace: 'Replace from a table\u2026',
  replaceTitle: (name: string) => `Other values for ${name}`,
  replaceHelp: (name: string) =>
    `One column takes the place of all values of ${name}, which goes on with what it goes together with. Of several columns each becomes the factor of its name.`,
  replaceTake: 'Replace',
  laws: { linear: 'uniform', log: 'log-uniform', normal: 'normal' },
  law: 'Distribution',
  mean: 'mean',
  sd: 'SD',
};
