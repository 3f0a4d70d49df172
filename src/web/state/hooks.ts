import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Side } from '../services/player.ts';
import { type AppState, meanF0, type Screen } from './app-state.ts';
import type { F0EditingState } from './f0-editing.ts';
import type { PointerState } from './pointer.ts';
import { isCurrent } from './result-state.ts';
import type { ShellState } from './shell.ts';
import { useStoreLater } from './store-later.ts';
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

/** Of what fills the whole page. */
export function useScreen(): Screen {
  return useStoreLater(useWorkbench().store, (state) => state.screen);
}

/** True while what is shown and heard was made with other values than the fields hold, and that is no longer news. */
export function useIsOld(side: Side = 'result'): boolean {
  return useApp((state) => side === 'result' && !isCurrent(state) && (state.render.late || !state.render.working));
}

export function useShell<T>(select: (state: ShellState) => T): T {
  return useStore(useWorkbench().shell.store, select);
}

export function usePointer<T>(select: (state: PointerState) => T): T {
  return useStore(useWorkbench().pointer, select);
}

export function useF0<T>(select: (state: F0EditingState) => T): T {
  return useStore(useWorkbench().f0.store, select);
}

/** Of the source's f0 as the first step has it, edits and all, Hz. */
export function useSourceMean(): number | undefined {
  const found = useApp((state) => meanF0(state.source));
  const edited = useF0((state) => state.edited);
  return edited ? edited.mean : found;
}

const waiting = new Set<() => void>();

/** What arrives between two frames is shown at once, and not by one render of all panes each. */
function tellInFrame(listener: () => void): void {
  if (waiting.size === 0) {
    requestAnimationFrame(() => {
      const told = [...waiting];
      waiting.clear();
      for (const tell of told) tell();
    });
  }
  waiting.add(listener);
}

/** A number that changes whenever a picture of a sound that `accepts` takes has arrived. */
export function usePictureRevision(accepts: (id: string) => boolean): number {
  const { pictures } = useWorkbench();
  const revision = useRef(0);
  const seen = useRef(pictures.arrivals());
  const latest = useRef(accepts);
  latest.current = accepts;
  const subscribe = useCallback(
    (listener: () => void) => {
      // An answer may be quicker than the first subscription.
      if (pictures.arrivals() !== seen.current) revision.current++;
      const unsubscribe = pictures.subscribe((id) => {
        if (!latest.current(id)) return;
        revision.current++;
        tellInFrame(listener);
      });
      return () => {
        waiting.delete(listener);
        unsubscribe();
      };
    },
    [pictures],
  );
  return useSyncExternalStore(subscribe, () => revision.current);
}

/** Pictures of one side. Results follow each other quickly, and a pane may still show the one before. */
export function useSideRevision(side: Side): number {
  const source = useApp((state) => state.source?.sound.id);
  return usePictureRevision((id) => (id === source) === (side === 'source'));
}

/** Whether something is heard beside the workbench's sound. */
export function useAudition(): boolean {
  const { audition } = useWorkbench();
  const subscribe = useCallback((listener: () => void) => audition.subscribe(listener), [audition]);
  return useSyncExternalStore(subscribe, () => audition.state().playing);
}
