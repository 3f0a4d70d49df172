import type { AppState } from '../state/app-state.ts';
import type { EngineClient } from './engine-client.ts';
import type { Player } from './player.ts';

/** The page's own parts, for end-to-end tests and for looking into a running page from its console. */
export interface DebugHandles {
  readonly engine: EngineClient;
  readonly player: Player;
  /** The page's state. */
  readonly store: { getState(): AppState };
}

declare global {
  interface Window {
    __sonde?: DebugHandles;
  }
}

/** Puts the handles on `window.__sonde` in development and where the address says `?debug`; elsewhere does nothing. */
export function installDebugHook(handles: DebugHandles): void {
  if (import.meta.env.DEV || new URLSearchParams(location.search).has('debug')) window.__sonde = handles;
}
