import type { PlotSize } from '../components/plot/canvas.tsx';
import { drawWaveform, LANE_SHARE, type Share, waveLevel } from '../components/plot/draw-waveform.ts';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import { niceStep } from '../components/plot/ticks.ts';
import type { AxisPart } from '../state/value-parts.ts';
import { WAVE_CELLS } from '../state/wave-tiles.ts';
import { strings } from '../strings.ts';
import type { AxisTick } from './axis.ts';
import type { Layer, Scene, Value, View } from './layer.ts';
import { createSteadyWave } from './steady-wave.ts';
import { column, count } from './values.ts';

const COLUMNS = [
  column(strings.layers.amplitude, '', 4, { minus: 'plain' }),
  column(strings.layers.level, 'dBFS', 1),
  count(strings.layers.sample, strings.views.sample),
];

const OVER = [
  column('RMS', 'dBFS', 1, { said: 'RMS\u00a0' }),
  column(strings.layers.peak, 'dBFS', 1, { said: `${strings.layers.peakSaid}\u00a0` }),
];

export const waveform: View = {
  id: 'waveform',
  name: strings.views.waveform,
  kind: 'wave',
  height: 150,
  over: [],
  look: waveformLayer,
};

function waveformLayer(scene: Scene): Layer {
  const { sound } = scene;
  const frameAt = (share: number) => Math.min(Math.max(Math.round(share * sound.frames), 0), sound.frames - 1);
  return {
    axis: undefined,
    ticks: laneTicks(sound.channelCount, gainOf(scene.part)),
    ...(scene.part ? { showsTicks: true } : {}),
    legend: strings.layers.waveformLegend,
    columns: COLUMNS,
    read({ share }) {
      const index = frameAt(share);
      const value = valueAt(scene, index);
      return rowOf(value, index);
    },
    over: { columns: OVER, read: (span) => levelsOver(scene, span) },
    frames: { count: sound.frames, shareOf: (frame) => frame / sound.frames, frameAt },
    ...(sound.clip ? {} : { rows: (first, count) => readRows(scene, first, count) }),
    paint: (context, size, colours) => paintLanes(scene, context, size, colours),
    paintMinus: (context, size, colours) => paintBetween(scene, context, size, colours),
  };
}

function levelsOver({ sound, channel, pictures, engine, name }: Scene, { start, end }: Share): readonly Value[] {
  const lane = Math.min(channel, sound.channelCount - 1);
  const first = Math.round(start * sound.frames);
  const count = Math.max(Math.round(end * sound.frames) - first, 1);
  const found = pictures.probe(sound.id, `levels ${name}`, `${lane} ${first} ${count}`, () =>
    engine.stretchLevels(sound.id, lane, first, count),
  );
  return [found?.rmsDbfs, found?.peakDbfs];
}

/** Zero stays in the middle of each lane. */
function gainOf(part: AxisPart | undefined): number | undefined {
  return part && 1 / (part.high - part.low);
}

/** Full scale, or a round value of what is shown, and zero of each lane. */
function laneTicks(lanes: number, gain = 1): readonly AxisTick[] {
  const limit = gain === 1 ? 1 : niceStep(1 / (2.5 * gain));
  const height = LANE_SHARE * gain;
  return Array.from({ length: lanes }, (_, lane) =>
    [limit, 0, -limit].map((value) => ({ value, height: 1 - (lane + 0.5 - (value * height) / 2) / lanes })),
  ).flat();
}

function rowOf(value: number | undefined, index: number): readonly Value[] {
  return [value, value === undefined ? undefined : 20 * Math.log10(Math.abs(value)), index];
}

/** Of a sound that is not held. */
async function readRows({ sound, channel, engine }: Scene, first: number, count: number) {
  const found = await engine.samples(sound.id, first, count);
  const samples = found[Math.min(channel, sound.channelCount - 1)];
  return Array.from({ length: count }, (_, row) => rowOf(samples?.[row], first + row));
}

/** Of a sound that is not held it is asked for. */
function valueAt({ sound, channel, pictures, engine, name }: Scene, index: number): number | undefined {
  const lane = Math.min(channel, sound.channelCount - 1);
  if (sound.clip) return sound.clip.channels[lane]?.[index] ?? 0;
  const found = pictures.probe(sound.id, `sample ${name}`, `${index}`, () => engine.samples(sound.id, index, 1));
  return found?.[lane]?.[0];
}

function paintLanes(scene: Scene, context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void {
  const { sound, source, share, side, pictures } = scene;
  // What was drawn last stands in for what is on its way, but never for another sound.
  const steady = scene.keep(`drawn ${source.id}`, createSteadyWave);
  const lanes = sound.channelCount;
  const height = size.height / lanes;
  const gain = gainOf(scene.part);
  context.fillStyle = colours.line;
  for (let lane = 0; lane < lanes; lane++) {
    context.fillRect(0, Math.round((lane + 0.5) * height), size.width, 1 / size.ratio);
    const wave = steady(pictures, sound, lane, share, size.width * size.ratio);
    const box = { top: lane * height, height, gain };
    drawWaveform(context, size, wave, share, box, colours[side]);
  }
}

/** The result less the source, by cells of its own. */
function paintBetween(scene: Scene, context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void {
  const { sound, source, share, pictures, engine } = scene;
  const lanes = Math.min(sound.channelCount, source.channelCount);
  const height = size.height / lanes;
  const gain = gainOf(scene.part);
  const level = waveLevel(sound.frames, share, size.width * size.ratio);
  context.fillStyle = colours.line;
  for (let lane = 0; lane < lanes; lane++) {
    context.fillRect(0, Math.round((lane + 0.5) * height), size.width, 1 / size.ratio);
    const tile = (at: number, index: number) =>
      at === level
        ? pictures.data(sound.id, `less ${source.id} ${lane} ${at} ${index}`, () =>
            engine.peaksBetween(sound.id, source.id, lane, 2 ** at, index * WAVE_CELLS, WAVE_CELLS),
          )
        : undefined;
    const box = { top: lane * height, height, gain };
    drawWaveform(context, size, { frames: sound.frames, tile }, share, box, colours.ink);
  }
}
