import type { PlotColours } from '../../components/plot/plot-colours.ts';
import { areAligned, differenceOf, inGivenColours, overlaysOf } from '../../layers/compare.ts';
import type { Layer, Scene, View } from '../../layers/layer.ts';
import { viewOf } from '../../layers/registry.ts';
import type { Side } from '../../services/player.ts';
import type { COMPARES } from '../../state/display.ts';
import type { Pane } from '../../state/layout.ts';
import { activeSteps } from '../../state/recipe-doc.ts';
import { valuesName } from '../../state/value-parts.ts';
import type { Workbench } from '../../state/workbench.ts';
import { strings } from '../../strings.ts';
import { sceneOf } from '../use-scene.ts';
import { canvasOf, svgOf } from './draw-figure.ts';
import { type Figure, layOut, type Panel } from './figure.ts';
import { pngOf } from './png.ts';

export const PAPERS = ['screen', '170', '85'] as const;
export const FORMATS = ['svg', 'png1', 'png2', 'png3'] as const;

type Compare = (typeof COMPARES)[number];

export interface FigureChoice {
  readonly sides: Compare;
  /** mm of its width on paper, black on white. */
  readonly paper: (typeof PAPERS)[number];
  readonly format: (typeof FORMATS)[number];
}

/** CSS px per mm. */
const PER_MM = 96 / 25.4;
const SCREEN_WIDTH = 960;
const HEIGHTS = { wave: 110, line: 150, map: 260, curve: 220 } as const;
/** A narrow figure is lower, too. */
const LOWER = { screen: 1, '170': 0.8, '85': 0.62 } as const;

const BLACK_ON_WHITE: PlotColours = {
  ...{ plot: '#fff', line: '#bbb', ink: '#000', ink3: '#444' },
  ...{ source: '#000', result: '#000', f0: '#000', formant: '#000', map: 'paper' },
};

/** A wave is filled: one under the other must be lighter. */
const UNDER: PlotColours = { ...BLACK_ON_WHITE, source: '#aaa' };

/** Each drawing asks for its pictures by names of its own: another one that ends takes back only what it asked for. */
let lastDrawing = 0;

/**
 * Draws a pane as a file, once everything that it shows has come.
 * @returns a sentence where there is no such picture, undefined where there is nothing yet or nobody waits
 */
export async function makeFigure(
  bench: Workbench,
  pane: Pane,
  choice: FigureChoice,
  theme: PlotColours,
  signal: AbortSignal,
): Promise<Blob | string | undefined> {
  const isUnder = choice.sides === 'overlay' && viewOf(pane.base)?.kind === 'wave';
  const colours = choice.paper === 'screen' ? theme : isUnder ? UNDER : BLACK_ON_WHITE;
  const kept = new Map<string, unknown>();
  const scale = choice.format === 'svg' ? 2 : Number(choice.format.slice(3));
  const name = `figure ${++lastDrawing}`;
  const lay = () => figureOf(bench, pane, choice, { name, colours, kept });
  try {
    for (;;) {
      const figure = lay();
      if (figure === undefined || typeof figure === 'string') return figure;
      // Painting asks for what is lacking.
      const canvas = canvasOf(figure, scale);
      if (signal.aborted) return undefined;
      if (!bench.pictures.isBusy()) return await fileOf(figure, canvas, choice);
      while (bench.pictures.isBusy() && !signal.aborted) await nextPicture(bench, signal);
    }
  } finally {
    for (const side of ['source', 'result']) bench.pictures.want(`${name} ${side}`, []);
  }
}

async function fileOf(figure: Figure, canvas: HTMLCanvasElement, { format }: FigureChoice): Promise<Blob> {
  return format === 'svg' ? new Blob([await svgOf(figure)], { type: 'image/svg+xml' }) : pngOf(canvas);
}

/** Something has arrived, and what waited for it has been asked for. */
async function nextPicture({ pictures, outlet }: Workbench, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const leave = pictures.subscribe(() => {
      leave();
      resolve();
    });
    signal.addEventListener('abort', () => {
      leave();
      resolve();
    });
  });
  await outlet.breathe();
}

interface Drawing {
  readonly name: string;
  readonly colours: PlotColours;
  readonly kept: Map<string, unknown>;
}

function figureOf(bench: Workbench, pane: Pane, choice: FigureChoice, drawing: Drawing): Figure | string | undefined {
  const view = viewOf(pane.base);
  const { source, render, view: looked } = bench.store.getState();
  if (!view || !source) return undefined;
  const { paper } = choice;
  // A curve has both sides in one.
  const shown = view.kind === 'curve' ? 'source' : choice.sides;
  const found = shownLayers(bench, pane, view, { shown, paper, drawing });
  if (found === undefined || typeof found === 'string') return found;
  const [first] = found;
  if (!first) return undefined;
  const panels = found.map(({ side, layers }): Panel => {
    const height = Math.round(HEIGHTS[view.kind] * LOWER[paper]);
    return { label: found.length > 1 ? strings.compare.modes[side] : '', layers, height, isMap: view.kind === 'map' };
  });
  const one = found.length > 1 || view.kind === 'curve' ? [] : [titleOf(first.side)];
  const title = [source.entry.name, view.name, ...one].join(' \u00b7 ');
  const hasResult = view.followsCursor || found.some(({ side }) => side !== 'source');
  const signature = hasResult ? render.result?.rendered.signature : undefined;
  const measured = first.layers.flatMap(({ legend, shades }) => [legend, ...(shades === undefined ? [] : [shades])]);
  const facts = [
    `${measured.join('; ')}.`,
    ...(first.note === undefined ? [] : [first.note]),
    `source ${source.sound.id}${signature === undefined ? '' : `, recipe ${signature}`}`,
  ];
  const width = paper === 'screen' ? SCREEN_WIDTH : Math.round(Number(paper) * PER_MM);
  const millimetres = paper === 'screen' ? undefined : Number(paper);
  return layOut(panels, { width, colours: drawing.colours, millimetres }, looked.time, { title, facts });
}

function titleOf(shown: Compare): string {
  return shown === 'difference' ? strings.compare.difference : strings.compare.modes[shown];
}

interface Shown {
  readonly side: Exclude<Compare, 'both'>;
  readonly layers: readonly Layer[];
  /** What is to be known of it besides. */
  readonly note?: string;
}

interface ShownChoice {
  readonly shown: Compare;
  readonly paper: FigureChoice['paper'];
  readonly drawing: Drawing;
}

/** The pictures of a figure, or why there are none. */
function shownLayers(
  bench: Workbench,
  pane: Pane,
  view: View,
  { shown, paper, drawing: { name, kept } }: ShownChoice,
): readonly Shown[] | string | undefined {
  const { parts } = bench.store.getState().view;
  const scene = (side: Side) => {
    const found = sceneOf(bench, `${name} ${side}`, side, keeper(kept, side));
    return found && { ...inPrint(found, paper), part: parts[valuesName(view)] };
  };
  if (shown === 'source' || shown === 'result' || shown === 'both') {
    const sides: readonly Side[] = shown === 'both' ? ['source', 'result'] : [shown];
    return sides.flatMap((side) => {
      const of = scene(side);
      return of ? [{ side, layers: layersOf(of, pane, view) }] : [];
    });
  }
  const [source, result] = [scene('source'), scene('result')];
  if (!source || !result) return undefined;
  if (shown === 'overlay') {
    const views = [view, ...pane.overlays.flatMap((id) => viewOf(id) ?? [])];
    const of = (side: Scene) => layersOf(inGivenColours(side), pane, view);
    return [{ side: shown, layers: overlaysOf(views, { source: of(source), result: of(result) }) }];
  }
  const recipe = bench.store.getState().render.result?.recipe;
  const of = { source: view.look(inGivenColours(source)), result: view.look(inGivenColours(result)) };
  const shownPart = { ...result, part: parts[valuesName(view, true)] };
  const layer = differenceOf(view, of, shownPart, areAligned(result, recipe));
  if (typeof layer === 'string') return layer;
  const isWorld = recipe !== undefined && activeSteps(recipe).some(({ module }) => module === 'world');
  return [{ side: shown, layers: [layer], ...(layer.paintMinus && isWorld ? { note: strings.compare.notError } : {}) }];
}

function keeper(kept: Map<string, unknown>, side: Side): Scene['keep'] {
  return <T>(name: string, make: () => T): T => {
    const key = `${side} ${name}`;
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
}

/** On paper louder is darker, whatever the page's colours are. */
function inPrint(scene: Scene, paper: FigureChoice['paper']): Scene {
  if (paper === 'screen') return scene;
  const { options } = scene;
  return { ...scene, options: { ...options, display: { ...options.display, map: 'paper' } } };
}

function layersOf(scene: Scene, { overlays }: Pane, view: View): readonly Layer[] {
  const base = view.look(scene);
  const above = { ...scene, part: undefined };
  return [
    base,
    ...overlays.flatMap((id) => {
      const over = viewOf(id);
      return over?.over.includes(view.id) ? [over.look(above, base.axis)] : [];
    }),
  ];
}
