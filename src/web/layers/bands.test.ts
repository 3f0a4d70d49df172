import { beforeEach, expect, test } from 'vitest';
import { vocoderParams } from '../../core/modules/vocoder-params.ts';
import { shapeVocoder } from '../../core/modules/vocoder-shape.ts';
import { type FakeEngine, fakeEngine, settle } from '../../testing/fake-web.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { SHAPE_GRID } from '../services/vocoder-client.ts';
import { FIRST_DISPLAY } from '../state/display.ts';
import { createPictures, type Pictures } from '../state/pictures.ts';
import { samplesPerCell } from './band-cells.ts';
import { bands } from './bands.ts';
import type { Scene } from './layer.ts';

const RATE = 16_000;
const VOCODER = {
  analysis_filters: { f: [200, 400, 800], method: { family: 'butterworth', order: 4, 'zero-phase': true } },
  envelope: { method: 'hilbert' },
  synthesis: { carrier: 'sin' },
};

let engine: FakeEngine;
let pictures: Pictures;
const kept = new Map<string, unknown>();

beforeEach(async () => {
  kept.clear();
  const kernels = await kernelsForTest();
  engine = fakeEngine();
  pictures = createPictures(engine);
  Object.assign(engine.vocoder, {
    shape: async (given: object, rate: number) => shapeVocoder(kernels, vocoderParams.parse(given), rate, SHAPE_GRID),
    envelopes: async (
      id: string,
      _: number,
      __: object,
      stretch: { first: number; count: number; samplesPerCell: number },
    ) => {
      engine.asked.push(`${id} ${stretch.first}`);
      const cells = Math.ceil(stretch.count / stretch.samplesPerCell);
      return { bands: 2, cells, values: new Float32Array(2 * cells).fill(0.1, cells) };
    },
  });
});

function sceneOf(seconds: number, change: Partial<Scene> = {}): Scene {
  const frames = RATE * seconds;
  const shape = { sampleRate: RATE, channelCount: 1, frames, duration: seconds };
  const sound = { id: 'a', ...shape, clip: undefined, levels: { peakDbfs: 0, rmsDbfs: -20 }, f0: undefined };
  return {
    name: 'pane',
    side: 'source',
    sound,
    source: sound,
    f0Growth: { below: 0, above: 0 },
    channel: 0,
    vocoder: VOCODER,
    analysis: {},
    options: { range: 8000, window: 'wide', display: FIRST_DISPLAY },
    share: { start: 0, end: 1 },
    pictures,
    engine,
    keep<T>(name: string, make: () => T): T {
      if (!kept.has(name)) kept.set(name, make());
      return kept.get(name) as T;
    },
    ...change,
  };
}

const SIZE = { width: 100, height: 100, ratio: 1 };
const COLOURS = {
  plot: '',
  line: '',
  ink: '',
  ink3: '',
  source: '',
  result: '',
  f0: '',
  formant: '',
  map: 'paper',
} as const;

/** Draws until nothing more is asked for. */
async function draw(scene: Scene): Promise<void> {
  const context = new Proxy({}, { get: () => () => undefined, set: () => true }) as CanvasRenderingContext2D;
  globalThis.Path2D ??= class {
    moveTo(): void {}
    lineTo(): void {}
    closePath(): void {}
  } as unknown as typeof Path2D;
  for (let asked = -1; asked !== engine.asked.length; ) {
    asked = engine.asked.length;
    bands.look(scene).paint(context, SIZE, COLOURS);
    await settle();
    bands.look(scene).paint(context, SIZE, COLOURS);
    await settle();
  }
}

test('the cursor reads which band it is on, and its envelope', async () => {
  const scene = sceneOf(2);
  await draw(scene);
  const { read, columns } = bands.look(scene);
  const tenth = expect.closeTo(-20, 4);
  const zero = Number.NEGATIVE_INFINITY;
  expect(read({ share: 0.5, frequency: 500 })).toEqual([500, 2, tenth, zero, tenth]);
  expect(read({ share: 0.5, frequency: 300 }).slice(0, 3)).toEqual([300, 1, zero]);
  expect(read({ share: 0.5, frequency: 3000 })).toEqual([3000, null, null, zero, tenth]);
  expect(columns.map(({ unit }) => unit)).toEqual(['Hz', '', 'dBFS', 'dBFS', 'dBFS']);
  expect(columns.filter(({ isListed }) => isListed)).toHaveLength(2);
});

test('the table has every band at every instant, whichever one the cursor is on', async () => {
  const scene = sceneOf(2);
  await draw(scene);
  const layer = bands.look(scene);
  for (const frequency of [500, 3000]) {
    const rows = await layer.rows?.(10, 3, frequency);
    expect(rows).toHaveLength(3);
    for (const row of rows ?? []) expect(row.slice(3)).toEqual([Number.NEGATIVE_INFINITY, expect.closeTo(-20, 4)]);
  }
});

test('a long sound comes stretch by stretch, what is visible only', async () => {
  const scene = sceneOf(60, { share: { start: 0.5, end: 0.8 } });
  await draw(scene);
  expect(engine.asked).toEqual(['a 393216', 'a 524288', 'a 655360']);
});

test('an hour has cells of a second, so that it stays small', () => {
  const cell = samplesPerCell(sceneOf(3600));
  expect((3600 * RATE) / cell).toBeLessThanOrEqual(3600);
  expect(samplesPerCell(sceneOf(3600, { share: { start: 0, end: 0.0001 } }))).toBe(16);
});

test('without a vocoder, or without room for it, it says so and asks for nothing', async () => {
  expect(bands.look(sceneOf(2, { vocoder: undefined })).empty).toBe('No vocoder in this recipe.');
  const high = { ...VOCODER, analysis_filters: { ...VOCODER.analysis_filters, f: 'hr90k' } };
  const scene = sceneOf(2, { vocoder: high });
  await draw(scene);
  expect(bands.look(scene).empty).toBe('The bands reach beyond what this sound has.');
  expect(engine.asked).toEqual([]);
});
