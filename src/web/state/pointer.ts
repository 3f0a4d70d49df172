import { createStore, type StoreApi } from 'zustand/vanilla';

export type PaneId = 'overview' | 'source-wave' | 'source-map' | 'result-map' | 'result-wave';

export interface Hover {
  readonly pane: PaneId;
  /** s on the source's time axis */
  readonly time: number;
  /** 0 at the pane's bottom, 1 at its top. */
  readonly height: number;
}

/** Where the pointer and the keyboard are in the panes: apart from the document, since it changes with every move. */
export interface PointerState {
  readonly hover: Hover | undefined;
  /** The pane that has keyboard focus. */
  readonly focus: PaneId | undefined;
  /** Height of the keyboard's frequency cursor in maps, 0..1. */
  readonly probe: number;
}

export function createPointer(): StoreApi<PointerState> {
  return createStore<PointerState>(() => ({ hover: undefined, focus: undefined, probe: 0.125 }));
}
