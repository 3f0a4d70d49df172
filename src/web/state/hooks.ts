import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { AppState } from './app-state.ts';
import type { PointerState } from './pointer.ts';
import type { Workbench } from './workbench.ts';

export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('a view stands outside WorkbenchContext');
  return workbench;
}

/** Re-renders when what `select` returns changes; it must return a stored value, not a fresh object. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useWorkbench().store, select);
}

export function usePointer<T>(select: (state: PointerState) => T): T {
  return useStore(useWorkbench().pointer, select);
}

/** A number that changes whenever a picture has arrived. */
export function usePictureRevision(): number {
  const { pictures } = useWorkbench();
  const revision = useRef(0);
  const subscribe = useCallback(
    (listener: () => void) =>
      pictures.subscribe(() => {
        revision.current++;
        listener();
      }),
    [pictures],
  );
  return useSyncExternalStore(subscribe, () => revision.current);
}
