import { drawDifference } from '../components/plot/draw-difference.ts';
import { drawLine } from '../components/plot/draw-line.ts';
import { isDark, type PlotColours, seenThrough } from '../components/plot/plot-colours.ts';
import { niceStep } from '../components/plot/ticks.ts';
import type { RecipeDoc } from '../state/recipe-doc.ts';
import { keepsTime } from '../state/time-map.ts';
import { strings } from '../strings.ts';
import { heightOf, partOf } from './axis.ts';
import type { Column, Layer, Scene, Value, View } from './layer.ts';
import { column, printed } from './values.ts';

/** dB that has the strongest colour in a difference of maps. */
const MAP_LIMIT_DB = 30;
/** A difference of lines shows at least so much, in its unit. */
const LEAST = { dB: 6, st: 3, plain: 1, place: 1 } as const;
/** Frames that are looked at for the largest difference. */
const MOST_FRAMES = 4000;

/** A scene in which a map takes the colours that it is given. */
export function inGivenColours(scene: Scene): Scene {
  const { options } = scene;
  return { ...scene, options: { ...options, display: { ...options.display, map: 'theme' } } };
}

/** The two sides over each other: hues of their own, of different lightness, whose overlap is darker, or lighter. */
function overlayColours(colours: PlotColours, side: 'source' | 'result'): PlotColours {
  const hue = side === 'source' ? 'blue' : 'orange';
  return { ...colours, f0: colours[side], formant: colours[side], map: isDark(colours.plot) ? `${hue}-ink` : hue };
}

/** How the second side goes over the first one. */
function blendOf({ plot }: PlotColours): GlobalCompositeOperation {
  return isDark(plot) ? 'screen' : 'multiply';
}

/** Opacity and dashes of the source's lines under the result's: at less they are not 3:1 against what they lie on. */
const UNDER = { alpha: 0.7, dash: [5, 4] };

function fadedColours(colours: PlotColours): PlotColours {
  const faded = (colour: string) => seenThrough(colour, UNDER.alpha);
  const { source, f0, formant } = colours;
  return { ...colours, source: faded(source), f0: faded(f0), formant: faded(formant) };
}

/** The layers of a pane, the lowest first. */
interface Sides {
  readonly source: readonly Layer[];
  readonly result: readonly Layer[];
}

/** Both sides of each layer over each other, as layers that paint both. @param views of the layers */
export function overlaysOf(views: readonly Pick<View, 'kind'>[], { source, result }: Sides): readonly Layer[] {
  return views.flatMap((view, index) => {
    const layers = { source: source[index], result: result[index] };
    const shown = layers.result ?? layers.source;
    if (!shown) return [];
    // Dots of formants are lines, too: seen through each other.
    const kind = index === 0 ? view.kind : 'line';
    return [
      {
        ...shown,
        ...(index === 0 ? { shades: shadesOf(kind, shown) } : {}),
        paint(context, size, colours) {
          paintOverlay(context, { kind }, (side, own) => layers[side]?.paint(context, size, own), colours);
        },
      } satisfies Layer,
    ];
  });
}

function shadesOf(kind: View['kind'], { shades }: Layer): string {
  const sides = strings.compare.over[kind === 'curve' ? 'line' : kind];
  return shades === undefined ? sides : `${shades}; ${sides}`;
}

/** Paints both sides into one picture. */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  { kind }: Pick<View, 'kind'>,
  paint: (side: 'source' | 'result', colours: PlotColours) => void,
  colours: PlotColours,
): void {
  const [source, result] = [overlayColours(colours, 'source'), overlayColours(colours, 'result')];
  context.save();
  if (kind === 'line') context.setLineDash(UNDER.dash);
  paint('source', kind === 'line' ? fadedColours(source) : source);
  context.restore();
  context.save();
  if (kind !== 'line') context.globalCompositeOperation = blendOf(colours);
  paint('result', result);
  context.restore();
}

/** Both sides' layers, made for `inGivenColours`. */
export interface Compared {
  readonly source: Layer;
  readonly result: Layer;
}

/** Whether a sample of the result is what became of the source's at the same place. */
export function areAligned({ sound, source }: Pick<Scene, 'sound' | 'source'>, recipe: RecipeDoc | undefined): boolean {
  const alike = sound.frames === source.frames && sound.sampleRate === source.sampleRate && sound.clip !== undefined;
  return alike && recipe !== undefined && keepsTime(recipe);
}

/** Result less source, as a layer; a sentence where there is no such thing. @param scene its part is that of the difference */
export function differenceOf(view: View, compared: Compared, scene: Scene, aligned: boolean): Layer | string {
  const { source, result } = compared;
  const empty = result.empty ?? source.empty;
  if (empty !== undefined) return empty;
  if (result.paintMinus) return aligned ? sampleDifference(result, compared) : strings.compare.notAligned;
  if (result.rangeDb !== undefined) return mapDifference(result.rangeDb, compared);
  return view.kind === 'line' ? lineDifference(compared, scene) : strings.compare.none;
}

/** Values of the result less those of the source, where a column says what that means. */
function minusColumns({ source, result }: Compared): Pick<Layer, 'columns' | 'read'> {
  const columns = result.columns.map((each) => minusColumn(each));
  const kept = columns.flatMap((each, index) => (each ? [index] : []));
  return {
    columns: columns.flatMap((each) => each ?? []),
    read(point) {
      const [theirs, ours] = [source.read(point), result.read(point)];
      return kept.map((index) => minus(result.columns[index], ours[index], theirs[index]));
    },
  };
}

function minusColumn(of: Column): Column | undefined {
  switch (of.minus) {
    case undefined:
      return undefined;
    case 'place':
      return of;
    case 'plain':
      return { ...of, name: strings.compare.differenceOf(of.name), print: (value) => signedText(of, value) };
    default: {
      const { none, said } = of;
      const words = { ...(none === undefined ? {} : { none }), ...(said === undefined ? {} : { said }) };
      const found = column(strings.compare.differenceOf(of.name), of.minus, 1, words);
      return { ...found, print: (value) => signedText(found, value) };
    }
  }
}

function signedText(of: Column, value: number): string {
  const text = printed({ ...of, said: '' }, value) ?? '';
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function minus(of: Column | undefined, result: Value, source: Value): Value {
  if (result === undefined || source === undefined) return undefined;
  if (result === null || source === null) return null;
  if (of?.minus === 'place') return result;
  const difference = of?.minus === 'st' ? 12 * Math.log2(result / source) : result - source;
  return Number.isFinite(difference) ? difference : null;
}

function sampleDifference(result: Layer, compared: Compared): Layer {
  return {
    ...result,
    ...minusColumns(compared),
    shades: strings.compare.lessSource,
    paint: (context, size, colours) => result.paintMinus?.(context, size, colours),
  };
}

function mapDifference(rangeDb: number, compared: Compared): Layer {
  const { source, result } = compared;
  return {
    ...result,
    ...minusColumns(compared),
    shades: strings.compare.shades(MAP_LIMIT_DB),
    paint(context, size, colours) {
      const levels: PlotColours = { ...colours, map: 'levels' };
      const draw = (layer: Layer) => (own: CanvasRenderingContext2D) => layer.paint(own, size, levels);
      const look = { rangeDb, limitDb: MAP_LIMIT_DB, dark: isDark(colours.plot) };
      drawDifference(context, size, [draw(result), draw(source)], look);
    },
  };
}

/** By the result's values and the source's: layers are made anew with each look, and these are many. */
const differences = new WeakMap<Float64Array, WeakMap<Float64Array, Float64Array>>();

/** st from the source to the result at the source's frames, NaN where one has none; undefined where not all is known. */
function seriesDifference({ source, result }: Compared): Float64Array | undefined {
  if (!source.series || !result.series) return undefined;
  const [from, to] = [source.series, result.series];
  const known = differences.get(to)?.get(from);
  if (known) return known;
  const found = Float64Array.from(from, (value, frame) => {
    const other = to[result.frames.frameAt(source.frames.shareOf(frame))] ?? 0;
    return value > 0 && other > 0 ? 12 * Math.log2(other / value) : Number.NaN;
  });
  differences.set(to, (differences.get(to) ?? new WeakMap()).set(from, found));
  return found;
}

/** Of a line its first column, around nothing. */
function lineDifference(compared: Compared, scene: Scene): Layer | string {
  const { columns, read } = minusColumns(compared);
  const [first] = compared.result.columns;
  if (!first?.minus || columns.length === 0) return strings.compare.none;
  const { frames } = compared.source;
  const series = first.minus === 'st' ? seriesDifference(compared) : undefined;
  const valueAt = (frame: number) => {
    if (!series) return read({ share: frames.shareOf(frame), frequency: 0 })[0] ?? null;
    const value = series[frame] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  let most = 0;
  const stride = Math.max(1, Math.floor(frames.count / MOST_FRAMES));
  for (let frame = 0; frame < frames.count; frame += stride) most = Math.max(most, Math.abs(valueAt(frame) ?? 0));
  const limit = Math.max(LEAST[first.minus], niceStep(most * 1.1 || 1));
  const whole = { scale: 'linear', low: -limit, high: limit, unit: columns[0]?.unit ?? '' } as const;
  const axis = partOf(whole, scene.part);
  return {
    ...compared.result,
    columns,
    read,
    axis,
    frames,
    shades: strings.compare.lessSource,
    paint(context, size, colours) {
      context.fillStyle = colours.line;
      context.fillRect(0, size.height * (1 - heightOf(axis, 0)), size.width, 1);
      drawLine(context, size, { axis, frames, valueAt, share: scene.share }, { line: colours.ink, halo: colours.plot });
    },
  };
}
