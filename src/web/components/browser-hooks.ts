import { type RefObject, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type Frame, onFrames } from './frames.ts';

/** Runs after every render, then with 0 s gone by, and in the frames of the page while active. */
export function useFrames(run: Frame, active: boolean): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => latest.current(0));
  useEffect(() => (active ? onFrames((seconds) => latest.current(seconds)) : undefined), [active]);
}

/** CSS px of an element's width or height, 0 before it stands. */
export function useExtent(element: RefObject<HTMLElement | null>, side: 'width' | 'height'): number {
  const [extent, setExtent] = useState(0);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => setExtent(Math.round(entry?.contentRect[side] ?? 0)));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, side]);
  return extent;
}

export function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  const subscribe = useCallback(
    (listener: () => void) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}
