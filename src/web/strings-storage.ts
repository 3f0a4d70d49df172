/** Sentences about the room that the browser gives; fetched with the panel. */
export const storageStrings = {
  measuring: 'Measuring space\u2026',
  used: (used: string, free: string) => `${used} used, about ${free} free.`,
  full: (free: string) => `Full: ${free} left. Nothing was lost.`,
  free: 'Free space',
  freeHint: 'Clears results and analyses, which are made again when needed. Sounds, recipes and takes stay.',
  noCache: 'There are no results to clear. Sounds that you erase from the bin free their space.',
  export: 'Export project',
  unknown: 'The browser does not say how much room there is.',
  kept: 'Kept: the browser does not clear it by itself.',
  mayGo: 'May be cleared by the browser when it needs room.',
  ask: 'Ask to keep',
  refused: 'The browser said no. It may allow it later, when this page is used more often or installed.',
  results: (entries: number, size: string) =>
    entries === 1 ? `1 result or analysis takes ${size}.` : `${entries} results and analyses take ${size}.`,
  clear: (size: string) => `Clear cache, frees ${size}`,
} as const;
