import { type ChangeText, changeBetween, redoText, undoText } from '../state/deed-text.ts';
import type { RecipeDoc } from '../state/recipe-doc.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { showStep } from '../views/recipe/focus-step.ts';
import type { Command } from './command.ts';
import { focusLater } from './focus.ts';

const t = commandStrings.edit;
const { reasons } = commandStrings;

/** The way back or on, to where the change is seen. */
function travel(bench: Workbench, back: boolean): void {
  const from = present(bench);
  if (back) bench.recipe.undo();
  else bench.recipe.redo();
  const to = present(bench);
  if (to !== from) reveal(bench, back ? changeBetween(to, from, true) : changeBetween(from, to));
}

function present({ store }: Workbench): RecipeDoc {
  return store.getState().recipe.present;
}

function reveal({ navigation, shell, recipe, store }: Workbench, { screen, step, place, sound }: ChangeText): void {
  if (store.getState().screen !== screen) navigation.go(screen);
  if (sound !== undefined) {
    shell.reveal('library');
    const key = store.getState().library.find((entry) => entry.sound?.id === sound)?.key;
    if (key !== undefined) focusLater(`#library [role="row"][data-key="${key}"]`);
  } else if (step !== undefined) {
    shell.reveal('recipe');
    if (place !== undefined) recipe.setFolded(step, false);
    showStep(step, place);
  }
}

const common = { scope: 'everywhere', edits: true, repeats: true } as const;

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    sentence: t.undo,
    keys: ['Ctrl+Z'],
    ...common,
    words: 'back take revert mistake',
    now: ({ store }) => undoText(store.getState().recipe),
    whyNot: ({ store }: Workbench) => {
      const { past, before } = store.getState().recipe;
      return past.length > 0 || before !== undefined ? undefined : reasons.nothingToUndo;
    },
    run: (bench) => travel(bench, true),
  },
  {
    id: 'edit.redo',
    sentence: t.redo,
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    ...common,
    words: 'again forward',
    now: ({ store }) => redoText(store.getState().recipe),
    whyNot: ({ store }: Workbench) => (store.getState().recipe.future.length > 0 ? undefined : reasons.nothingToRedo),
    run: (bench) => travel(bench, false),
  },
];
