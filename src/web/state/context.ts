import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../services/engine-client.ts';
import type { Page } from '../services/page.ts';
import type { Player } from '../services/player.ts';
import type { ProjectStore } from '../services/project-store.ts';
import type { AppState, News } from './app-state.ts';
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
  readonly notify: (news: News) => void;
}

const NOTICES_AT_ONCE = 3;
const KEPT_MESSAGES = 50;

export function createNotify(store: StoreApi<AppState>, page: Pick<Page, 'now'>): Context['notify'] {
  let last = 0;
  return (news) => {
    last++;
    const { notices, messages, recipe } = store.getState();
    const notice = { ...news, id: last, at: page.now(), doc: recipe.present };
    store.setState({
      notices: [...notices, notice].slice(-NOTICES_AT_ONCE),
      messages: [...messages, notice].slice(-KEPT_MESSAGES),
    });
  };
}
