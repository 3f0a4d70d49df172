/** Sentences of how a set is written, and which of its rows are left out. */
export const setDetailStrings = {
  title: 'Files',
  format: 'Format',
  levels: 'Level',
  levelChoices: { recipe: 'As the recipe has it', mean: 'Mean of the set' },
  levelDetails: { recipe: 'each sound its own', mean: 'every sound brought to it' },
  meanHelp:
    'Export gives every sound the mean of all levels (RMS in dB), target and masker alike; here they sound as their recipes make them.',
  meanNow: (level: string, count: number, total: number) =>
    `Of the ${count} of ${total} sounds rendered here it is ${level}\u00a0dB.`,
  clip: 'Where a sound would clip',
  clips: { together: 'Turn it down', set: 'Turn all down alike', refuse: 'Refuse it' },
  clipDetails: {
    together: 'that sound, target and masker alike',
    set: 'levels between sounds stay as they are',
    refuse: 'its row fails',
  },
  sources: 'Sources',
  sourceChoices: { named: 'Named', included: 'In the zip' },
  sourceDetails: { named: 'names and content ids in README.txt', included: 'so that others can make the set again' },
  exclusions: 'Left out',
  noExclusions: 'Every combination is a row. A filter leaves rows out, such as masker = target.',
  addExclusion: 'Add a filter',
  exclusion: (number: number) => `Rows left out, filter ${number}`,
  exclusionHelp:
    'Commas mean any of several. A value with a comma or a space stands in quotation marks: voice = "anna, old.wav".',
  exclusionExample: 'masker = target, or f0 < -6 and vtl = +3.8st',
  removeExclusion: (number: number) => `Remove filter ${number}`,
};
