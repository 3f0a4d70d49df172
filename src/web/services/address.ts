/** The part of the address that stays here: it is sent to no server. */
export interface Address {
  /** What stands behind the # of the address. */
  fragment(): string;
  /** @param how `push` makes a step that Back goes back over */
  setFragment(fragment: string, how: 'push' | 'replace'): void;
  /** Called when somebody else changes it: Back, a link, a pasted address. */
  onFragment(listener: () => void): void;
  /** The page's own address with this fragment. */
  addressOf(fragment: string): string;
  /** The page was here already, and was loaded anew. */
  isReload(): boolean;
}

export function createAddress(): Address {
  const own = () => `${location.pathname}${location.search}`;
  return {
    fragment: () => location.hash.slice(1),
    setFragment(fragment, how) {
      const address = fragment === '' ? own() : `${own()}#${fragment}`;
      // Not `location.hash`, which would jump to an element of that name.
      if (how === 'push') history.pushState(undefined, '', address);
      else history.replaceState(undefined, '', address);
    },
    onFragment(listener) {
      window.addEventListener('hashchange', listener);
      window.addEventListener('popstate', listener);
    },
    addressOf: (fragment) => `${location.origin}${location.pathname}#${fragment}`,
    isReload() {
      const [entry] = performance.getEntriesByType('navigation');
      return entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
    },
  };
}
