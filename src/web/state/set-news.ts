import type { StoreApi } from 'zustand/vanilla';
import type { Page } from '../services/page.ts';
import type { PlannedRow } from '../services/set-client.ts';
import type { RowState, SetsState } from './set-state.ts';

/** What comes of rows, gathered for the page. */
export interface SetNews {
  /** @param state undefined: nothing is known of it any more */
  mark(row: PlannedRow, state: RowState | undefined): void;
  /** One row more is over. @param ms that it took to compute: 0 where it was not, or failed */
  count(outcome: { readonly cached: boolean; readonly failed: boolean; readonly ms: number }): void;
  /** Shows at once what was gathered. */
  tell(): void;
}

/** Rows out of a cache come by the thousand: they are shown ten times a second, not each by itself. */
const TELL_MS = 100;

export function gatherNews(store: StoreApi<SetsState>, page: Pick<Page, 'after' | 'now'>): SetNews {
  let marks = new Map<string, RowState | undefined>();
  let counts = { done: 0, cached: 0, failed: 0, elapsedMs: 0 };
  let told = Number.NEGATIVE_INFINITY;
  let stopTimer: (() => void) | undefined;

  function tell(): void {
    stopTimer?.();
    stopTimer = undefined;
    told = page.now();
    const { run, rows } = store.getState();
    const next = new Map(rows);
    for (const [signature, state] of marks) {
      if (state) next.set(signature, state);
      else next.delete(signature);
    }
    const { done, cached, failed, elapsedMs } = counts;
    marks = new Map();
    counts = { done: 0, cached: 0, failed: 0, elapsedMs: 0 };
    store.setState({
      rows: next,
      run: {
        ...run,
        done: run.done + done,
        cached: run.cached + cached,
        failed: run.failed + failed,
        elapsedMs: run.elapsedMs + elapsedMs,
      },
    });
  }

  function plan(): void {
    const wait = TELL_MS - (page.now() - told);
    if (wait <= 0) tell();
    else stopTimer ??= page.after(wait, tell);
  }

  return {
    mark({ signature }, state) {
      marks.set(signature, state);
      plan();
    },
    count({ cached, failed, ms }) {
      counts = {
        done: counts.done + 1,
        cached: counts.cached + (cached ? 1 : 0),
        failed: counts.failed + (failed ? 1 : 0),
        elapsedMs: counts.elapsedMs + ms / store.getState().run.atOnce,
      };
      plan();
    },
    tell,
  };
}
