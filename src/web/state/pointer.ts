import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Hover {
  /** Name of the pane and its side. */
  readonly pane: string;
  /** s on the source's time axis */
  readonly time: number;
  /** 0 at the pane's bottom, 1 at its top. */
  readonly height: number;
}

/** Where the pointer and the keyboard are in the panes: apart from the document, since it changes with every move. */
export interface PointerState {
  readonly hover: Hover | undefined;
  /** The pane that has keyboard focus. */
  readonly focus: string | undefined;
  /** The edge of the selection that has it there, in place of the pane's cursors. */
  readonly edge: 'start' | 'end' | undefined;
  /** The keyboard's frequency cursor in maps, Hz. */
  readonly frequency: number;
  /** How high that cursor stands in the pane that has the focus: 0 at its bottom, 1 at its top. */
  readonly aim: number;
  /** The pane that had keyboard focus last, by id. */
  readonly pane: string | undefined;
  /** What it says at the cursor. */
  readonly sentence: string;
  /** What it shows, as a sentence. */
  readonly summary: string;
  /** The sentence that was asked for last: asked for again, the summary is said. */
  readonly said: string | undefined;
  /** Panes that show their values as a table. */
  readonly tables: readonly string[];
  /** The pane whose picture is about to be saved. */
  readonly figure: string | undefined;
  /** The mark whose name is asked for. */
  readonly naming: string | undefined;
}

export function createPointer(): StoreApi<PointerState> {
  return createStore<PointerState>(() => ({
    hover: undefined,
    focus: undefined,
    edge: undefined,
    frequency: 1000,
    aim: 0.5,
    pane: undefined,
    sentence: '',
    summary: '',
    said: undefined,
    tables: [],
    figure: undefined,
    naming: undefined,
  }));
}

export function toggleTableOf(pointer: StoreApi<PointerState>, pane: string): void {
  pointer.setState(({ tables }) => ({
    tables: tables.includes(pane) ? tables.filter((other) => other !== pane) : [...tables, pane],
  }));
}
