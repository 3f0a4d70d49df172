import type { Context } from './context.ts';
import { laterActions } from './later-part.ts';
import type { LibraryActions } from './library.ts';
import type { RecipeActions } from './recipe.ts';
import type { SetActions } from './sets.ts';

export interface TransferActions {
  /** Writes everything that is kept as a zip; must be called from a user gesture. */
  download(): Promise<void>;
  /** Adds a project's sounds, and opens its recipe; what was here can be had back. */
  open(archive: File): Promise<void>;
  stop(): void;
}

/** Projects as files, which are written and read later (`transfer-actions.ts`). */
export function createTransfer(
  context: Context,
  library: LibraryActions,
  recipe: RecipeActions,
  sets: SetActions,
  load: () => Promise<
    (context: Context, library: LibraryActions, recipe: RecipeActions, sets: SetActions) => TransferActions
  >,
): TransferActions {
  const part = context.parts.add(async () => {
    const create = await load();
    return create(context, library, recipe, sets);
  });
  const actions = laterActions(part, {});
  library.onProject((archive) => actions.open(archive));
  return actions;
}
