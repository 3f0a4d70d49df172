import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../services/engine-client.ts';
import type { Page } from '../services/page.ts';
import type { Player } from '../services/player.ts';
import type { ProjectStore } from '../services/project-store.ts';
import type { AppState, Notice } from './app-state.ts';
import type { Deeds } from './deeds.ts';
import type { LaterParts } from './later-part.ts';
import type { Pictures } from './pictures.ts';

/** What every group of actions works with. */
export interface Context {
  readonly store: StoreApi<AppState>;
  readonly engine: EngineClient;
  readonly player: Player;
  readonly page: Page;
  readonly pictures: Pictures;
  /** Undefined where nothing outlives the page. */
  readonly project: ProjectStore | undefined;
  readonly deeds: Deeds;
  /** What is not of the first picture. */
  readonly parts: LaterParts;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

const NOTICES_AT_ONCE = 3;

export function createNotify(store: StoreApi<AppState>): Context['notify'] {
  let last = 0;
  return (notice) => {
    last++;
    const id = last;
    store.setState((state) => ({ notices: [...state.notices, { ...notice, id }].slice(-NOTICES_AT_ONCE) }));
  };
}
