import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Page } from '../services/page.ts';
import { isWide, type Panel, type PanelName, type PanelPlace, readPanels } from './panels.ts';

export type PhoneTab = 'library' | 'look' | 'recipe' | 'sets' | 'more';

/** Where the next step goes; undefined is the end. */
export interface Adding {
  readonly behind: string | undefined;
}

/** What of the page is open: apart from the document, for nothing of it is undone. Only `panels` are kept. */
export interface ShellState extends PanelPlace {
  /** The list of shortcuts. */
  readonly sheet: boolean;
  /** The list of what was told. */
  readonly messages: boolean;
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
  /** One column: what is shown is what its tab has. */
  readonly phone: boolean;
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
  toggle(name: 'sheet' | 'query' | 'messages'): void;
  setPanel(name: PanelName, change: Partial<Panel>): void;
  setColumns(columns: boolean): void;
  /** Remembers the panels as they stand, once a gesture has ended. */
  keepPanels(): void;
  openPalette(text?: string): void;
  /** Shows a region that may be a drawer or another tab here. */
  reveal(panel: PanelName | 'views'): void;
}

const FIRST: Omit<ShellState, 'panels'> = {
  sheet: false,
  messages: false,
  palette: undefined,
  query: false,
  adding: undefined,
  naming: undefined,
  describing: undefined,
  bin: false,
  search: '',
  tab: 'look',
  phone: false,
  over: false,
  room: 'wide',
  step: undefined,
  scopes: [],
  prefix: undefined,
};

export function createShell(choices: Pick<Page, 'readChoice' | 'keepChoice'>): Shell {
  const panels = readPanels(choices.readChoice('panels'));
  const store = createStore<ShellState>(() => ({ ...FIRST, panels }));
  const keepPanels = () => choices.keepChoice('panels', JSON.stringify(store.getState().panels));
  const setPanel = (name: PanelName, change: Partial<Panel>) =>
    store.setState(({ panels }) => ({ panels: { ...panels, [name]: { ...panels[name], ...change } } }));
  return {
    store,
    set: (change) => store.setState(change),
    toggle: (name) => store.setState((state) => ({ [name]: !state[name] })),
    setPanel,
    setColumns(columns) {
      store.setState(({ panels }) => ({ panels: { ...panels, columns } }));
      keepPanels();
    },
    keepPanels,
    openPalette: (palette = '') => store.setState({ palette, sheet: false }),
    reveal(panel) {
      if (panel === 'views') {
        store.setState({ tab: 'look', over: false });
        return;
      }
      store.setState(({ room }) => ({ tab: panel, over: panel === 'library' && !isWide(room) }));
      if (store.getState().panels[panel].open === true) return;
      setPanel(panel, { open: true });
      keepPanels();
    },
  };
}
