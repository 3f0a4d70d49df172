import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useApp } from '../state/hooks.ts';

const LOADS: (() => Promise<unknown>)[] = [];

/**
 * A part of the page that is not of its first picture: its program is fetched behind that, or when the part is shown.
 * @param waiting stands in its place until it is there
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null) {
  let loaded: ComponentType<P> | undefined;
  const fetched = async () => {
    loaded ??= await load();
    return { default: loaded };
  };
  LOADS.push(fetched);
  const Part = lazy(fetched);
  // biome-ignore lint/correctness/noComponentHookFactories: called once per part, when its module is evaluated
  return function Later(props: P) {
    // What is there is shown at once: a popover is placed by the size of what it holds.
    const [Now] = useState(() => loaded);
    return Now ? (
      <Now {...props} />
    ) : (
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/**
 * Fetches all such parts once the first sound is heard or nothing is computed, so that they are there without a network.
 * Draws nothing: what it waits for changes with every render, and nobody else is to be made anew for that.
 */
export function LaterParts() {
  const ready = useApp(({ render, source }) => source?.f0.status === 'ready' && !render.working);
  useEffect(() => {
    if (!ready) return;
    for (const load of LOADS) load().catch(() => undefined);
  }, [ready]);
  return null;
}
