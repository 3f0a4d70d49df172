import { lazy, Suspense, useEffect } from 'react';
import { usePointer, useShell } from '../state/hooks.ts';

const loadPalette = () => import('./palette/palette.tsx');
const loadSheet = () => import('./shortcut-sheet.tsx');
const loadFigure = () => import('./figure/figure-dialog.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));
const FigureDialog = lazy(async () => ({ default: (await loadFigure()).FigureDialog }));

/** What is opened over any screen: fetched behind the first picture, and there when it is asked for. */
export function Floating() {
  const palette = useShell((state) => state.palette !== undefined);
  const sheet = useShell((state) => state.sheet);
  const figure = usePointer((state) => state.figure !== undefined);
  useEffect(() => {
    for (const load of [loadPalette, loadSheet, loadFigure]) load().catch(() => undefined);
  }, []);
  return (
    <Suspense fallback={null}>
      {palette ? <Palette /> : null}
      {sheet ? <ShortcutSheet /> : null}
      {figure ? <FigureDialog /> : null}
    </Suspense>
  );
}
