/** Sentences of what leaves a view: tables, files, pictures. */

export const tableStrings = {
  open: 'Table',
  name: (view: string) => `Table: ${view}`,
  side: 'Side',
  layer: 'Values of',
  rows: (count: number) => (count === 1 ? '1 row' : `${count} rows`),
  tooMany: (count: number) => `${count} rows are too many for a table. Zoom in, or select a part.`,
  collecting: 'Collecting\u2026',
  copy: 'Copy with tab separators',
  copied: (count: number) => (count === 1 ? 'Copied 1 row.' : `Copied ${count} rows.`),
  notCopied: 'The browser did not allow copying.',
  csv: 'Save as CSV',
  close: 'Close the table',
} as const;
