import { setCommandStrings as t } from '../strings-set-commands.ts';
import type { Command } from './command.ts';

export const setCommands: readonly Command[] = [
  {
    id: 'sets.compare',
    scope: 'sets',
    sentence: t.compare,
    short: t.short,
    keys: ['X'],
    screen: 'sets',
    words: 'A/B source original listen stimulus',
    whyNot: ({ sets }) => (sets.store.getState().at === undefined ? t.noRow : undefined),
    run: ({ sets }) => {
      const { at } = sets.store.getState();
      if (at !== undefined) void sets.compare(at);
    },
  },
];
