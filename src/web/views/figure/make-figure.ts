import type { PlotColours } from '../../components/plot/plot-colours.ts';
import type { Layer, Scene, View } from '../../layers/layer.ts';
import { viewOf } from '../../layers/registry.ts';
import type { Side } from '../../services/player.ts';
import type { Pane } from '../../state/layout.ts';
import type { Workbench } from '../../state/workbench.ts';
import { strings } from '../../strings.ts';
import { sceneOf } from '../use-scene.ts';
import { canvasOf, svgOf } from './draw-figure.ts';
import { type Figure, layOut, type Panel } from './figure.ts';
import { pngOf } from './png.ts';

export const SIDES = ['both', 'source', 'result'] as const;
export const PAPERS = ['screen', '170', '85'] as const;
export const FORMATS = ['svg', 'png1', 'png2', 'png3'] as const;

export interface FigureChoice {
  readonly sides: (typeof SIDES)[number];
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

/** Each drawing asks for its pictures by names of its own: another one that ends takes back only what it asked for. */
let lastDrawing = 0;

/** Draws a pane as a file, once everything that it shows has come. */
export async function makeFigure(
  bench: Workbench,
  pane: Pane,
  choice: FigureChoice,
  theme: PlotColours,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const colours = choice.paper === 'screen' ? theme : BLACK_ON_WHITE;
  const kept = new Map<string, unknown>();
  const scale = choice.format === 'svg' ? 2 : Number(choice.format.slice(3));
  const name = `figure ${++lastDrawing}`;
  const lay = () => figureOf(bench, pane, choice, { name, colours, kept });
  try {
    for (;;) {
      const figure = lay();
      const canvas = figure && canvasOf(figure, scale);
      if (!figure || !canvas || signal.aborted) return undefined;
      if (!bench.pictures.isBusy()) return await fileOf(figure, canvas, choice);
      await nextPicture(bench, signal);
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

function figureOf(
  bench: Workbench,
  pane: Pane,
  { sides, paper }: FigureChoice,
  { name, colours, kept }: Drawing,
): Figure | undefined {
  const view = viewOf(pane.base);
  const state = bench.store.getState();
  const { source, render } = state;
  if (!view || !source) return undefined;
  const width = paper === 'screen' ? SCREEN_WIDTH : Math.round(Number(paper) * PER_MM);
  const isOne = view.kind === 'curve';
  const shown: readonly Side[] = isOne ? ['source'] : sides === 'both' ? ['source', 'result'] : [sides];
  const found = shown.flatMap((side) => {
    const scene = sceneOf(bench, `${name} ${side}`, side, keeper(kept, side));
    return scene ? [{ side, layers: layersOf(inPrint(scene, paper), pane, view) }] : [];
  });
  const panels = found.map(({ side, layers }): Panel => {
    const height = Math.round(HEIGHTS[view.kind] * LOWER[paper]);
    return { label: found.length > 1 ? strings.views[side] : '', layers, height, isMap: view.kind === 'map' };
  });
  const [first] = found;
  if (!first) return undefined;
  const title = [source.entry.name, view.name, ...(found.length > 1 || isOne ? [] : [strings.views[first.side]])].join(
    ' \u00b7 ',
  );
  const signature =
    view.followsCursor || found.some(({ side }) => side === 'result') ? render.result?.rendered.signature : undefined;
  const measured = first.layers.flatMap(({ legend, shades }) => [legend, ...(shades === undefined ? [] : [shades])]);
  const facts = [
    `${measured.join('; ')}.`,
    `source ${source.sound.id}${signature === undefined ? '' : `, recipe ${signature}`}`,
  ];
  const millimetres = paper === 'screen' ? undefined : Number(paper);
  return layOut(panels, { width, colours, millimetres }, state.view.time, { title, facts });
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
  return [
    base,
    ...overlays.flatMap((id) => {
      const over = viewOf(id);
      return over?.over.includes(view.id) ? [over.look(scene, base.axis)] : [];
    }),
  ];
}
