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
export function isBusy({ render, exporting, setRunning, recording, transfer }: AppState): boolean {
  return render.working || exporting !== undefined || setRunning || recording || transfer !== undefined;
}

export function createOfflineActions({ store, page: { offline }, notify }: Context): OfflineActions {
  offline.subscribe((news) => {
    const before = store.getState().offline;
    store.setState({ offline: news });
    if (news.update && !before.update) store.setState({ spoken: strings.offline.update });
    else if (!news.connected && before.connected) store.setState({ spoken: strings.offline.cut });
  });
  store.subscribe((state, before) => {
    if (isBusy(state) !== isBusy(before)) offline.setBusy(isBusy(state));
  });
  return {
    prepare: () => offline.prepare(),
    async restart() {
      if (isBusy(store.getState())) return;
      if (!(await offline.restart())) notify({ text: strings.offline.otherBusy, tone: 'problem' });
    },
  };
}
