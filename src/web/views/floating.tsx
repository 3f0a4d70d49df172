import { lazy, Suspense, useEffect } from 'react';
import { useShell } from '../state/hooks.ts';

const loadPalette = () => import('./palette/palette.tsx');
const loadSheet = () => import('./shortcut-sheet.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));

/** What is opened over any screen: fetched behind the first picture, and there when it is asked for. */
export function Floating() {
  const palette = useShell((state) => state.palette !== undefined);
  const sheet = useShell((state) => state.sheet);
  useEffect(() => {
    for (const load of [loadPalette, loadSheet]) load().catch(() => undefined);
  }, []);
  return (
    <Suspense fallback={null}>
      {palette ? <Palette /> : null}
      {sheet ? <ShortcutSheet /> : null}
    </Suspense>
  );
}
