import { useEffect, useRef, useState } from 'react';
import { runSliced } from '../../state/slices.ts';

/**
 * What slices come to, found in tasks so short that the page is never in the way; what was found before stands until then.
 * What changes meanwhile is looked at afterwards, so that something comes of it however often it changes.
 * @param slices the same function as long as nothing changed
 */
export function useSliced<T>(slices: () => Iterator<undefined, T>, first: T): T {
  const [found, setFound] = useState(first);
  const latest = useRef(slices);
  const stop = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = slices;
    if (stop.current) return;
    const run = (of: typeof slices): void => {
      let isOver = false;
      const halt = runSliced(of(), (value) => {
        isOver = true;
        stop.current = undefined;
        setFound(() => value);
        if (latest.current !== of) run(latest.current);
      });
      if (!isOver) stop.current = halt;
    };
    run(slices);
  }, [slices]);
  useEffect(
    () => () => {
      stop.current?.();
      stop.current = undefined;
    },
    [],
  );
  return found;
}
