import { useStore } from 'zustand';
import { useWorkbench } from '../../state/hooks.ts';
import type { SetsState } from '../../state/set-state.ts';
import { useStoreLater } from '../../state/store-later.ts';

/**
 * Re-renders when what `select` returns changes, in turns: a set may be of thousands of rows.
 * @param select must return a stored value, not a fresh object
 */
export function useSets<T>(select: (state: SetsState) => T): T {
  return useStoreLater(useWorkbench().sets.store, select);
}

/** As `useSets`, at once: for the fields that are typed in. */
export function useSetsNow<T>(select: (state: SetsState) => T): T {
  return useStore(useWorkbench().sets.store, select);
}
