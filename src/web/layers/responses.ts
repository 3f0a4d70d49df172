import { type VocoderParams, vocoderParams } from '../../core/modules/vocoder-params.ts';
import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { bandAxis } from '../components/plot/band-axis.ts';
import type { PlotSize } from '../components/plot/canvas.tsx';
import { drawResponses, responseHeight } from '../components/plot/draw-responses.ts';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import { synthesisUses } from '../panels/vocoder-bank.ts';
import { SHAPE_GRID } from '../services/vocoder-client.ts';
import { strings } from '../strings.ts';
import { type Axis, axisTicks, frequencyAt, heightOf, LENGTH_MM, partOf } from './axis.ts';
import { ADD_VOCODER, shapeOf } from './filters.ts';
import { type Across, type Column, evenFrames, type Layer, type Scene, type Value } from './layer.ts';
import { column, count, FREQUENCY } from './values.ts';

const LEVELS: Axis = { scale: 'linear', low: -80, high: 5, unit: 'dB' };
const PLACES: Axis = { scale: 'greenwood', low: 0, high: frequencyAt(LENGTH_MM), unit: 'Hz' };
const ACROSS: Across = {
  axis: PLACES,
  column: column(strings.layers.place, 'mm', 1),
  valueAt: (share) => share * LENGTH_MM,
  ticks: bandAxis('place').ticks,
};
/** dB: where bands meet, after one use of the filters and after two. */
const MARKS = [-3, -6];
const FRAMES = evenFrames(SHAPE_GRID.points, 1 / (SHAPE_GRID.points - 1), 1);

const t = strings.layers;
const OWN: readonly Column[] = [
  FREQUENCY,
  { ...count(t.band, t.bandNumber), none: '' },
  column(t.analysis, 'dB', 1, { said: `${t.analysisSaid}\u00a0`, none: '' }),
  column(t.passes, 'dB', 1, { said: `${t.passesSaid}\u00a0`, none: '' }),
  column(t.slope, 'dB/octave', 1, { none: '' }),
];

/** As `responses` looks. */
export function responsesLayer(scene: Scene): Layer {
  const { vocoder, sound } = scene;
  const shape = vocoder && shapeOf(scene, vocoder, sound.sampleRate);
  const read = vocoder && vocoderParams.safeParse(vocoder);
  const given = read?.success ? read.data : undefined;
  const bands = shape?.analysis.centers.length ?? 0;
  const columns = [...OWN, ...listed(bands)];
  const levels = partOf(LEVELS, scene.part);
  return {
    axis: levels,
    across: ACROSS,
    legend: t.responsesLegend(given ? synthesisUses(given) : 0),
    columns,
    lines: linesOf(given),
    ...(vocoder === undefined ? { empty: t.noVocoder, remedy: { ...ADD_VOCODER, again: t.responsesHere } } : {}),
    read({ frequency }) {
      if (!shape || !given) return columns.map(() => undefined);
      return valuesAt(shape, given, FRAMES.frameAt(heightOf(PLACES, frequency)));
    },
    frames: FRAMES,
    paint(context, size, colours) {
      if (shape && given) paintCurves(shape, given, levels, context, size, colours);
    },
  };
}

function linesOf(given: VocoderParams | undefined): NonNullable<Layer['lines']> {
  const { analysis, synthesis, passes } = t.curveKey;
  const uses = given ? synthesisUses(given) : 0;
  const isOwn = given !== undefined && given.synthesis_filters !== 'analysis_filters';
  return [
    { name: analysis, look: 'thin' },
    ...(isOwn ? [{ name: synthesis, look: 'dashed' } as const] : []),
    ...(uses > 0 ? [{ name: passes(uses), look: 'bold' } as const] : []),
  ];
}

function listed(bands: number): readonly Column[] {
  const each = (name: (band: number) => string) =>
    Array.from({ length: bands }, (_, band) => column(name(band + 1), 'dB', 2, { isListed: true }));
  return [...each(t.bandAnalysis), ...each(t.bandPasses)];
}

/** In the order of the columns, at a point of the grid. */
function valuesAt(shape: VocoderShape, given: VocoderParams, point: number): readonly Value[] {
  const { frequencies, analysis, synthesis = analysis } = shape;
  const uses = synthesisUses(given);
  const points = frequencies.length;
  const frequency = frequencies[point] ?? 0;
  const at = (gains: Float32Array, band: number, where: number) => gains[band * points + where] ?? Number.NaN;
  const decibels = (gain: number) => (Number.isNaN(gain) ? null : 20 * Math.log10(gain));
  const all = analysis.centers.map((_, band) => decibels(at(analysis.gains, band, point)));
  const passed = synthesis.centers.map((_, band) => decibels(at(synthesis.gains, band, point) ** uses));
  const band = all.reduce<number | undefined>(
    (best, level, index) => (level !== null && level > (all[best ?? -1] ?? Number.NEGATIVE_INFINITY) ? index : best),
    undefined,
  );
  const own = [frequency];
  const rest = [...all, ...all.map((_, index) => passed[index] ?? null)];
  if (band === undefined) return [...own, null, null, null, null, ...rest];
  const [before, after] = [Math.max(point - 1, 0), Math.min(point + 1, points - 1)];
  const rise = 20 * Math.log10(at(analysis.gains, band, after) / at(analysis.gains, band, before));
  const slope = rise / Math.log2((frequencies[after] ?? 0) / (frequencies[before] ?? 0));
  return [...own, band + 1, all[band], passed[band] ?? null, Number.isFinite(slope) ? slope : null, ...rest];
}

function paintCurves(
  shape: VocoderShape,
  given: VocoderParams,
  levels: Axis,
  context: CanvasRenderingContext2D,
  size: PlotSize,
  colours: PlotColours,
): void {
  const axis = bandAxis('place');
  const { frequencies, analysis, synthesis } = shape;
  paintGrid(context, size, colours, levels, axis.ticks);
  const common = { band: undefined, range: levels };
  const curvesOf = ({ gains, centers }: VocoderShape['analysis']) => ({ frequencies, gains, bands: centers.length });
  const uses = synthesisUses(given);
  if (uses > 0) {
    const style = { ...common, colour: colours.result, dashed: false, uses, weight: 6, alpha: 0.35 };
    drawResponses(context, size, axis, curvesOf(synthesis ?? analysis), style);
  }
  if (synthesis) {
    const style = { ...common, colour: colours.ink3, dashed: true, uses: 1 };
    drawResponses(context, size, axis, curvesOf(synthesis), style);
  }
  drawResponses(context, size, axis, curvesOf(analysis), {
    ...common,
    colour: colours.source,
    dashed: false,
    uses: 1,
    weight: 1.25,
    alpha: 1,
  });
  context.fillStyle = colours.source;
  for (const [edge, frequency] of analysis.edges.entries()) {
    // A band's own mark at its low edge; the last edge is that of the band below.
    const band = Math.min(edge, analysis.centers.length - 1);
    const gain = analysis.marks[4 * band + (edge - band)] ?? Number.NaN;
    const level = 20 * Math.log10(gain);
    if (!(level >= levels.low)) continue;
    context.beginPath();
    context.arc(axis.share(frequency) * size.width, responseHeight(level, size.height, levels), 2.5, 0, 2 * Math.PI);
    context.fill();
  }
}

function paintGrid(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  colours: PlotColours,
  levels: Axis,
  ticks: readonly number[],
): void {
  context.save();
  context.fillStyle = colours.line;
  for (const { value } of axisTicks(levels, 40 / size.height)) {
    context.fillRect(0, responseHeight(value, size.height, levels), size.width, 1);
  }
  for (const tick of ticks) context.fillRect(heightOf(PLACES, tick) * size.width, 0, 1, size.height);
  context.strokeStyle = colours.ink3;
  context.setLineDash([2, 4]);
  for (const level of MARKS) {
    if (level < levels.low) continue;
    const y = Math.round(responseHeight(level, size.height, levels)) + 0.5;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(size.width, y);
    context.stroke();
  }
  context.restore();
}
