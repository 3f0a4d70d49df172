import { useStore } from 'zustand';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecordState } from '../../state/recording-state.ts';

/** Re-renders when what `select` returns changes; it must return a stored value, not a fresh object. */
export function useRecording<T>(select: (state: RecordState) => T): T {
  return useStore(useWorkbench().recording.store, select);
}
