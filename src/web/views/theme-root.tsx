import { type ReactNode, useLayoutEffect, useState } from 'react';
import { useMedia } from '../components/browser-hooks.ts';
import { type PlotColours, PlotColoursContext, readPlotColours } from '../components/plot/plot-colours.ts';
import { useApp } from '../state/hooks.ts';

/** --panel of both themes, for the browser's own bar; index.html has them for the time before. */
const BAR = { light: '#fbfaf8', dark: '#1a1b1e' };

/** Sets the chosen theme on the document and hands its colours to the canvases. */
export function ThemeRoot({ children }: { readonly children: ReactNode }) {
  const theme = useApp((state) => state.settings.theme);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forced = useMedia('(forced-colors: active)');
  const [colours, setColours] = useState<PlotColours>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the system's choices change what the tokens resolve to
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    for (const own of ['light', 'dark'] as const) {
      const bar = document.querySelector(`meta[name="theme-color"][media*="${own}"]`);
      bar?.setAttribute('content', BAR[theme === 'system' ? own : theme]);
    }
    setColours(readPlotColours(document.body));
  }, [theme, systemDark, forced]);
  if (!colours) return null;
  return <PlotColoursContext value={colours}>{children}</PlotColoursContext>;
}
