import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { hashBytes } from '../../core/base/hash.ts';
import type { Progress } from '../../core/engine/engine.ts';
import { captureWorkers } from '../../testing/capture-workers.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { readFixture } from '../../testing/fixture.ts';
import { IndexedDbCache } from '../storage/indexeddb-cache.ts';
import { RESULTS } from '../storage/page-cache.ts';
import { createEngineClient } from './comlink-engine-client.ts';
import type { EngineClient } from './engine-client.ts';
import type { JobHandlers } from './job-handlers.ts';

const SENTENCE = 'src/testing/golden/world/speech_female_44100/input.wav';

const OTHER = 'src/testing/golden/world/speech_female_16000/input.wav';

const clients: EngineClient[] = [];
function newClient(options?: Parameters<typeof createEngineClient>[0]): EngineClient {
  const client = createEngineClient(options);
  clients.push(client);
  return client;
}

/** What the workers keep for later pages. */
const keptResults = () => IndexedDbCache.open({ clock: new FakeClock(), quota: 1e9, name: RESULTS });
const forgetResults = async () => (await keptResults()).clear();

beforeEach(forgetResults);
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
  vi.unstubAllGlobals();
});

async function sentence(): Promise<Blob> {
  return new Blob([await readFixture(SENTENCE)]);
}

function job(onProgress: (progress: Progress) => void = () => undefined): JobHandlers & { abort(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, onProgress, abort: () => controller.abort() };
}

const query = (file: string, f0: string) => JSON.stringify({ file, stack: [{ module: 'world', f0 }] });
const codeOf = (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown);
const caught = (promise: Promise<unknown>) => promise.then(() => 'resolved', codeOf);
const same = (a: Float64Array | undefined, b: Float64Array | undefined) =>
  a !== undefined && b !== undefined && a.length === b.length && a.every((value, index) => Object.is(value, b[index]));

/** Tasks of the page thread that took long enough to be felt, ms. */
function watchLongTasks(): { stop(): number[] } {
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) durations.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  return {
    stop() {
      durations.push(...observer.takeRecords().map((entry) => entry.duration));
      observer.disconnect();
      return durations;
    },
  };
}

test('a render in the workers never holds the page thread for 50 ms', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const watch = watchLongTasks();
  const fractions: number[] = [];
  const rendered = await client.render(
    query(sound.id, '*2'),
    job(({ fraction }) => fractions.push(fraction)),
  );
  expect(watch.stop()).toEqual([]);
  expect(rendered.clip!.channels[0]?.length).toBe(sound.frames);
  expect(fractions.length).toBeGreaterThan(3);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
});

test('the same query twice gives one signature and the same samples, the second time from the cache', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const first = await client.render(query(sound.id, '-3st'), job());
  const second = await client.render(query('sentence.wav', '-3st'), job());
  expect(second.signature).toBe(first.signature);
  expect(second.steps.map((step) => step.cached)).toEqual([true]);
  expect(same(first.clip!.channels[0], second.clip!.channels[0])).toBe(true);
});

test('another engine renders the same samples anew', async () => {
  const outcomes = [];
  for (const client of [newClient(), newClient()]) {
    await forgetResults();
    const sound = await client.load(await sentence(), 'sentence.wav');
    outcomes.push(await client.render(query(sound.id, '*1.5'), job()));
  }
  const [first, second] = outcomes;
  expect(second?.steps.map((step) => step.cached)).toEqual([false]);
  expect(second?.signature).toBe(first?.signature);
  expect(same(first?.clip?.channels[0], second?.clip?.channels[0])).toBe(true);
});

test('a result is found again after a reload, and keeping it never holds the page thread', async () => {
  const watch = watchLongTasks();
  const before = newClient();
  const sound = await before.load(await sentence(), 'sentence.wav');
  const first = await before.render(query(sound.id, '*1.25'), job());
  const step = first.steps[0]?.signature;
  const kept = await keptResults();
  await vi.waitFor(async () => expect((await kept.list()).map((entry) => entry.key)).toContain(step));
  before.dispose();
  const after = newClient();
  await after.load(await sentence(), 'sentence.wav');
  const second = await after.render(query(sound.id, '*1.25'), job());
  expect(watch.stop()).toEqual([]);
  expect(second.steps.map((entry) => entry.cached)).toEqual([true]);
  expect(same(first.clip!.channels[0], second.clip!.channels[0])).toBe(true);
});

test('a cancel stops the work, and the next render is not held up by it', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const fractions: number[] = [];
  const doomed: ReturnType<typeof job> = job(({ fraction }) => {
    fractions.push(fraction);
    doomed.abort();
  });
  expect(await caught(client.render(query(sound.id, '*2'), doomed))).toBe('cancelled');
  // It was stopped on its way, not after its end.
  expect(Math.max(...fractions)).toBeLessThan(0.9);
  expect(await caught(client.render(query(sound.id, '*2'), job()))).toBe('resolved');
});

test('a job aborted before it begins never reaches the worker', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const doomed = job();
  doomed.abort();
  expect(await caught(client.render(query(sound.id, '*2'), doomed))).toBe('cancelled');
});

test('of 50 renders, each aborted by the next, only the last one answers, with what it alone would give', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const jobs = Array.from({ length: 50 }, () => job());
  const outcomes = jobs.map((current, index) => {
    jobs[index - 1]?.abort();
    return client.render(query(sound.id, `*${1 + index / 100}`), current);
  });
  expect(await Promise.all(outcomes.slice(0, -1).map(caught))).toEqual(Array(49).fill('cancelled'));
  const last = await outcomes.at(-1)!;
  const other = newClient();
  await other.load(await sentence(), 'sentence.wav');
  const alone = await other.render(query(sound.id, '*1.49'), job());
  expect(last.signature).toBe(alone.signature);
  expect(same(last.clip!.channels[0], alone.clip!.channels[0])).toBe(true);
});

test('a picture does not wait for a render', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const order: string[] = [];
  const rendering = client.render(query(sound.id, '*2'), job()).then(() => order.push('render'));
  const drawing = client.peaks(sound.id, 0, 512, 0, 100).then((cells) => {
    order.push('picture');
    return cells;
  });
  const cells = await drawing;
  await rendering;
  expect(order).toEqual(['picture', 'render']);
  expect(cells.extremes.length).toBe(2 * Math.min(Math.ceil(sound.frames / 512), 100));
});

test.each([
  ['an empty file', new Uint8Array(0), 'audio-empty'],
  ['a text', new TextEncoder().encode('Dear diary, this is not a sound.'), 'audio-invalid'],
  ['a header cut short', new TextEncoder().encode('RIFF\x24\0\0\0WAVEfmt '), 'audio-invalid'],
])('%s is a typed error and the engine goes on', async (_, bytes, code) => {
  const client = newClient();
  expect(await caught(client.load(new Blob([bytes]), 'broken.wav'))).toBe(code);
  expect(await caught(client.load(await sentence(), 'sentence.wav'))).toBe('resolved');
});

test('all problems of a query come at once, with their places', async () => {
  const client = newClient();
  const text = JSON.stringify({ file: 'a', stack: [{ module: 'world', f0: '-12sx' }, { module: 'nothing' }] });
  const issues = await client.check(text);
  expect(issues.map((issue) => issue.path)).toEqual(['stack[0].f0', 'stack[1].module']);
  expect(issues[0]?.position).toBe(3);
  expect(await caught(client.render(text, job()))).toBe('query-invalid');
});

test('a result is drawn, measured, saved and released like a sound', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const { id, levels, f0, clip, signature } = await client.render(query(sound.id, '*2'), job());
  expect(await client.levels(id)).toEqual(levels);
  expect((await client.peaks(id, 0, 128, 0, 100)).extremes.length).toBeGreaterThan(0);
  const source = await client.f0(sound.id, job());
  expect(f0!.mean! / source.mean!).toBeGreaterThan(1.8);
  expect(f0!.mean! / source.mean!).toBeLessThan(2.3);
  const file = await client.exportFile(id, { format: 'wav', encoding: 's16' }, job());
  const again = await client.load(file, 'result.wav');
  expect(again.frames).toBe(clip!.channels[0]?.length);
  expect(again.recipe).toContain('"f0"');
  expect(again.recipe).toContain('*2');
  expect(signature).toMatch(/^[a-z2-7]{48}$/);
  await client.release(id);
  expect(await caught(client.clip(id))).toBe('source-not-found');
  expect(await caught(client.peaks(id, 0, 128, 0, 100))).toBe('source-not-found');
});

test('samples are heard before the f0 in them is found, and are those of the result', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const heard: Clip[] = [];
  const reversed = JSON.stringify({ file: sound.id, stack: [{ module: 'time-reverse' }] });
  const first = await client.render(reversed, { ...job(), onSound: (clip) => heard.push(clip) });
  expect(heard).toEqual([first.clip]);
  expect([first.clip!.channels[0]!.length, first.f0!.f0.length > 0]).toEqual([sound.frames, true]);
  // Known by now, so that there is nothing to wait for.
  const again = await client.render(reversed, { ...job(), onSound: (clip) => heard.push(clip) });
  expect([heard.length, again.clip]).toEqual([1, first.clip]);
});

test('a result that was given twice stays until it was released twice', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const { id } = await client.render(query(sound.id, '*2'), job());
  expect((await client.render(query(sound.id, '*2'), job())).id).toBe(id);
  await client.release(id);
  expect((await client.clip(id))?.channels).toHaveLength(1);
  await client.release(id);
  expect(await caught(client.clip(id))).toBe('source-not-found');
});

test('a dead worker answers everything pending, and the next call finds the sounds again', async () => {
  const workers = captureWorkers();
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const rendering = caught(client.render(query(sound.id, '*2'), job()));
  const drawing = caught(client.clip(sound.id).then(() => client.render(query(sound.id, '*3'), job())));
  // One turn, in which both have been sent.
  await new Promise((resolve) => setTimeout(resolve));
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'Out of memory' }));
  expect(await rendering).toBe('internal');
  expect(await drawing).toBe('internal');
  expect(await caught(client.render(query(sound.id, '*2'), job()))).toBe('resolved');
  expect(workers.length).toBe(4);
});

test('a set finds the sounds that it names, though none of them is loaded yet', async () => {
  const client = newClient();
  const bytes = await sentence();
  client.expect(hashBytes(new Uint8Array(await bytes.arrayBuffer())), 'sentence.wav', async () => bytes);
  const manifest = JSON.stringify({ name: 'one', recipe: { file: 'sentence.wav', stack: [] }, factors: [] });
  expect(await client.sets.plan(manifest, job())).toHaveLength(1);
});

test('a file is made again from a sound that is known and not loaded', async () => {
  const writer = newClient();
  const sound = await writer.load(await sentence(), 'sentence.wav');
  const { id } = await writer.render(query(sound.id, '*2'), job());
  const file = await writer.exportFile(id, { format: 'wav', encoding: 's16' }, job());
  const reader = newClient();
  reader.expect(sound.id, 'sentence.wav', sentence);
  const written = await reader.load(file, 'result.wav');
  const report = await reader.provenance.checkFile(written.id, job());
  expect(report.verdict).toEqual({ kind: 'identical', same: 'file' });
});

test('with room for one sound, all that is asked of several and their results is answered as ever', async () => {
  const client = newClient({ room: 1 });
  const one = await client.load(await sentence(), 'one.wav');
  const first = await client.render(query(one.id, '*2'), job());
  const other = await client.load(new Blob([await readFixture(OTHER)]), 'other.wav');
  await client.peaks(other.id, 0, 512, 0, 10);
  expect((await client.clip(one.id))?.channels[0]?.length).toBe(one.frames);
  expect((await client.peaks(one.id, 0, 512, 0, 10)).extremes.length).toBe(20);
  expect((await client.clip(other.id))?.channels[0]?.length).toBe(other.frames);
  expect((await client.provenance.describe(first.id)).text).toContain('44100 Hz');
  expect((await client.exportFile(first.id, { format: 'wav', encoding: 's16' }, job())).size).toBeGreaterThan(1000);
  expect((await client.render(query('one.wav', '*2'), job())).signature).toBe(first.signature);
  const manifest = JSON.stringify({ name: 'one', recipe: { file: 'one.wav', stack: [] }, factors: [] });
  await client.sets.plan(manifest, job());
  await client.clip(other.id);
  expect((await client.sets.render(manifest, 0, job())).kind).toBe('rendered');
});

test('a closed client answers instead of waiting', async () => {
  const client = newClient();
  const sound = await client.load(await sentence(), 'sentence.wav');
  const rendering = caught(client.render(query(sound.id, '*2'), job()));
  client.dispose();
  expect(await rendering).toBe('cancelled');
  expect(await caught(client.clip(sound.id))).toBe('cancelled');
});
