import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Player } from '../services/player.ts';
import type { Context } from './context.ts';
import { draftSchema } from './deed.ts';
import { laterActions } from './later-part.ts';
import type { LibraryActions } from './library.ts';
import type { RecipeActions } from './recipe.ts';
import type { FactorDraft, SetDraft } from './set-draft.ts';
import type { SetListening } from './set-hearing.ts';
import type { SetRunActions } from './set-run.ts';
import { FIRST_SETS, SET_TELLS, type SetsState } from './set-state.ts';

export interface SetActions extends SetRunActions, SetListening {
  readonly store: StoreApi<SetsState>;
  /** A set of the recipe as it stands; the one before can be had back. */
  fromRecipe(): void;
  /** Another set in the place of the one before, which can be had back. */
  fromDraft(make: (newId: () => string) => SetDraft): void;
  /** A set from elsewhere takes the place of the one that is here, which can be had back. */
  take(draft: SetDraft): void;
  change(change: Partial<SetDraft>): void;
  /** The set made into another one, as one entry of undo. */
  rework(make: (draft: SetDraft, newId: () => string) => SetDraft): void;
  /** Where the sounds of the set speak, by what is marked in them, for the ratio of its masker. */
  addSpeech(): void;
  addFactor(): void;
  changeFactor(id: string, change: Partial<Omit<FactorDraft, 'id'>>): void;
  removeFactor(id: string): void;
  /** Asks for a manifest; must be called from a user gesture. */
  choose(): Promise<void>;
  importFile(file: File): Promise<void>;
  saveManifest(): void;
  /** Puts a row's recipe into the workbench. */
  openRow(index: number): boolean;
  /** Sounds came or went, or the screen is opened. */
  refresh(): void;
  /** Says outside the page that a run is over, if it is not looked at; must be called from a user gesture. */
  tellWhenDone(on: boolean): Promise<void>;
}

/** What the set's facade gives. */
export interface SetParts {
  readonly store: StoreApi<SetsState>;
  /** Keeps another draft and shows it. */
  put(draft: SetDraft | undefined): void;
  readonly recipe: RecipeActions;
  readonly audition: Player;
  /** Makes a sound the workbench's own. */
  readonly open: LibraryActions['reopen'];
}

const KEPT = 'set';
const YES = 'yes';

/**
 * The set as it is kept, with its undo; what is done with it comes later (`set-actions.ts`).
 * @param open makes a sound the workbench's own
 */
export function createSets(
  context: Context,
  recipe: RecipeActions,
  audition: Player,
  open: LibraryActions['reopen'],
  load: () => Promise<(context: Context, given: SetParts) => Omit<SetActions, 'store' | 'choose'>>,
): SetActions {
  const { page, deeds, parts } = context;
  const store = createStore<SetsState>(() => ({
    ...FIRST_SETS,
    draft: readKept(),
    tells: page.readChoice(SET_TELLS) === YES,
  }));

  /** Undefined for what another version of the page has left, and this one cannot read. */
  function readKept(): SetDraft | undefined {
    try {
      return draftSchema.safeParse(JSON.parse(page.readChoice(KEPT) ?? 'null')).data;
    } catch {
      return undefined;
    }
  }

  function put(draft: SetDraft | undefined): void {
    page.keepChoice(KEPT, JSON.stringify(draft ?? null));
    store.setState(({ draft: was, edition, plan }) => ({
      draft,
      edition: isOther(was, draft) ? edition + 1 : edition,
      plan: { ...plan, status: 'planning' },
    }));
  }
  deeds.handle('set', (deed, back) => put(back ? deed.before : deed.after));

  const part = parts.add(async () => {
    const create = await load();
    return create(context, { store, put, recipe, audition, open });
  });
  const eager = {
    store,
    openRow: (index: number) => part.now()?.openRow(index) ?? false,
    refresh: () => void part.act((actions) => actions.refresh()),
    async choose() {
      const [file] = await page.chooseFiles('manifest');
      if (file) await part.act((actions) => actions.importFile(file));
    },
  };
  const actions = laterActions(part, eager);
  return actions;
}

/** Another set, by its factors, and not this one with a change. */
function isOther(a: SetDraft | undefined, b: SetDraft | undefined): boolean {
  const ids = new Set(a?.factors.map(({ id }) => id));
  return b?.factors.length !== 0 && a?.factors.length !== 0 && !b?.factors.some(({ id }) => ids.has(id));
}
