/** What to do where a sound was made by another engine; fetched with the report. */
export const engineStrings = {
  other: (theirs: string, ours: string) =>
    `This page has the engine ${ours} and no other, for a page is one version as a whole. The sound was made with ${theirs}. To rebuild it as it was, open it with a Sonde that has that engine.`,
  otherBuild: (theirs: string, ours: string) =>
    `Both are the same version of the engine, but its kernels were built in another way: ${theirs} there, ${ours} here. To rebuild it as it was, open it with the Sonde that it was made with.`,
  newer:
    'A newer version of Sonde is ready here. It may have that engine: restart, then open the link or file once more.',
} as const;
