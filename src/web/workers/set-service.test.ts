import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import type { Progress } from '../../core/engine/engine.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { EngineService } from './engine-service.ts';

const SENTENCE = 'src/testing/golden/world/speech_female_16000/input.wav';
const clock = { now: () => performance.now() };

let service: EngineService;
let progress: [job: number, progress: Progress][];

beforeEach(async () => {
  progress = [];
  service = new EngineService({
    kernels: await kernelsForTest(),
    libraries: librariesForTest(),
    sampleLimit: 2 ** 26,
    clock,
    cache: new MemoryCache({ clock, quota: 1e8 }),
    build: { version: '1.2.3', wasm: async () => 'a'.repeat(48) },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    report: (job, each) => progress.push([job, each]),
  });
  await service.load(new Blob([await readFixture(SENTENCE)]), 'a.wav');
});

/** Pieces of a sentence, each turned up by so many dB. */
function setOf(gains: readonly number[], more: object = {}): string {
  return JSON.stringify({
    name: 'pieces',
    recipe: { file: 'a.wav', stack: [{ module: 'slice', end: 0.1 }, { module: 'level' }] },
    factors: [{ name: 'gain', path: 'stack[1].gain', values: { list: gains } }],
    naming: 'gain{gain}',
    ...more,
  });
}

async function plan(text: string, job = 1) {
  const count = await service.sets.plan(job, text);
  return service.sets.planned(text, 0, count);
}

const zipOf = async (archive: Blob | undefined) => unzipSync(new Uint8Array(await archive!.arrayBuffer()));

test('rows are planned with their names and requests, and with what the cache has of them', async () => {
  const text = setOf([-6, -3]);
  const [first, second] = await plan(text);
  expect(first).toMatchObject({ index: 0, name: 'gain-6', values: { gain: -6 }, cached: false });
  expect(JSON.parse(second!.query)).toMatchObject({ file: 'a.wav', stack: [{ end: 0.1 }, { gain: -3 }] });
  await service.sets.render(2, text, 1);
  expect((await plan(text)).map(({ cached }) => cached)).toEqual([false, true]);
});

test('rows come in pieces, and those of a set that two others followed are refused', async () => {
  const text = setOf([-6, -3, 0]);
  await plan(text);
  expect((await service.sets.planned(text, 1, 1)).map(({ name }) => name)).toEqual(['gain-3']);
  expect(await service.sets.planned(text, 3, 1)).toEqual([]);
  await plan(setOf([-1]));
  expect(await service.sets.planned(text, 0, 3)).toHaveLength(3);
  await plan(setOf([-2]));
  await expect(service.sets.planned(text, 0, 3)).rejects.toMatchObject({ code: 'cancelled' });
});

test('what is wrong with a set is said before anything is made of it', async () => {
  await expect(plan('{')).rejects.toMatchObject({ code: 'set-invalid', message: /^The manifest is not JSON/ });
  const twice = { issues: [{ path: 'naming', code: 'collision' }] };
  await expect(plan(setOf([1, 2], { naming: 'x' }))).rejects.toMatchObject(twice);
  await expect(service.sets.render(1, setOf([1]), 7)).rejects.toMatchObject({ code: 'set-invalid' });
  const gone = setOf([1], { recipe: { file: 'gone.wav', stack: [{ module: 'slice' }, { module: 'level' }] } });
  await expect(plan(gone)).rejects.toMatchObject({ code: 'source-not-found', details: { source: 'gone.wav' } });
});

test('the requests of rows that are left out are told without their sounds being made', async () => {
  const queries = await service.sets.leftOut(setOf([-6, -3, 0], { exclude: ['gain < -1'] }));
  expect(queries.map((query) => JSON.parse(query).stack[1].gain)).toEqual([-6, -3]);
  expect(progress).toEqual([]);
});

test('a row is computed once, and found by whoever asks again', async () => {
  const text = setOf([-6]);
  const cached = async () => {
    const outcome = await service.sets.render(1, text, 0);
    return outcome.kind === 'rendered' && [outcome.facts.cached, outcome.facts.frames];
  };
  expect(await cached()).toEqual([false, 1601]);
  expect(await cached()).toEqual([true, 1601]);
});

test('a row that cannot be made is an outcome, and the next one is made', async () => {
  const text = setOf([0, 60], { clip: 'refuse' });
  expect(await service.sets.render(1, text, 1)).toMatchObject({ kind: 'failed', error: { code: 'audio-clipped' } });
  expect((await service.sets.render(2, text, 0)).kind).toBe('rendered');
});

test('a row whose sound was closed after it was planned fails by its name', async () => {
  const text = setOf([-6]);
  await plan(text);
  const { id } = await service.load(new Blob([await readFixture(SENTENCE)]), 'a.wav');
  service.release(id);
  const outcome = await service.sets.render(1, text, 0);
  expect(outcome).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('a.wav') } });
});

test('a row that is heard is the sound of its request', async () => {
  const text = setOf([-6]);
  const [row] = await plan(text);
  const clip = await service.sets.preview(2, text, 0);
  expect(clip.channels).toEqual((await service.render(3, row!.query)).clip!.channels);
});

test.each([
  ['counted', (text: string) => service.sets.plan(7, text)],
  ['made', (text: string) => service.sets.render(7, text, 0)],
  ['heard', (text: string) => service.sets.preview(7, text, 0)],
  ['written', (text: string) => service.sets.export(7, text, undefined)],
])('what is being %s is stopped by its number, and the next one is not', async (_what, begin) => {
  const text = setOf(Array.from({ length: 64 }, (_, index) => -index / 10));
  // The program of sets is there: what follows begins at once.
  await service.sets.leftOut(text);
  const begun = begin(text);
  const told = expect(begun).rejects.toMatchObject({ code: 'cancelled' });
  await new Promise((resolve) => setImmediate(resolve));
  service.cancel(7);
  await told;
  expect((await service.sets.render(8, text, 3)).kind).toBe('rendered');
});

test('an archive has the rows in their order, says how far it is, and those that fail are in its table alone', async () => {
  const text = setOf([-6, 60, -3], { clip: 'refuse' });
  const { archives, rendered, failed } = await service.sets.export(1, text, undefined);
  expect([archives.length, rendered, failed]).toEqual([1, 2, 1]);
  const files = await zipOf(archives[0]);
  expect(Object.keys(files).filter((name) => name.endsWith('.wav'))).toEqual([
    'pieces/sounds/gain-6.wav',
    'pieces/sounds/gain-3.wav',
  ]);
  expect(strFromU8(files['pieces/table.csv']!)).toContain('and the set refuses that.');
  const fractions = progress.map(([, { fraction }]) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
});

test('an archive is the same bytes each time, whatever was in the cache', async () => {
  const text = setOf([-6, -3]);
  const bytes = async () => {
    const { archives } = await service.sets.export(1, text, undefined);
    return new Uint8Array(await archives[0]!.arrayBuffer());
  };
  expect(await bytes()).toEqual(await bytes());
});

test('all rows of a set that is turned down alike have the gain of the one that needs most', async () => {
  const { archives } = await service.sets.export(1, setOf([0, 60], { clip: 'set' }), undefined);
  const [head, ...lines] = strFromU8((await zipOf(archives[0]))['pieces/table.csv']!)
    .trim()
    .split('\r\n');
  const column = head!.split(',').indexOf('gain_db');
  const [one, other] = lines.map((line) => Number(line.split(',')[column]));
  expect(one).toBeLessThan(-20);
  expect(other).toBeCloseTo(one!, 1);
});

test('all rows of a set at its mean have one level, of which its rows by themselves know nothing', async () => {
  const text = setOf([-12, 0], { levels: 'mean', clip: 'set' });
  const { archives } = await service.sets.export(1, text, undefined);
  const [head, ...lines] = strFromU8((await zipOf(archives[0]))['pieces/table.csv']!)
    .trim()
    .split('\r\n');
  const [level, gain] = ['rms_dbfs', 'gain_db'].map((name) => head!.split(',').indexOf(name));
  const told = lines.map((line) => line.split(',')).map((cells) => [Number(cells[level!]), Number(cells[gain!])]);
  expect(told[0]![0]).toBe(told[1]![0]);
  expect(told.map(([, each]) => each)).toEqual([6, -6]);
  expect(await service.sets.render(2, text, 0)).toMatchObject({ facts: { cached: true } });
  const fractions = progress.map(([, { fraction }]) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
});

test('an archive that cannot be written says so', async () => {
  const destination = {
    createWritable: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    getFile: () => Promise.reject(new Error('nothing there')),
  } as unknown as FileSystemFileHandle;
  await expect(service.sets.export(1, setOf([-6]), destination)).rejects.toMatchObject({ code: 'disk-full' });
});
