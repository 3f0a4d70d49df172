import { useStore } from 'zustand';
import { useWorkbench } from '../../state/hooks.ts';
import type { SetsState } from '../../state/set-state.ts';

/** Re-renders when what `select` returns changes; it must return a stored value, not a fresh object. */
export function useSets<T>(select: (state: SetsState) => T): T {
  return useStore(useWorkbench().sets.store, select);
}
