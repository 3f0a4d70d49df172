import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useApp } from '../state/hooks.ts';
import { strings } from '../strings.ts';

const LOADS: (() => Promise<unknown>)[] = [];

/** In the place of a part whose program cannot be fetched: without it, the whole page would go. */
export function NotFetched() {
  return (
    <p className="card-note" role="alert">
      {strings.part.notFetched}{' '}
      <button type="button" className="link" onClick={() => location.reload()}>
        {strings.part.again}
      </button>
    </p>
  );
}

/**
 * A part of the page that is not of its first picture: its program is fetched behind that, or when the part is shown.
 * Where that fails it says so, and is fetched again the next time.
 * @param waiting stands in its place until it is there
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null) {
  let loaded: ComponentType<P> | undefined;
  const fetched = async (): Promise<{ default: ComponentType<P> }> => {
    try {
      loaded ??= await load();
      return { default: loaded };
    } catch {
      Part = lazy(fetched);
      return { default: NotFetched };
    }
  };
  LOADS.push(fetched);
  let Part = lazy(fetched);
  // biome-ignore lint/correctness/noComponentHookFactories: called once per part, when its module is evaluated
  return function Later(props: P) {
    // What is there is shown at once: a popover is placed by the size of what it holds.
    const [isThere] = useState(loaded !== undefined);
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Part);
    return isThere ? (
      <Shown {...props} />
    ) : (
      <Suspense fallback={waiting}>
        <Shown {...props} />
      </Suspense>
    );
  };
}

/**
 * Fetches all such parts once the first result is there or nothing is computed, so that they are there without a network.
 * Draws nothing: what it waits for changes with every render, and nobody else is to be made anew for that.
 */
export function LaterParts() {
  const ready = useApp(({ render, source }) => {
    if (source?.f0.status !== 'ready' || render.working) return false;
    // The first one may not have begun.
    return render.result !== undefined || render.error !== undefined || source.clip === undefined;
  });
  useEffect(() => {
    if (!ready) return;
    for (const load of LOADS) void load();
  }, [ready]);
  return null;
}
