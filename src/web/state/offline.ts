import { strings } from '../strings.ts';
import type { AppState } from './app-state.ts';
import type { Context } from './context.ts';

export interface OfflineActions {
  /** Begins to keep the page for use without a network; again after a failure. */
  prepare(): Promise<void>;
  /** Loads the newer version, unless that would end something that is being computed, here or in another tab. */
  restart(): Promise<void>;
}

/** Something is being computed, written or recorded that a reload would lose; a set that stands still is none. */
export function isBusy(state: AppState): boolean {
  return state.render.working || holdsWork(state);
}

function holdsWork({ exporting, setRunning, recording, transfer, storingLong }: AppState): boolean {
  return exporting !== undefined || setRunning || recording || transfer !== undefined || storingLong;
}

/** ms: a result that takes no longer is had again as quickly, and a moving hand asks for ten in a second. */
const WORTH_KEEPING_MS = 300;

export function createOfflineActions({ store, page: { offline, after }, notify }: Context): OfflineActions {
  offline.subscribe((news) => {
    const before = store.getState().offline;
    store.setState({ offline: news });
    if (news.update && !before.update) store.setState({ spoken: strings.offline.update });
    else if (!news.connected && before.connected) store.setState({ spoken: strings.offline.cut });
  });
  let told = false;
  let stopWaiting: () => void = () => undefined;
  const tell = (busy: boolean) => {
    stopWaiting();
    if (busy !== told) offline.setBusy(busy);
    told = busy;
  };
  store.subscribe((state, before) => {
    if (holdsWork(state)) tell(true);
    else if (!isBusy(state)) tell(false);
    else if (!isBusy(before)) stopWaiting = after(WORTH_KEEPING_MS, () => tell(true));
  });
  /** Short writes are told to nobody, and lost all the same. */
  function whenStored(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (store.getState().storing > 0) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = store.subscribe(look);
      look();
    });
  }

  return {
    prepare: () => offline.prepare(),
    async restart() {
      await whenStored();
      if (isBusy(store.getState())) return;
      if (!(await offline.restart())) notify({ text: strings.offline.otherBusy, tone: 'problem' });
    },
  };
}
