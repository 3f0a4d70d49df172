import { createContext, useContext } from 'react';
import type { MapName } from './colour-map.ts';

/** The theme's colours as a canvas can use them. */
export interface PlotColours {
  readonly plot: string;
  readonly line: string;
  readonly ink: string;
  readonly ink3: string;
  readonly source: string;
  readonly result: string;
  readonly f0: string;
  readonly formant: string;
  readonly map: MapName;
}

export const PlotColoursContext = createContext<PlotColours | undefined>(undefined);

export function usePlotColours(): PlotColours {
  const colours = useContext(PlotColoursContext);
  if (!colours) throw new Error('a plot stands outside PlotColoursContext');
  return colours;
}

/** Custom properties are texts; only as a colour of an element are they resolved for the theme. */
export function readPlotColours(root: HTMLElement): PlotColours {
  const probe = document.createElement('span');
  root.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const plot = read('--plot');
  const colours: PlotColours = {
    plot,
    line: read('--line'),
    ink: read('--ink'),
    ink3: read('--ink-3'),
    source: read('--source'),
    result: read('--result'),
    f0: read('--f0'),
    formant: read('--formant'),
    map: isDark(plot) ? 'magma' : 'paper',
  };
  probe.remove();
  return colours;
}

export function isDark(colour: string): boolean {
  return channelsOf(colour).reduce((sum, channel) => sum + channel, 0) < 380;
}

/** Red, green and blue, 0 to 255, of `#rgb` or of what a browser gives for a colour. */
function channelsOf(colour: string): readonly number[] {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour)?.slice(1);
  if (short) return short.map((digit) => Number.parseInt(digit + digit, 16));
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

/** A colour that lets through what is behind it. */
export function seenThrough(colour: string, alpha: number): string {
  return `rgba(${channelsOf(colour).join(', ')}, ${alpha})`;
}
