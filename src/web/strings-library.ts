/** Sentences of the library, its bin and what keeps it. */
export const libraryStrings = {
  title: 'Library',
  add: 'Add files',
  drop: 'Drop sounds anywhere',
  formats: 'WAV, RF64, BW64, AIFF, FLAC, MP3, Ogg, Opus',
  choose: 'or choose files',
  empty: 'No sounds yet. Drop files anywhere, paste, or record.',
  reading: 'Reading\u2026',
  remove: (name: string) => `Remove ${name}`,
  already: (name: string) => `Already here: ${name}`,
  unreadable: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} could not be added. The reason is beside it in the library.`
      : `${names.length} files could not be added. The reasons are beside them in the library.`,
  recipeOpened: (name: string) => `Opened the recipe from ${name}.`,
  recipeInside: (name: string) => `${name} was made with Sonde from a sound that is not here.`,
  applyRecipe: 'Apply its recipe here',
  dropping: (count: number) => (count === 1 ? 'Add 1 sound' : count > 1 ? `Add ${count} sounds` : 'Add sounds'),
  droppingContour: (count: number) => (count === 1 ? 'Import f0' : `Import f0 from ${count} files`),
  droppingSet: 'Open the set',
  droppingCheck: 'Verify the sound',
  droppingHint: 'Nothing leaves this computer.',
  mono: 'mono',
  stereo: 'stereo',
  channels: (count: number) => `${count} ch`,
  addFolder: 'Add a folder',
  search: 'Search',
  searchHint: 'Words, tag:x, dur>2, is:take',
  nothing: (text: string) => `Nothing matches \u201c${text}\u201d.`,
  clear: 'Clear',
  found: (count: number, all: number) => `${count} of ${all} sounds`,
  more: 'More of the library',
  menu: (name: string) => `More for ${name}`,
  samples: 'Bring back the samples',
  samplesHere: 'The samples are here.',
  details: 'Name, tags, note',
  exportOriginal: 'Export the original',
  badges: { take: 'take', sample: 'sample', result: 'result' },
  exportSidecar: 'Export the sidecar',
  toBin: 'Move to the bin',
  bin: 'Bin',
  openBin: (count: number) => (count === 0 ? 'Bin (empty)' : `Bin (${count})`),
  binHint: 'Sounds stay here for 30 days.',
  binEmpty: 'Nothing in the bin.',
  back: 'Back to the library',
  restore: (name: string) => `Restore ${name}`,
  emptyBin: 'Empty the bin',
  eraseSure: (count: number) =>
    count === 1
      ? 'Erase 1 sound for good? It cannot come back.'
      : `Erase ${count} sounds for good? They cannot come back.`,
  erase: 'Erase',
  keepThem: 'Keep',
  binned: (name: string) => `Moved to the bin: ${name}`,
  binnedAll: (count: number) => `Moved ${count} sounds to the bin`,
  noArchives: 'This browser keeps nothing for the page, so archives cannot be opened.',
  unpacked: (name: string, count: number) => (count === 1 ? `1 sound from ${name}` : `${count} sounds from ${name}`),
  leftOut: (archive: string, reasons: readonly string[]) =>
    reasons.length === 1
      ? `${archive}: ${reasons[0]}`
      : `${reasons.length} files of ${archive} were left out. The first: ${reasons[0]}`,
  archiveFailed: (name: string, why: string) => `${name} could not be opened: ${why}`,
  linkMissing: (id: string) =>
    `The link means a sound that is not here (${id.slice(0, 8)}\u2026). Add its file to go there.`,
  fields: { name: 'Name', talker: 'Talker', tags: 'Tags', note: 'Note' },
  tagsHint: 'Separate by commas.',
  origins: {
    sample: 'sample',
    file: 'from a file',
    paste: 'pasted',
    recording: 'recorded here',
    result: 'a result',
  },
  facts: (origin: string, date: string, size: string) => `${origin} \u00b7 ${date} \u00b7 ${size}`,
  contentId: 'Content id',
} as const;

export const savingStrings = {
  saving: 'Saving\u2026',
  saved: (time: string) => `Saved ${time}`,
  notSaved: (reason: string) => `Not saved: ${reason}`,
  elsewhere: 'Open in another tab.',
  elsewhereHint: 'This one shows and plays; what is changed is changed there.',
  useHere: 'Use it here',
  unreadable: (count: number) =>
    count === 1
      ? '1 thing that was kept could not be read. It stays in the browser\u2019s storage.'
      : `${count} things that were kept could not be read. They stay in the browser\u2019s storage.`,
} as const;
