import { AppError } from '../../core/base/errors.ts';
import { type AppState, mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import type { History } from './history.ts';
import { entryBetween, type JournalEntry, type Place, type ProjectDoc } from './project-doc.ts';
import type { RecipeDoc } from './recipe-doc.ts';
import { openSound } from './source-of.ts';

export interface Journal {
  /** From here on what changes is written down. @param kept as it lies there; what the page left out of it goes there, too */
  begin(kept?: ProjectDoc['recipe']): void;
  /** The place where the page stands is the one that was written. */
  rest(): void;
  /** Writes at once what waits. */
  flush(): Promise<void>;
}

/** Where the page stands is written when it has come to rest; an edit is written when it is done. */
const REST_MS = 200;

export function createJournal({ store, page, project }: Context): Journal {
  let history: History<RecipeDoc> | undefined;
  let place = '';
  let waiting: JournalEntry[] = [];
  let stopTimer: (() => void) | undefined;
  let writing: Promise<void> | undefined;

  /** One write at a time: of two that are on their way the first may fail, and what comes later builds on it. */
  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      try {
        await project?.append(entries);
        if (mayEdit(store.getState())) store.setState({ saving: { status: 'saved', at: page.now() } });
      } catch (thrown) {
        // Told, and tried again with what comes next: nothing of it may be missing in between.
        waiting = [...entries, ...waiting];
        store.setState({ saving: { status: 'failed', reason: AppError.from(thrown).message } });
        break;
      }
    }
    writing = undefined;
  }

  /** @param isLast nobody will be here to write what waits for its turn */
  async function flush(isLast = false): Promise<void> {
    stopTimer?.();
    stopTimer = undefined;
    const state = store.getState();
    if (!mayEdit(state)) return writing;
    const now = placeOf(state);
    const text = JSON.stringify(now);
    // While a sound is read, what is seen is of the one before, or of none.
    const isSeen = state.source !== undefined && !state.opening;
    if (history !== undefined && now.sound !== undefined && isSeen && text !== place) {
      place = text;
      waiting.push({ kind: 'place', place: now });
    }
    if (waiting.length > 0 && (isLast || writing === undefined)) writing = writeAll();
    return writing;
  }

  function look(state: AppState, before: AppState): void {
    if (history === undefined || !mayEdit(state)) return;
    if (state.recipe !== before.recipe && state.recipe.before === undefined) {
      const entry = entryBetween(history, state.recipe);
      history = state.recipe;
      if (entry) {
        waiting.push(entry);
        void flush();
      }
    }
    const moved = state.view !== before.view || state.source !== before.source || state.folded !== before.folded;
    // A recipe with a source of its own goes on being seen where another sound is opened.
    if (moved || state.selected !== before.selected) stopTimer ??= page.after(REST_MS, () => void flush());
  }

  function rest(): void {
    place = JSON.stringify(placeOf(store.getState()));
  }

  store.subscribe(look);
  page.onLeaving(() => void flush(true));
  return {
    begin(kept) {
      history = store.getState().recipe;
      waiting = [];
      // Undo counts steps: those that lie there must be those that are here.
      const entry = kept && entryBetween({ ...kept, before: undefined }, history);
      if (entry && mayEdit(store.getState())) waiting.push(entry);
      rest();
      void flush();
    },
    rest,
    flush: () => flush(),
  };
}

/** Where the page stands. */
export function placeOf(state: AppState): Place {
  const { view, folded } = state;
  const sound = openSound(state)?.sound?.id;
  const { time, cursor, selection, channel, range, window, display, parts } = view;
  return {
    ...(sound === undefined ? {} : { sound }),
    ...{ time, cursor, channel, range, window, display, parts },
    ...(selection ? { selection } : {}),
    folded: Object.keys(folded).filter((step) => folded[step]),
  };
}
