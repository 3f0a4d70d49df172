import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useApp } from '../state/hooks.ts';

const LOADS: (() => Promise<unknown>)[] = [];

/**
 * A part of the page that is not of its first picture: its program is fetched behind that, or when the part is shown.
 * @param waiting stands in its place until it is there
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null) {
  LOADS.push(load);
  const Part = lazy(async () => ({ default: await load() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once per part, when its module is evaluated
  return function Later(props: P) {
    return (
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** Fetches all such parts once the first sound is heard or nothing is computed, so that they are there without a network. */
export function useLaterParts(): void {
  const ready = useApp(({ render, source }) => source?.f0.status === 'ready' && !render.working);
  useEffect(() => {
    if (!ready) return;
    for (const load of LOADS) load().catch(() => undefined);
  }, [ready]);
}
