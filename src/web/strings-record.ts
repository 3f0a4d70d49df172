/** Sentences about takes that are said on any screen. */
export const recordStrings = {
  title: 'Record',
  mark: '\u25cf',
  processedTag: 'processed?',
  kept: (name: string) => `${name} is in the library.`,
  full: (name: string) => `There is no more room. ${name} ended there and is kept whole.`,
  failed: (name: string) => `Writing stopped unexpectedly. ${name} ended there and is kept.`,
  gone: (name: string) => `The microphone is gone. ${name} ended there and is kept.`,
  goneIdle: 'The microphone is gone.',
  stalled: (name: string) =>
    `Nothing has come from the microphone for some seconds. ${name} goes on when it comes again, with the gap marked.`,
  nothingCame: 'Nothing came from the microphone, so there is no take.',
  notBegun: (why: string) => `Not recording: ${why}`,
  notAdded: (name: string, why: string) =>
    `${name} is kept, but not in the library yet: ${why} It is looked for again, also when the page is opened the next time.`,
  notRecovered: (why: string) => `Takes of an earlier visit could not be looked for: ${why}`,
} as const;
