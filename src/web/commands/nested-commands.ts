import { nestedStrings } from '../strings-nested.ts';
import { goUp } from '../views/recipe/go-up.ts';
import type { Command } from './command.ts';

export const nestedCommands: readonly Command[] = [
  {
    id: 'recipe.up',
    sentence: nestedStrings.up,
    scope: 'recipe',
    keys: ['Backspace'],
    edits: true,
    screen: 'lab',
    words: 'nested out parent back whole breadcrumb',
    whyNot: ({ store }) => (store.getState().recipe.present.around === undefined ? nestedStrings.isWhole : undefined),
    run: (bench) => goUp(bench, 1),
  },
];
