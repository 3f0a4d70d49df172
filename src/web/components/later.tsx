import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
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
 * @param Waiting stands in its place until it is there
 * @param Failed stands there where it could not be fetched
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Waiting: ReactNode | ComponentType<P> = null,
  Failed: ComponentType<P> = NotFetched,
) {
  let loaded: ComponentType<P> | undefined;
  const fetched = async (): Promise<{ default: ComponentType<P> }> => {
    try {
      loaded ??= await load();
      return { default: loaded };
    } catch {
      Part = lazy(fetched);
      return { default: Failed };
    }
  };
  LOADS.push(fetched);
  let Part = lazy(fetched);
  // This is called once per part, when its module is evaluated.
  return function Later(props: P) {
    // What is there is shown at once: a popover is placed by the size of what it holds.
    const [isThere] = useState(loaded !== undefined);
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Part);
    return isThere ? (
      <Shown {...props} />
    ) : (
      <Suspense fallback={typeof Waiting === 'function' ? <Waiting {...props} /> : Waiting}>
        <Shown {...props} />
      </Suspense>
    );
  };
}

/** Fetches all such parts, so that they are there without a network. */
export function fetchLaterParts(): void {
  for (const load of LOADS) void load();
}
