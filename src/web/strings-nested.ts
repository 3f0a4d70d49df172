/** Words of recipes within recipes, and of sources that are more than one sound. */
export const nestedStrings = {
  made: 'Source of the recipe',
  missing: (name: string) => `${name} is not in the library. Choose another sound in the source of this recipe.`,
  opened: 'Nested recipe open.',
  wentUp: 'One recipe up.',
  backToWhole: 'The whole recipe is open.',
  undoInside: (step: string) => `recipe in ${step}`,
  aRecipe: 'a recipe',
  undoSource: 'source of the recipe',
} as const;
