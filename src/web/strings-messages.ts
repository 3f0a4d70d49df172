/** Sentences of the list of messages; fetched with it. */
export const messageStrings = {
  empty: 'No messages yet.',
  first: (count: number) => `The last ${count} of this session, the newest first.`,
  problem: 'Problem',
} as const;
