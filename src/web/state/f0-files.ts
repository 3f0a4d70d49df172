import { commandStrings } from '../strings-commands.ts';
import { mayEdit, type Source } from './app-state.ts';
import type { Context } from './context.ts';
import type { F0Editing } from './f0-editing.ts';
import { whyNoF0Edits } from './f0-reason.ts';
import { laterActions } from './later-part.ts';
import type { RecipeActions } from './recipe.ts';

export interface F0FileActions {
  /** Why f0 cannot be imported now, as a sentence. */
  reason(): string | undefined;
  choose(): Promise<void>;
  /** Makes the contour of a file the last edit of f0, of the family that the tools are of; files in the order they came. */
  importFile(file: File): Promise<void>;
  /** Ends the import that is being read, and those behind it. */
  stop(): void;
  /** Saves f0 of the source as its edits make it. */
  save(kind: 'csv' | 'npz'): Promise<void>;
}

/** What the facade of these files gives. */
export interface F0FileParts extends Pick<F0FileActions, 'reason'> {
  readonly recipe: RecipeActions;
  readonly editing: F0Editing;
}

/** What comes later of it. */
export interface F0FileLater extends Pick<F0FileActions, 'stop'> {
  /** @param source the one that was shown when it was asked for */
  save(kind: 'csv' | 'npz', source: Source | undefined): Promise<void>;
  /** @param sound the source that was shown when the file was given */
  importFile(file: File, sound: string | undefined): Promise<void>;
}

/** What is taken for a contour where it is dropped. */
export function isF0FileName(name: string): boolean {
  return /\.(csv|tsv|npz)$/i.test(name);
}

/** Files of f0, which are read and written later (`f0-file-actions.ts`). */
export function createF0Files(
  context: Context,
  recipe: RecipeActions,
  editing: F0Editing,
  load: () => Promise<(context: Context, given: F0FileParts) => F0FileLater>,
): F0FileActions {
  const { store, page, parts } = context;

  function reason(): string | undefined {
    const state = store.getState();
    if (state.source === undefined) return commandStrings.reasons.sound;
    if (!mayEdit(state)) return commandStrings.reasons.elsewhere;
    return whyNoF0Edits(state.recipe.present);
  }

  const part = parts.add(async () => {
    const create = await load();
    return create(context, { reason, recipe, editing });
  });
  const shown = () => store.getState().source?.sound.id;
  const eager = {
    reason,
    async choose() {
      const sound = shown();
      const [file] = await page.chooseFiles('f0');
      if (file) await part.act((actions) => actions.importFile(file, sound));
    },
    async importFile(file: File) {
      // Now, and not when the program has come.
      const sound = shown();
      await part.act((actions) => actions.importFile(file, sound));
    },
    async save(kind: 'csv' | 'npz') {
      const { source } = store.getState();
      await part.act((actions) => actions.save(kind, source));
    },
  };
  const actions = laterActions(part, eager);
  return actions;
}
