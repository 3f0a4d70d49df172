import type { StoreApi } from 'zustand/vanilla';
import { LINK_PREFIX } from '../../core/provenance/link-prefix.ts';
import type { Page } from '../services/page.ts';
import type { AppState, Screen } from './app-state.ts';
import { readRoute } from './route.ts';

export interface Navigation {
  /** The page's own address with this fragment. */
  addressOf(fragment: string): string;
  go(screen: Screen): void;
  /** Follows the address from now on, beginning with what it says. */
  start(): void;
}

/** The last four are those of the skip links, which leave them in the address. */
const ROUTES: Readonly<Record<string, Screen>> = {
  '': 'lab',
  sets: 'sets',
  record: 'record',
  verify: 'verify',
  settings: 'settings',
  'set-screen': 'sets',
  'record-screen': 'record',
  'verify-screen': 'verify',
  'settings-screen': 'settings',
};

/** What a fragment asks for; undefined where it is none of ours, as that of a skip link. */
export function routeOf(fragment: string): Screen | { readonly link: string } | undefined {
  if (fragment.startsWith(LINK_PREFIX)) return { link: fragment };
  // A place in the workbench, which the project reads.
  if (readRoute(fragment) !== undefined) return 'lab';
  return ROUTES[fragment];
}

/** @param openLink takes a stimulus link, which then leaves the address: it would stay in the history otherwise */
export function createNavigation(store: StoreApi<AppState>, page: Page, openLink: (link: string) => void): Navigation {
  function follow(): void {
    const route = routeOf(page.fragment());
    if (route === undefined) return;
    if (typeof route === 'string') {
      store.setState({ screen: route });
      return;
    }
    page.setFragment('verify', 'replace');
    store.setState({ screen: 'verify' });
    openLink(route.link);
  }
  return {
    addressOf: (fragment) => page.addressOf(fragment),
    go(screen) {
      if (store.getState().screen === screen) return;
      page.setFragment(screen === 'lab' ? '' : screen, 'push');
      store.setState({ screen });
    },
    start() {
      page.onFragment(follow);
      follow();
    },
  };
}
