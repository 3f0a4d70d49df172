import { commandStrings } from './strings-commands.ts';

/** Of what A and B are, where they are not source and result. */
export const sideStrings = {
  title: 'A and B',
  letters: { source: 'A', result: 'B' },
  /** What nobody has named is called a pin already. */
  pin: (name: string) => (/^pin\b/i.test(name) ? name : `Pin ${name}`),
  row: (name: string) => `Row ${name}`,
  afterStep: (number: number, name: string) => `After step ${number}, ${name}`,
  /** In front of what a side is. */
  is: (letter: string) => `${letter}:`,
  making: (name: string) => `${name}, being made`,
  waits: (name: string) => `${name}, when the recipe is right`,
  back: { source: 'Back to the source', result: 'Back to the result' },
  choose: (letter: string, name: string) => `${letter}: ${name}. Hear something else`,
  note: 'For listening only: views, files and exports stay those of source and result.',
  starts: 'It begins with the source; the two share no other time.',
  gone: {
    source: (name: string) => `A is the source again: ${name} is not here any more.`,
    result: (name: string) => `B is the result again: ${name} is not here any more.`,
  },
  noneGone: 'What was to be heard is not here any more.',
  noneOpen: 'No sound is open.',
  closed: {
    source: 'A is the source again: no sound is open.',
    result: 'B is the result again: no sound is open.',
  },
  wrong: 'The recipe has a problem, so nothing can be made with it to be heard.',
  long: 'The sound is too long for other recipes to be made of it for listening.',
  longNow: {
    source: (name: string) => `A is the source again: this sound is too long for ${name} to be made of it.`,
    result: (name: string) => `B is the result again: this sound is too long for ${name} to be made of it.`,
  },
  failed: {
    source: (reason: string) => `A is the source again. ${reason}`,
    result: (reason: string) => `B is the result again. ${reason}`,
  },
  hidden: commandStrings.reasons.hidden,
  already: 'It is heard already.',
  own: { source: 'Source', result: 'Result' },
  kinds: { own: 'as always', sound: 'sound', step: 'output of a step', pin: 'pin of the plane', row: 'row of the set' },
} as const;
