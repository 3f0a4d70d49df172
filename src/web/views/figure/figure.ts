import { decimal, short } from '../../components/format.ts';
import { labelOf } from '../../components/plot/map-axes.tsx';
import type { PlotColours } from '../../components/plot/plot-colours.ts';
import { ticksBetween } from '../../components/plot/ticks.ts';
import { axisTicks, heightOf } from '../../layers/axis.ts';
import type { Across, Layer } from '../../layers/layer.ts';
import { figureStrings } from '../../strings-outlets.ts';

/** One picture of a figure: a view with what is drawn over it. */
export interface Panel {
  readonly label: string;
  readonly layers: readonly Layer[];
  /** CSS px */
  readonly height: number;
  /** Its own view is drawn as pixels. */
  readonly isMap: boolean;
}

export interface FigureLook {
  readonly width: number;
  readonly colours: PlotColours;
  /** Its width on paper; undefined for a screen. */
  readonly millimetres: number | undefined;
}

export interface FigureWords {
  /** Above the picture: the sound. */
  readonly title: string;
  /** Below it: how it was measured, and of what. */
  readonly facts: readonly string[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

interface Text {
  readonly at: readonly [x: number, y: number];
  readonly text: string;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Pictures for a page or a slide, with axes and words around them. Lengths in CSS px. */
export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly millimetres: number | undefined;
  readonly colours: PlotColours;
  readonly panels: readonly { readonly panel: Panel; readonly box: Box }[];
  readonly lines: readonly Line[];
  readonly texts: readonly Text[];
}

const LEFT = 52;
const RIGHT = 10;
/** Where an overlay has an axis of its own. */
const RIGHT_AXIS = 46;
const TITLE = { height: 22, size: 12, line: 15, charWidth: 6.4 };
const LABEL_HEIGHT = 16;
const TIME_HEIGHT = 36;
const TEXT = 10.5;
const SMALL = { size: 8.5, line: 11.5, charWidth: 4.8 };
/** px between labels of a value axis, and of time. */
const GAP = { value: 22, time: 64 };

/** @param time what is shown, s */
export function layOut(
  panels: readonly Panel[],
  { width, colours, millimetres }: FigureLook,
  time: { readonly start: number; readonly end: number },
  { title, facts }: FigureWords,
): Figure {
  const lines: Line[] = [];
  const titles = wrap(title, (width - LEFT - RIGHT) / TITLE.charWidth);
  const texts = titles.map((text, index): Text => {
    return { at: [LEFT, 15 + index * TITLE.line], text, size: TITLE.size, anchor: 'start' };
  });
  const right = panels.some(({ layers }) => secondAxis(layers)) ? RIGHT_AXIS : RIGHT;
  const placed: { panel: Panel; box: Box }[] = [];
  let y = TITLE.height + (titles.length - 1) * TITLE.line;
  for (const panel of panels) {
    if (panel.label !== '') {
      texts.push({ at: [LEFT, y + 11], text: panel.label, size: TEXT, anchor: 'start' });
      y += LABEL_HEIGHT;
    }
    const box = { x: LEFT, y, width: width - LEFT - right, height: panel.height };
    placed.push({ panel, box });
    frame(box, lines);
    valueTicks(panel, box, lines, texts);
    y += panel.height + 6;
  }
  const last = placed.at(-1)?.box;
  const across = panels[0]?.layers[0]?.across;
  if (last && across) acrossTicks(across, last, lines, texts);
  else if (last) timeTicks(time, last, lines, texts);
  y += TIME_HEIGHT;
  for (const line of facts.flatMap((fact) => wrap(fact, (width - LEFT - RIGHT) / SMALL.charWidth))) {
    texts.push({ at: [LEFT, y], text: line, size: SMALL.size, anchor: 'start' });
    y += SMALL.line;
  }
  return { width, height: Math.ceil(y), millimetres, colours, panels: placed, lines, texts };
}

/** A layer over a map that does not share its axis. */
function secondAxis(layers: readonly Layer[]): Layer | undefined {
  return layers.slice(1).find(({ axis, columns }) => axis && axis !== layers[0]?.axis && columns.length > 0);
}

function frame({ x, y, width, height }: Box, lines: Line[]): void {
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;
  for (const [index, from] of corners.entries()) lines.push({ from, to: corners[(index + 1) % 4] ?? from });
}

function valueTicks({ layers }: Panel, box: Box, lines: Line[], texts: Text[]): void {
  const gap = GAP.value / box.height;
  const [base] = layers;
  const left = base?.axis ? axisTicks(base.axis, gap) : (base?.ticks ?? []);
  const put = (ticks: typeof left, x: number, side: -1 | 1, labels: readonly string[]) => {
    for (const [index, { height }] of ticks.entries()) {
      const y = box.y + (1 - height) * box.height;
      lines.push({ from: [x, y], to: [x + side * 4, y] });
      const anchor = side < 0 ? 'end' : 'start';
      texts.push({ at: [x + side * 7, y + 3.5], text: labels[index] ?? '', size: TEXT, anchor });
    }
  };
  const named = (axis: Layer['axis'], ticks: typeof left) =>
    ticks.map(({ value }, index) => (axis ? labelOf(axis, value, index === ticks.length - 1) : short(value, 2)));
  put(left, box.x, -1, named(base?.axis, left));
  const second = secondAxis(layers)?.axis;
  if (!second) return;
  const ticks = axisTicks(second, gap);
  put(ticks, box.x + box.width, 1, named({ ...second, high: Math.min(second.high, 1999) }, ticks));
}

function timeTicks(time: { start: number; end: number }, box: Box, lines: Line[], texts: Text[]): void {
  const length = time.end - time.start;
  const below = box.y + box.height;
  const { values, decimals } = ticksBetween(time.start, time.end, (length / box.width) * GAP.time);
  for (const value of values) {
    const x = box.x + ((value - time.start) / length) * box.width;
    lines.push({ from: [x, below], to: [x, below + 4] });
    texts.push({ at: [x, below + 15], text: decimal(value, Math.max(decimals, 1)), size: TEXT, anchor: 'middle' });
  }
  texts.push({ at: [box.x + box.width / 2, below + 29], text: figureStrings.time, size: TEXT, anchor: 'middle' });
}

/** Frequency, as far apart as it is on the cochlea. */
function acrossTicks({ axis, ticks }: Across, box: Box, lines: Line[], texts: Text[]): void {
  const below = box.y + box.height;
  for (const tick of ticks) {
    const x = box.x + heightOf(axis, tick) * box.width;
    lines.push({ from: [x, below], to: [x, below + 4] });
    texts.push({ at: [x, below + 15], text: short(tick / 1000, 1), size: TEXT, anchor: 'middle' });
  }
  texts.push({
    at: [box.x + box.width / 2, below + 29],
    text: figureStrings.frequency,
    size: TEXT,
    anchor: 'middle',
  });
}

/** Lines of so many characters; a word that is longer, as a signature, is cut. */
export function wrap(text: string, most: number): readonly string[] {
  const limit = Math.max(Math.floor(most), 8);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (line.length > limit) {
      lines.push(line.slice(0, limit));
      line = line.slice(limit);
    }
  }
  return line === '' ? lines : [...lines, line];
}
