import * as Comlink from 'comlink';
import { beforeEach, expect, test } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { concatBytes } from '../../core/base/bytes.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { SOUND_FORMATS } from '../../core/codecs/codec.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { expandSet } from '../../core/sets/expand.ts';
import { parseManifest } from '../../core/sets/manifest.ts';
import { type NamedRow, nameRows, renderRow } from '../../core/sets/run-set.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { RowHome } from './row-protocol.ts';
import { RowService } from './row-service.ts';

const ID = 'a'.repeat(48);
const MANIFEST = parseManifest({
  name: 'pair',
  recipe: { file: 'a.wav', stack: [{ module: 'world' }] },
  factors: [{ name: 'f0', path: 'stack[0].f0', values: { list: ['-3st', '+3st'] } }],
});
const TASK = { clip: MANIFEST.clip, ids: { 'a.wav': ID }, encode: true };
const clock = { now: () => performance.now() };

let kernels: Kernels;
let clip: Clip;
let rows: NamedRow[];
let asked: string[];
let breaths: number;

/** What one engine in one thread makes. */
const resolve = async () => ({ bytes: new Uint8Array(), id: ID, clip });
const plain = () => {
  const cache = new MemoryCache({ clock, quota: 1e8 });
  return createEngine({ kernels, clock, cache, resolve, breathe: async () => undefined }, MODULES);
};

function serviceWith(cache = new MemoryCache({ clock, quota: 1e8 })): RowService {
  const home: RowHome = {
    get(key) {
      asked.push('get');
      return cache.get(key);
    },
    put: (key: string, value: CacheValue, options) => cache.put(key, value, options),
    delete: (key) => cache.delete(key),
    sound(id) {
      asked.push(id);
      return clip;
    },
  };
  const breathe = () => {
    breaths += 1;
    return new Promise<void>((done) => setImmediate(done));
  };
  const host = { kernels, libraries: librariesForTest(), sampleLimit: 2 ** 20, clock, breathe };
  return new RowService(host, home);
}

beforeEach(async () => {
  kernels = await kernelsForTest();
  clip = voiceClip({ seconds: 0.2 });
  asked = [];
  breaths = 0;
  rows = await nameRows(MANIFEST, expandSet(MANIFEST, MODULES, kernels.vocoder), plain());
});

test('a row whose level is asked for has no file', async () => {
  const answer = await serviceWith().render(1, { row: rows[0]!, ...TASK, encode: false });
  expect(answer).toMatchObject({ kind: 'rendered', facts: { sampleRate: clip.sampleRate } });
  expect('file' in answer && answer.file.map(({ length }) => length)).toEqual([0]);
});

test('a row made in a thread is the file that one engine makes', async () => {
  const row = rows[0]!;
  const answer = await serviceWith().render(1, { row, ...TASK });
  const tools = { engine: plain(), registry: MODULES, kernels, tools: { kernels } };
  const { kind, facts, file } = (await renderRow(row, MANIFEST, tools)) as Extract<typeof answer, { file: unknown }>;
  expect(answer).toEqual({ kind, facts, file: [concatBytes(file)] });
});

test.each(SOUND_FORMATS)('rows in %s cross from their thread, one after the other', async (format) => {
  const manifest = parseManifest({ ...MANIFEST, output: { format } });
  const named = await nameRows(manifest, expandSet(manifest, MODULES, kernels.vocoder), plain());
  const { port1, port2 } = new MessageChannel();
  try {
    Comlink.expose(serviceWith(), port1);
    const service = Comlink.wrap<RowService>(port2);
    for (const row of named) {
      const answer = await service.render(row.index, { row, ...TASK });
      expect(answer).toMatchObject({ kind: 'rendered', file: [{ length: expect.any(Number) }] });
    }
  } finally {
    port1.close();
  }
});

test('the sound of a voice crosses once for all its rows, and so does its analysis', async () => {
  const cache = new MemoryCache({ clock, quota: 1e8 });
  const service = serviceWith(cache);
  await service.render(1, { row: rows[0]!, ...TASK });
  const before = asked.length;
  await service.render(2, { row: rows[1]!, ...TASK });
  expect(asked.filter((each) => each === ID)).toHaveLength(1);
  // Its own sound, which is new; what is remembered of the voice is near.
  expect(asked.slice(before)).toEqual(['get']);
  const other = await serviceWith(cache).render(3, { row: rows[1]!, ...TASK });
  expect(other).toMatchObject({ kind: 'rendered', facts: { cached: true } });
});

test('a thread that is told to stand still does, until it is let go or its row is cancelled', async () => {
  const service = serviceWith();
  service.hold(true);
  const held = service.render(1, { row: rows[0]!, ...TASK });
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
  expect(breaths).toBe(1);
  service.cancel(1);
  await expect(held).rejects.toMatchObject({ code: 'cancelled' });
  const next = service.render(2, { row: rows[0]!, ...TASK });
  service.hold(false);
  expect((await next).kind).toBe('rendered');
});

test('a row whose sound is gone fails by name, and the next is made', async () => {
  const service = serviceWith();
  const answer = await service.render(1, { row: rows[0]!, clip: 'together', ids: {}, encode: true });
  expect(answer).toMatchObject({ kind: 'failed', error: { code: 'source-not-found' } });
  expect((await service.render(2, { row: rows[0]!, ...TASK })).kind).toBe('rendered');
});
