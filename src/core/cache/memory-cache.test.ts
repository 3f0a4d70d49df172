import { expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { describeCache } from './cache.contract.ts';
import { MemoryCache } from './memory-cache.ts';

describeCache('MemoryCache', (options) => new MemoryCache(options));

const KEEP = { lifetime: null, sources: [] };

it('drops a value one of whose arrays was transferred away by a receiver', async () => {
  const cache = new MemoryCache({ clock: new FakeClock(), quota: 1000 });
  await cache.put('a', { meta: {}, arrays: { x: Float64Array.of(1), y: Float64Array.of(2) } }, KEEP);
  const taken = await cache.get('a');
  structuredClone(taken?.arrays['y'], { transfer: [taken!.arrays['y']!.buffer] });
  expect(await cache.get('a')).toBeUndefined();
  expect(await cache.list()).toEqual([]);
});

it('gives every receiver the same arrays, without copying', async () => {
  const cache = new MemoryCache({ clock: new FakeClock(), quota: 1000 });
  await cache.put('a', { meta: {}, arrays: { x: Float64Array.of(1) } }, KEEP);
  expect((await cache.get('a'))?.arrays['x']).toBe((await cache.get('a'))?.arrays['x']);
});

it('keeps its facts from being written to by a receiver', async () => {
  const cache = new MemoryCache({ clock: new FakeClock(), quota: 1000 });
  await cache.put('a', { meta: { mark: 1 }, arrays: {} }, KEEP);
  const value = await cache.get('a');
  expect(() => Object.assign(value!.meta, { mark: 2 })).toThrow(TypeError);
});

it('keeps nothing with a quota of 0', async () => {
  const cache = new MemoryCache({ clock: new FakeClock(), quota: 0 });
  await cache.put('a', { meta: {}, arrays: {} }, KEEP);
  expect(await cache.list()).toEqual([]);
});

it('refuses a quota that is not a number of bytes', () => {
  expect(() => new MemoryCache({ clock: new FakeClock(), quota: Number.NaN })).toThrow('got NaN');
});
