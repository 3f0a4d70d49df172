/** Words of recipes within recipes, and of sources that are more than one sound. */
export const nestedStrings = {
  title: 'Nested recipe',
  open: (place: string, summary: string) => `${place}: open the nested recipe, ${summary}`,
  noSteps: 'no steps',
  sounds: (count: number) => (count === 1 ? '1 sound' : `${count} sounds`),
  asText: 'It has a list of stacks: edit it as JSON.',
  change: 'Change this sound\u2026',
  changeNamed: (sound: string) => `Change ${sound} by a recipe of its own`,
  plain: 'Without its steps',
  replace: 'Another sound',
  earlier: (sound: string) => `Move ${sound} up`,
  later: (sound: string) => `Move ${sound} down`,
  behind: 'Put another sound behind it',
  source: 'Source',
  sourceCard: 'Source of the recipe',
  joined: 'One after the other, in this order.',
  tooDeep: (most: number) => `Recipes stand in each other at most ${most} deep.`,
  trail: 'Nested recipes',
  whole: 'Recipe',
  place: (step: string, key: string) => (key === 'file' ? step : `${step} ${key}`),
  sourcePlace: (index: string | undefined) => (index === undefined ? 'source' : `source ${Number(index) + 1}`),
  level: (level: number, most: number) => `Level ${level} of at most ${most}.`,
  listening: 'Listening to the nested recipe. Export uses the whole recipe.',
  back: 'Back to the whole',
  up: 'Go up to the recipe around this one',
  isWhole: 'The whole recipe is open already.',
  wholeOnly: 'Of the whole recipe, as exports are.',
  setOfWhole: 'A line of a nested recipe makes no set yet. Go back to the whole recipe for one.',
  made: 'Source of the recipe',
  missing: (name: string) =>
    name === ''
      ? 'This recipe has no sound yet: choose one as its source.'
      : `${name} is not in the library. Choose another sound in the source of this recipe.`,
  /** Of a copy. */
  namesMeanOthers: (names: readonly string[]) =>
    `Another sound is called ${names.join(', ')}, too, so the copy says by its content id which one is meant.`,
  opened: 'Nested recipe open.',
  wentUp: 'One recipe up.',
  backToWhole: 'The whole recipe is open.',
  undoInside: (step: string) => `recipe in ${step}`,
  aRecipe: 'a recipe',
  undoSource: 'source of the recipe',
} as const;
