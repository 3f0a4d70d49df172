import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import type { Command } from './command.ts';

const t = commandStrings.edit;
const { reasons } = commandStrings;

const common = { scope: 'everywhere', edits: true, repeats: true } as const;

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    sentence: t.undo,
    keys: ['Ctrl+Z'],
    ...common,
    words: 'back take revert mistake',
    whyNot: ({ store }: Workbench) => {
      const { past, before } = store.getState().recipe;
      return past.length > 0 || before !== undefined ? undefined : reasons.nothingToUndo;
    },
    run: ({ recipe }) => recipe.undo(),
  },
  {
    id: 'edit.redo',
    sentence: t.redo,
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    ...common,
    words: 'again forward',
    whyNot: ({ store }: Workbench) => (store.getState().recipe.future.length > 0 ? undefined : reasons.nothingToRedo),
    run: ({ recipe }) => recipe.redo(),
  },
];
