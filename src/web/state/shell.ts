import { createStore, type StoreApi } from 'zustand/vanilla';

export type PhoneTab = 'listen' | 'recipe' | 'library' | 'sets' | 'more';
export type PanelName = 'library' | 'recipe';

/** Where the next step goes; undefined is the end. */
export interface Adding {
  readonly behind: string | undefined;
}

/** What of the page is open: apart from the document, for nothing of it is undone or kept. */
export interface ShellState {
  /** The list of shortcuts. */
  readonly sheet: boolean;
  /** What stands in the palette; undefined while it is shut. */
  readonly palette: string | undefined;
  /** The recipe as JSON. */
  readonly query: boolean;
  /** Undefined while no step is being added. */
  readonly adding: Adding | undefined;
  /** The step whose name is being typed. */
  readonly naming: string | undefined;
  /** The sound, by its key, whose words are open to be changed. */
  readonly describing: string | undefined;
  readonly bin: boolean;
  /** What the library is searched for. */
  readonly search: string;
  readonly tab: PhoneTab;
  /** Side panels on screens too narrow for all; undefined is what fits. */
  readonly drawers: { readonly library?: boolean; readonly recipe?: boolean };
  /** The step that had the focus last. */
  readonly step: string | undefined;
  /** Where the focus is, the innermost first. */
  readonly scopes: readonly string[];
  /** A key was pressed that begins several shortcuts. */
  readonly prefix: string | undefined;
}

export interface Shell {
  readonly store: StoreApi<ShellState>;
  set(change: Partial<ShellState>): void;
  toggle(name: 'sheet' | 'query'): void;
  openPalette(text?: string): void;
  /** Shows a region that may be a drawer or another tab here. */
  reveal(panel: PanelName | 'views'): void;
}

const FIRST: ShellState = {
  sheet: false,
  palette: undefined,
  query: false,
  adding: undefined,
  naming: undefined,
  describing: undefined,
  bin: false,
  search: '',
  tab: 'listen',
  drawers: {},
  step: undefined,
  scopes: [],
  prefix: undefined,
};

export function createShell(): Shell {
  const store = createStore<ShellState>(() => FIRST);
  return {
    store,
    set: (change) => store.setState(change),
    toggle: (name) => store.setState((state) => ({ [name]: !state[name] })),
    openPalette: (palette = '') => store.setState({ palette, sheet: false }),
    reveal(panel) {
      store.setState(({ drawers }) =>
        panel === 'views' ? { tab: 'listen' } : { tab: panel, drawers: { ...drawers, [panel]: true } },
      );
    },
  };
}
