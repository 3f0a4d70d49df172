import { isClipped } from '../../core/audio/full-scale.ts';
import type { PlotSize } from '../components/plot/canvas.tsx';
import { drawWaveform, LANE_SHARE, type Share, waveLevel } from '../components/plot/draw-waveform.ts';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import { niceStep } from '../components/plot/ticks.ts';
import type { AxisPart } from '../state/value-parts.ts';
import { WAVE_CELLS } from '../state/wave-tiles.ts';
import { strings } from '../strings.ts';
import type { AxisTick } from './axis.ts';
import type { Column, Layer, Scene, Value, View } from './layer.ts';
import { createSteadyWave } from './steady-wave.ts';
import { column, count } from './values.ts';

const COLUMNS = [
  column(strings.layers.amplitude, '', 4, { minus: 'plain' }),
  column(strings.layers.level, 'dBFS', 1),
  count(strings.layers.sample, strings.views.sample),
  { name: strings.layers.clipped, unit: '', print: () => strings.layers.clippedSaid, none: '' } satisfies Column,
];

/** dB below full scale that levels are seen of. */
const LEVELS_DB = 60;
/** Of a lane's height: what is lower would lie on the zero of the lane below. */
const LAST_LABEL = 0.85;
/** A peak below has no sample at full scale. */
const NEAR_FULL_DB = -0.001;

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
  const decibels = decibelsOf(scene);
  const t = strings.layers;
  const legend = decibels === undefined ? t.waveformLegend : t.waveformLevels;
  const clipped = hasRuns(scene);
  return {
    axis: undefined,
    ticks: laneTicks(sound.channelCount, gainOf(scene.part), decibels),
    ...(scene.part || decibels !== undefined ? { showsTicks: true } : {}),
    legend: clipped ? `${legend}; ${t.clipMarks}` : legend,
    note: clipped ? t.clippedSaid : undefined,
    columns: COLUMNS,
    read: ({ share }) => rowOf(samplesAround(scene, frameAt(share)), frameAt(share)),
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

/** dB that are shown, where levels are. */
function decibelsOf({ options, part }: Scene): number | undefined {
  return options.display.wave === 'dB' ? LEVELS_DB / (gainOf(part) ?? 1) : undefined;
}

/** Whether the sound has runs at full scale: asked only of those that reach it. */
function hasRuns({ sound, pictures, engine }: Scene): boolean {
  if (sound.levels.peakDbfs < NEAR_FULL_DB) return false;
  const whole = 2 ** Math.ceil(Math.log2(Math.max(sound.frames, 64)));
  return Array.from({ length: sound.channelCount }, (_, lane) =>
    pictures.data(sound.id, `runs ${lane}`, async () => (await engine.peaks(sound.id, lane, whole, 0, 1)).clipped),
  ).some((clipped) => clipped?.[0] === 1);
}

/** Full scale, or a round value of what is shown, and zero of each lane; of levels as many as there is room for. */
function laneTicks(lanes: number, gain = 1, decibels?: number): readonly AxisTick[] {
  if (decibels !== undefined) return levelTicks(lanes, decibels);
  const limit = gain === 1 ? 1 : niceStep(1 / (2.5 * gain));
  const height = LANE_SHARE * gain;
  return Array.from({ length: lanes }, (_, lane) =>
    [limit, 0, -limit].map((value) => ({ value, height: 1 - (lane + 0.5 - (value * height) / 2) / lanes })),
  ).flat();
}

function levelTicks(lanes: number, decibels: number): readonly AxisTick[] {
  // Lanes share the height, so each has room for fewer.
  const step = niceStep((decibels * lanes) / 3) || 1;
  const count = Math.floor((decibels * (lanes > 1 ? LAST_LABEL : 1)) / step) + 1;
  return Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: count }, (__, tick) => {
      const value = -tick * step || 0;
      return { value, height: 1 - (lane + 1 - (1 + value / decibels) * LANE_SHARE) / lanes };
    }),
  ).flat();
}

/** A sample between its neighbours. */
type Around = readonly [before: number, value: number, after: number];

function rowOf(around: Around | undefined, index: number): readonly Value[] {
  if (!around) return [undefined, undefined, index, undefined];
  const value = around[1];
  return [value, 20 * Math.log10(Math.abs(value)), index, isClipped(...around) ? 1 : null];
}

/** Of a sound that is not held. */
async function readRows({ sound, channel, engine }: Scene, first: number, count: number) {
  const start = Math.max(first - 1, 0);
  const found = await engine.samples(sound.id, start, first - start + count + 1);
  const samples = found[Math.min(channel, sound.channelCount - 1)];
  return Array.from({ length: count }, (_, row) => rowOf(aroundIn(samples, first - start + row), first + row));
}

function aroundIn(samples: ArrayLike<number> | undefined, at: number): Around | undefined {
  const value = samples?.[at];
  return value === undefined ? undefined : [samples?.[at - 1] ?? 0, value, samples?.[at + 1] ?? 0];
}

/** Of a sound that is not held it is asked for. */
function samplesAround({ sound, channel, pictures, engine, name }: Scene, index: number): Around | undefined {
  const lane = Math.min(channel, sound.channelCount - 1);
  if (sound.clip) return aroundIn(sound.clip.channels[lane], index) ?? [0, 0, 0];
  const start = Math.max(index - 1, 0);
  const found = pictures.probe(sound.id, `sample ${name}`, `${index}`, () => engine.samples(sound.id, start, 3));
  return aroundIn(found?.[lane], index - start);
}

function paintLanes(scene: Scene, context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void {
  const { sound, source, share, side, pictures } = scene;
  // What was drawn last stands in for what is on its way, but never for another sound.
  const steady = scene.keep(`drawn ${source.id}`, createSteadyWave);
  const lanes = sound.channelCount;
  const height = size.height / lanes;
  const drawn = { height, gain: gainOf(scene.part), decibels: decibelsOf(scene) };
  context.fillStyle = colours.line;
  for (let lane = 0; lane < lanes; lane++) {
    context.fillRect(0, zeroOf(lane, drawn), size.width, 1 / size.ratio);
    const wave = steady(pictures, sound, lane, share, size.width * size.ratio);
    const box = { top: lane * height, ...drawn, marks: colours.ink };
    drawWaveform(context, size, wave, share, box, colours[side]);
  }
}

/** y of a lane's silence: its middle, or where levels begin. */
function zeroOf(
  lane: number,
  { height, decibels }: { readonly height: number; readonly decibels: number | undefined },
) {
  return decibels === undefined ? Math.round((lane + 0.5) * height) : Math.floor((lane + 1) * height) - 1;
}

/** The result less the source, by cells of its own. */
function paintBetween(scene: Scene, context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void {
  const { sound, source, share, pictures, engine } = scene;
  const lanes = Math.min(sound.channelCount, source.channelCount);
  const height = size.height / lanes;
  const drawn = { height, gain: gainOf(scene.part), decibels: decibelsOf(scene) };
  const level = waveLevel(sound.frames, share, size.width * size.ratio);
  context.fillStyle = colours.line;
  for (let lane = 0; lane < lanes; lane++) {
    context.fillRect(0, zeroOf(lane, drawn), size.width, 1 / size.ratio);
    const tile = (at: number, index: number) =>
      at === level
        ? pictures.data(sound.id, `less ${source.id} ${lane} ${at} ${index}`, () =>
            engine.peaksBetween(sound.id, source.id, lane, 2 ** at, index * WAVE_CELLS, WAVE_CELLS),
          )
        : undefined;
    const box = { top: lane * height, ...drawn };
    drawWaveform(context, size, { frames: sound.frames, tile }, share, box, colours.ink);
  }
}
