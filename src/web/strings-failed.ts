/** Sentences about a file that could not be read; fetched with its details. */
export const failedStrings = {
  details: 'Details',
  remove: 'Remove',
  title: 'What could not be read',
  name: 'File',
  size: 'Size',
  bytes: (exact: string) => `${exact} bytes`,
  head: 'First bytes',
  reading: 'Reading\u2026',
  noBytes: 'The file can no longer be read: it was moved, or it is empty.',
  wrong: 'What is wrong',
  code: 'Code',
  copy: 'Copy',
  copied: 'Details copied.',
} as const;
