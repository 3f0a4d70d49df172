import type { PlotSize } from '../components/plot/canvas.tsx';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import { strings } from '../strings.ts';
import { type Axis, frequencyAxis, heightOf, partOf } from './axis.ts';
import { intensityOf } from './intensity.ts';
import { evenFrames, type Frames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { column } from './values.ts';

/** Praat's settings. */
const COUNT = 5;
const WINDOW = 0.025;
const STEP = WINDOW / 4;
/** Frames so much below the loudest one have no dots. */
const RANGE_DB = 30;

/** Frames that are asked for together: some seconds of sound. */
const TOGETHER = 512;
const ROW = 2 * COUNT;

const SETTINGS = { count: COUNT, windowLength: WINDOW, emphasisFrom: 50, step: STEP };

const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);
const FREQUENCIES = NUMBERS.map((n) => column(`F${n}`, 'Hz', 0, { said: `F${n}\u00a0`, minus: 'st' }));
const BANDWIDTHS = NUMBERS.map((n) => column(`B${n}`, 'Hz', 0, { said: `B${n}\u00a0` }));
const PAIRS = FREQUENCIES.flatMap((frequency, index) => [frequency, BANDWIDTHS[index] ?? frequency]);

/** Poles of linear prediction, for the eye: the recipe does not use them. */
export const formants: View = {
  id: 'formants',
  name: strings.layers.formants,
  kind: 'map',
  height: 240,
  over: ['spectrogram'],
  look: formantLayer,
};

function formantLayer(scene: Scene, base?: Axis): Layer {
  const { sound, options } = scene;
  const ceiling = Math.min(options.display.ceiling, Math.floor(sound.sampleRate / 2));
  const axis = base ?? partOf(frequencyAxis(options.display.scale, ceiling), scene.part);
  const frames = evenFrames(Math.floor(sound.duration / STEP) + 1, STEP, sound.duration);
  return {
    axis,
    legend: strings.layers.formantLegend(ceiling),
    columns: base ? FREQUENCIES : PAIRS,
    read({ share }) {
      const row = rowOf(scene, ceiling, frames, frames.frameAt(share));
      return valuesOf(row, base !== undefined);
    },
    frames,
    async rows(first, count) {
      const { engine, channel } = scene;
      const shown = Math.min(channel, sound.channelCount - 1);
      const span = { ...SETTINGS, ceiling, start: first, frames: count };
      const found = await engine.formants(sound.id, shown, span);
      return Array.from({ length: count }, (_, row) =>
        valuesOf(found.subarray(row * ROW, (row + 1) * ROW), base !== undefined),
      );
    },
    paint: (context, size, colours) => paintDots(scene, { axis, frames, ceiling }, context, size, colours),
  };
}

/** @param short without bandwidths */
function valuesOf(row: Float64Array | undefined, short: boolean): readonly Value[] {
  const values = Array.from({ length: ROW }, (_, index): Value => (row ? row[index] || null : undefined));
  return short ? values.filter((_, index) => index % 2 === 0) : values;
}

/** The visible stretch is asked for, and what the cursor reads. */
function rowOf(scene: Scene, ceiling: number, frames: Frames, frame: number): Float64Array | undefined {
  const { sound, pictures, engine } = scene;
  const channel = Math.min(scene.channel, sound.channelCount - 1);
  const start = Math.floor(frame / TOGETHER) * TOGETHER;
  const rows = pictures.data(sound.id, `formants ${channel} ${ceiling} ${start}`, () =>
    engine.formants(sound.id, channel, {
      ...SETTINGS,
      ceiling,
      start,
      frames: Math.min(TOGETHER, frames.count - start),
    }),
  );
  return rows?.subarray((frame - start) * ROW, (frame - start + 1) * ROW);
}

interface Plot {
  readonly axis: Axis;
  readonly frames: Frames;
  readonly ceiling: number;
}

/** Frames drawn at most: on a long stretch dots of every frame would be one patch. */
const MOST_FRAMES = 4000;

function paintDots(
  scene: Scene,
  { axis, frames, ceiling }: Plot,
  context: CanvasRenderingContext2D,
  size: PlotSize,
  colours: PlotColours,
): void {
  const { share } = scene;
  const level = intensityOf(scene);
  if (!level) return;
  const loudest = level.levelDb.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const first = Math.max(frames.frameAt(share.start), 0);
  const last = Math.min(frames.frameAt(share.end), frames.count - 1);
  const stride = Math.max(1, Math.ceil((last - first + 1) / MOST_FRAMES));
  context.beginPath();
  for (let frame = first; frame <= last; frame += stride) {
    const heard = level.levelDb[Math.round((frame * STEP) / level.step)] ?? Number.NEGATIVE_INFINITY;
    if (heard < loudest - RANGE_DB) continue;
    const x = ((frames.shareOf(frame) - share.start) / (share.end - share.start)) * size.width;
    const row = rowOf(scene, ceiling, frames, frame);
    for (let index = 0; row && index < ROW; index += 2) {
      const frequency = row[index] ?? 0;
      if (frequency <= 0 || frequency > axis.high) continue;
      const y = size.height * (1 - heightOf(axis, frequency));
      context.moveTo(x + 1.6, y);
      context.arc(x, y, 1.6, 0, 2 * Math.PI);
    }
  }
  context.strokeStyle = colours.plot;
  context.lineWidth = 2;
  context.stroke();
  context.fillStyle = colours.formant;
  context.fill();
}
