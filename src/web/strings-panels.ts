/** Sentences of the page's sides. */
export const panelStrings = {
  library: 'Library',
  recipe: 'Recipe',
  rail: 'Library, folded',
  search: 'Search the library',
  show: { library: 'Show the library', recipe: 'Show the recipe' },
  hide: { library: 'Hide the library', recipe: 'Hide the recipe' },
  resize: { library: 'Width of the library', recipe: 'Width of the recipe' },
  pixels: (width: number) => `${width} pixels`,
  closed: 'Closed',
  steps: 'Steps',
  step: (place: number, name: string, state: string) => `Step ${place}, ${name}: ${state}`,
  columns: 'Source and result beside each other',
  noColumns: 'The screen is too narrow for two columns.',
  toggleLibrary: 'Show or hide the library',
  toggleRecipe: 'Show or hide the recipe',
} as const;
