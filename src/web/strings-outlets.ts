/** Sentences of what leaves a view: tables, files, pictures. */

export const tableStrings = {
  open: 'Table',
  name: (view: string) => `Table: ${view}`,
  side: 'Side',
  layer: 'Values of',
  rows: (count: number) => (count === 1 ? '1 row' : `${count} rows`),
  tooMany: (count: number) => `${count} rows are too many for a table. Zoom in, or select a part.`,
  collecting: 'Collecting\u2026',
  nothing: 'There is no sound yet.',
  failed: (reason: string) => `The values cannot be found. ${reason}`,
  copy: 'Copy with tab separators',
  copied: (count: number) => (count === 1 ? 'Copied 1 row.' : `Copied ${count} rows.`),
  notCopied: 'The browser did not allow copying.',
  csv: 'Save as CSV',
  close: 'Close the table',
} as const;

export const figureStrings = {
  time: 'Time (s)',
  frequency: 'Frequency (kHz), by place',
  open: 'Save picture\u2026',
  title: (view: string) => `Picture: ${view}`,
  sides: 'Sides',
  paper: 'For',
  papers: { screen: 'Screen', '170': 'Paper, 170\u00a0mm', '85': 'Paper, 85\u00a0mm' },
  format: 'As',
  formats: { svg: 'SVG', png1: 'PNG', png2: 'PNG 2\u00d7', png3: 'PNG 3\u00d7' },
  preview: 'Preview of the picture',
  drawing: 'Drawing\u2026',
  nothing: 'There is nothing to draw yet.',
  failed: 'The picture could not be drawn. A smaller one may work.',
  save: 'Save',
} as const;

export const stripStrings = {
  atCursor: 'Values at the cursor',
  over: 'Values of the selection',
  perSecond: (hertz: string) => `1/d ${hertz}`,
} as const;

export const compareStrings = {
  title: 'Compare',
  modes: { both: 'Both', overlay: 'Overlay', difference: 'Difference', source: 'Source', result: 'Result' },
  details: {
    both: 'one above the other',
    overlay: 'one over the other',
    difference: 'result less source',
    source: 'by itself',
    result: 'by itself',
  },
  difference: 'Result \u2212 source',
  lessSource: 'result less source',
  over: {
    line: 'source dashed, result solid',
    map: 'source in blue, result in orange',
    wave: 'the result over the source',
  },
  hears: { source: 'You hear the source.', result: 'You hear the result.' },
  hearsOther: (name: string) => `You hear: ${name}.`,
  differenceOf: (name: string) => `${name}, difference`,
  shades: (limit: number) => `result less source, ${limit} dB less in blue to ${limit} dB more in orange`,
  notError: 'Result \u2212 source. WORLD does not keep phase: this is no measure of error.',
  notAligned:
    'Samples can be subtracted where source and result are as long as each other and the recipe moves nothing in time. V shows them another way.',
  none: 'There is no difference of this view. V shows source and result another way.',
} as const;
