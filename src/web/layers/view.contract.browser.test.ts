import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { createSvgPen } from '../components/plot/svg-pen.ts';
import { createEngineClient } from '../services/comlink-engine-client.ts';
import type { EngineClient } from '../services/engine-client.ts';
import { FIRST_DISPLAY } from '../state/display.ts';
import { createPictures, type Pictures } from '../state/pictures.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import { heightOf, valueAt } from './axis.ts';
import { differenceOf, inGivenColours, paintOverlay } from './compare.ts';
import { fetchCurves } from './curves.ts';
import type { Layer, Point, Scene, Value, View } from './layer.ts';
import { VIEWS, viewOf } from './registry.ts';
import { collectRows, csvLines, rowTexts } from './rows.ts';
import { printed, printedAll } from './values.ts';

const JOB = { signal: new AbortController().signal, onProgress: () => undefined };
const VOCODER = {
  analysis_filters: { f: [200, 400, 800, 1600, 3200], method: { family: 'butterworth', order: 4, 'zero-phase': true } },
  envelope: { method: 'hilbert' },
  synthesis: { carrier: 'sin' },
};
const SIZE = { width: 320, height: 160, ratio: 2 };
const COLOURS = {
  plot: 'white',
  line: 'silver',
  ink: 'black',
  ink3: 'dimgray',
  source: 'teal',
  result: 'firebrick',
  f0: 'blue',
  formant: 'crimson',
  map: 'paper',
} as const;

let engine: EngineClient;
let pictures: Pictures;
let source: PlotSound;
let result: PlotSound;
const kept = new Map<string, unknown>();

beforeAll(async () => {
  await fetchCurves();
  engine = createEngineClient();
  pictures = createPictures(engine);
  const file = new Blob([await readFixture('public/samples/speech_female_44100.wav')]);
  const sound = await engine.load(file, 'voice.wav');
  const { id, sampleRate, channelCount, frames, duration } = sound;
  const shape = { sampleRate, channelCount, frames, duration };
  const f0 = await engine.f0(id, JOB);
  source = { id, ...shape, clip: await engine.clip(id), levels: await engine.levels(id), f0 };
  const query = JSON.stringify({ file: id, stack: [{ module: 'world', f0: '-12st' }] });
  const { shape: made, ...rest } = await engine.render(query, JOB);
  result = { id: rest.id, ...made, clip: rest.clip, levels: rest.levels, f0: rest.f0 };
});

afterAll(() => engine.dispose());

function sceneOf(view: View, change: Partial<Scene> = {}): Scene {
  return {
    name: `contract ${view.id}`,
    side: 'source',
    sound: source,
    source,
    f0Growth: { centre: source.f0?.mean, below: 0, above: 0 },
    channel: 0,
    vocoder: VOCODER,
    analysis: {},
    options: { range: 8000, window: 'wide', display: FIRST_DISPLAY },
    cursor: { share: 0.3, formantScale: 0.8, result },
    share: { start: 0, end: 1 },
    pictures,
    engine,
    keep<T>(name: string, make: () => T): T {
      const key = `${view.id} ${name}`;
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
    ...change,
  };
}

function paint(layer: Layer): Uint8ClampedArray {
  return drawn((context) => layer.paint(context, SIZE, COLOURS));
}

function drawn(draw: (context: CanvasRenderingContext2D) => void): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(SIZE.width * SIZE.ratio, SIZE.height * SIZE.ratio);
  // What is drawn on is a canvas of either kind.
  const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D;
  context.scale(SIZE.ratio, SIZE.ratio);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** What a view says at a point once it knows. It is looked at as in a pane, which paints before it reads. */
function known(view: View, scene: Scene, point: Point): Promise<readonly Value[]> {
  return vi.waitFor(
    () => {
      const layer = view.look(scene);
      paint(layer);
      const values = layer.read(point);
      expect(values.filter((value) => value === undefined)).toEqual([]);
      return values;
    },
    { timeout: 20_000 },
  );
}

const WAY = { frequency: 1000, breathe: async () => undefined };

/** Rows of some frames, once they are known. */
function rowsOf(view: View, scene: Scene, first: number, count: number) {
  return vi.waitFor(
    async () => {
      const layer = view.look(scene);
      const rows = await collectRows(layer, { first, count }, { ...WAY, duration: scene.sound.duration });
      expect(rows).toBeDefined();
      return rows!;
    },
    { timeout: 20_000 },
  );
}

test('views have names of their own', () => {
  expect(new Set(VIEWS.map(({ id }) => id)).size).toBe(VIEWS.length);
  expect(new Set(VIEWS.map(({ name }) => name)).size).toBe(VIEWS.length);
});

describe.each(VIEWS.map((view) => [view.id, view] as const))('A view: %s', (id, view) => {
  test('is kept by a name that a file can have, and drawn over views that there are', () => {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    for (const base of [...view.over, ...(view.usual ?? [])]) expect(viewOf(base)).toBeDefined();
    expect(view.height).toBeGreaterThanOrEqual(96);
  });

  test('is drawn, and says how it was measured', async () => {
    const scene = sceneOf(view);
    expect(view.look(scene).legend).not.toBe('');
    await vi.waitFor(() => expect(paint(view.look(scene)).some((byte) => byte > 0)).toBe(true), { timeout: 20_000 });
    expect(view.look(scene).empty).toBeUndefined();
  });

  if (view.kind !== 'map')
    test('stays lines in an exported picture', async () => {
      const scene = sceneOf(view);
      await vi.waitFor(() => {
        const pen = createSvgPen();
        view.look(scene).paint(pen.context, SIZE, COLOURS);
        expect(pen.markup()).toMatch(/<path d="M[\d.M ]+[hL]/);
      });
    });

  if (view.kind !== 'curve')
    test('shows a part of its values when that is asked for, and says the same of them', async () => {
      const [whole, part] = [sceneOf(view), sceneOf(view, { part: { low: 0.375, high: 0.625 } })];
      const point = { share: 0.3, frequency: 6000 };
      const values = await known(view, whole, point);
      expect(await known(view, part, point)).toEqual(values);
      expect(view.look(part).columns.map(({ name }) => name)).toEqual(view.look(whole).columns.map(({ name }) => name));
      const [all, shown] = [view.look(whole).axis, view.look(part).axis];
      if (all && shown) {
        expect(heightOf(all, shown.low)).toBeCloseTo(0.375, 9);
        expect(heightOf(all, shown.high)).toBeCloseTo(0.625, 9);
      } else {
        expect(view.look(part).showsTicks).toBe(true);
        expect(view.look(part).ticks).not.toEqual(view.look(whole).ticks);
      }
      // What was in the middle half of the picture fills it.
      await vi.waitFor(() => expect(paint(view.look(part))).not.toEqual(paint(view.look(whole))));
    });

  test('finds its frames where it says that they stand', async () => {
    const scene = sceneOf(view);
    await known(view, scene, { share: 0.3, frequency: 1000 });
    const { frames } = view.look(scene);
    expect(frames.count).toBeGreaterThan(1);
    for (const frame of [0, 1, Math.floor(frames.count / 3), frames.count - 1]) {
      expect(frames.frameAt(frames.shareOf(frame))).toBe(frame);
    }
  });

  test.each(['source', 'result'] as const)('speaks, lists and writes one value: %s', async (side) => {
    const scene = sceneOf(view, side === 'result' ? { side, sound: result } : {});
    await known(view, scene, { share: 0.3, frequency: 1000 });
    const { frames } = view.look(scene);
    const first = Math.floor(frames.count * 0.3);
    const rows = await rowsOf(view, scene, first, 3);
    for (const row of [0, 1, 2]) {
      const { columns, across } = view.look(scene);
      const share = frames.shareOf(first + row);
      const frequency = across ? valueAt(across.axis, share) : 1000;
      const values = await known(view, scene, { share, frequency });
      expect(rowTexts(rows, row, 3).slice(1)).toEqual(
        columns.map((column, index) => printed({ ...column, said: '' }, values[index])),
      );
      const cells = csvLines(rows, row, row + 1)
        .trim()
        .split(',')
        .slice(1);
      const read = cells.map((cell): Value => {
        if (cell === '') return null;
        return cell === '-Inf' ? Number.NEGATIVE_INFINITY : Number(cell);
      });
      expect(printedAll(columns, read)).toEqual(printedAll(columns, values));
    }
  });

  test('comes to something over a stretch, if it says that it does', async () => {
    const scene = sceneOf(view);
    const span = { start: 0.2, end: 0.4 };
    const values = await vi.waitFor(() => {
      const over = view.look(scene).over;
      const found = over?.read(span) ?? [];
      expect(found).toHaveLength(over?.columns.length ?? 0);
      expect(found.every((value) => value === null || Number.isFinite(value))).toBe(true);
      return found;
    });
    expect(values.every((value) => value !== undefined)).toBe(true);
  });

  // A curve is no sound's: both sides have the same.
  if (view.kind !== 'curve')
    test('is compared: one side over the other, and the result less the source or a sentence why not', async () => {
      const scenes = {
        source: inGivenColours(sceneOf(view)),
        result: inGivenColours(sceneOf(view, { name: `contract ${id} b`, side: 'result', sound: result })),
      };
      const point = { share: 0.3, frequency: 1000 };
      const sides = await Promise.all([known(view, scenes.source, point), known(view, scenes.result, point)]);
      const looked = () => ({ source: view.look(scenes.source), result: view.look(scenes.result) });
      const both = drawn((context) => {
        const layers = looked();
        paintOverlay(context, view, (side, colours) => layers[side].paint(context, SIZE, colours), COLOURS);
      });
      expect(both.some((byte) => byte > 0)).toBe(true);
      const found = differenceOf(view, looked(), scenes.result, true);
      if (typeof found === 'string') return expect(found).toMatch(/\.$/);
      await vi.waitFor(() => expect(paint(found).some((byte) => byte > 0)).toBe(true));
      const [first] = view
        .look(scenes.result)
        .columns.flatMap(({ minus }, index) => (minus === 'dB' ? [[sides[0][index], sides[1][index]]] : []));
      const values = found.read(point);
      expect(values).toHaveLength(found.columns.length);
      if (!first?.every((value) => typeof value === 'number')) return undefined;
      return expect(values.some((value) => value === Number(first[1]) - Number(first[0]))).toBe(true);
    });

  test('prints every value with its unit, which its header has too', async () => {
    const scene = sceneOf(view);
    const values = await known(view, scene, { share: 0.3, frequency: 1000 });
    const { columns } = view.look(scene);
    expect(columns.length).toBeGreaterThan(0);
    expect(values).toHaveLength(columns.length);
    for (const { unit, print, name } of columns) {
      expect(name).not.toBe('');
      if (unit !== '') expect(print(1234)).toContain(unit);
    }
  });
});
