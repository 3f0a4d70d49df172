import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import type { Clock } from '../base/clock.ts';
import type { Cache, CacheValue } from './cache.ts';

/** Makes an empty cache of its own for each test. */
export type CacheFactory = (options: { clock: Clock; quota: number }) => Cache | Promise<Cache>;

const HOUR = 3600;
const KEEP = { lifetime: null, sources: [] };

/** A value whose arrays take exactly `samples * 8` bytes, recognisable by its mark. */
function markedValue(mark: number, samples = 4): CacheValue {
  return { meta: { mark }, arrays: { x: new Float64Array(samples).fill(mark) } };
}

async function keysOf(cache: Cache): Promise<string[]> {
  return (await cache.list()).map((entry) => entry.key);
}

/** What every cache does, whatever it keeps its entries in. */
export function describeCache(name: string, create: CacheFactory): void {
  describe(`${name}, as a cache,`, () => {
    let clock: FakeClock;
    let cache: Cache;

    beforeEach(async () => {
      clock = new FakeClock();
      cache = await create({ clock, quota: 1e6 });
    });

    it('gives back what was put: facts, array types and every bit of the samples', async () => {
      const value: CacheValue = {
        meta: { text: 'é', number: -0.1, yes: true, none: null },
        arrays: {
          doubles: Float64Array.of(Math.PI, -0, Number.NaN, Number.MIN_VALUE),
          floats: Float32Array.of(0.1),
          bytes: Uint8Array.of(0, 255),
          nothing: new Float64Array(0),
        },
      };
      await cache.put('a', value, KEEP);
      expect(await cache.get('a')).toEqual(value);
    });

    it('knows nothing of a key that was not put', async () => {
      await cache.put('a', markedValue(1), KEEP);
      expect(await cache.get('b')).toBeUndefined();
      expect(await cache.get('')).toBeUndefined();
      expect(await cache.get('__proto__')).toBeUndefined();
    });

    it('keeps a part of a larger buffer as that part', async () => {
      const part = Float64Array.of(0, 1, 2, 3, 4).subarray(1, 3);
      await cache.put('a', { meta: {}, arrays: { part } }, KEEP);
      expect((await cache.get('a'))?.arrays['part']).toEqual(Float64Array.of(1, 2));
    });

    it('is not changed by what happens to the arrays and facts after they were put', async () => {
      const x = Float64Array.of(1, 2);
      const meta = { mark: 1 };
      const arrays: Record<string, Float64Array> = { x };
      const sources = ['s1'];
      const stored = cache.put('a', { meta, arrays }, { lifetime: null, sources });
      x.fill(9);
      meta.mark = 9;
      delete arrays['x'];
      sources.push('s2');
      await stored;
      expect(await cache.get('a')).toEqual({ meta: { mark: 1 }, arrays: { x: Float64Array.of(1, 2) } });
      expect((await cache.list())[0]?.sources).toEqual(['s1']);
    });

    it('replaces a value under the same key, with its facts', async () => {
      await cache.put('a', markedValue(1, 100), { lifetime: HOUR, sources: ['s1'] });
      clock.advance(60);
      await cache.put('a', markedValue(2, 1), { lifetime: null, sources: ['s2'] });
      expect((await cache.get('a'))?.meta['mark']).toBe(2);
      const [entry, ...others] = await cache.list();
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ created: clock.time, lastUsed: clock.time, lifetime: null, sources: ['s2'] });
      expect(entry!.size).toBeLessThan(800);
    });

    it('tells what it holds: key, size, times, lifetime and sources', async () => {
      const created = clock.time;
      await cache.put('a', markedValue(1, 1000), { lifetime: HOUR, sources: ['s1', 's2'] });
      clock.advance(5);
      await cache.get('a');
      const [entry] = await cache.list();
      const facts = { key: 'a', created, lastUsed: created + 5000, lifetime: HOUR, sources: ['s1', 's2'] };
      expect(entry).toMatchObject(facts);
      expect(entry!.size).toBeGreaterThanOrEqual(8000);
      expect(entry!.size).toBeLessThan(9000);
    });

    it('lists the most recently used first, by order of use when the clock stands still', async () => {
      for (const key of ['a', 'b', 'c']) await cache.put(key, markedValue(1), KEEP);
      await cache.get('a');
      expect(await keysOf(cache)).toEqual(['a', 'c', 'b']);
      await cache.get('not there');
      expect(await keysOf(cache)).toEqual(['a', 'c', 'b']);
    });

    it('does not count a listing as use', async () => {
      await cache.put('a', markedValue(1), { lifetime: HOUR, sources: [] });
      clock.advance(HOUR - 1);
      await cache.list();
      clock.advance(1);
      expect(await cache.get('a')).toBeUndefined();
    });

    it('forgets an entry once it was not used for its lifetime', async () => {
      await cache.put('a', markedValue(1), { lifetime: HOUR, sources: [] });
      clock.advance(HOUR);
      expect(await cache.get('a')).toBeUndefined();
      expect(await keysOf(cache)).toEqual([]);
    });

    it('renews the lifetime at every use', async () => {
      await cache.put('a', markedValue(1), { lifetime: HOUR, sources: [] });
      for (let use = 0; use < 3; use++) {
        clock.advance(HOUR - 1);
        expect(await cache.get('a')).toBeDefined();
      }
      clock.advance(HOUR);
      expect(await cache.get('a')).toBeUndefined();
    });

    it('keeps for ever what has no lifetime', async () => {
      await cache.put('a', markedValue(1), KEEP);
      clock.advance(1e9);
      expect(await cache.expire()).toBe(0);
      expect(await cache.get('a')).toBeDefined();
    });

    it('gives out nothing that has a lifetime of 0', async () => {
      await cache.put('a', markedValue(1), { lifetime: 0, sources: [] });
      expect(await cache.get('a')).toBeUndefined();
    });

    it('removes what has expired, and only that, and says how much', async () => {
      await cache.put('short', markedValue(1), { lifetime: 10, sources: [] });
      await cache.put('shorter', markedValue(2), { lifetime: 5, sources: [] });
      await cache.put('long', markedValue(3), { lifetime: HOUR, sources: [] });
      clock.advance(10);
      expect(await cache.expire()).toBe(2);
      expect(await keysOf(cache)).toEqual(['long']);
      expect(await cache.expire()).toBe(0);
    });

    it('deletes one entry, and does not mind when there is none', async () => {
      await cache.put('a', markedValue(1), KEEP);
      await cache.put('b', markedValue(2), KEEP);
      await cache.delete('a');
      await cache.delete('a');
      expect(await cache.get('a')).toBeUndefined();
      expect(await keysOf(cache)).toEqual(['b']);
    });

    it('is empty after it was cleared, and can be filled again', async () => {
      await cache.put('a', markedValue(1), KEEP);
      await cache.clear();
      expect(await cache.list()).toEqual([]);
      await cache.put('a', markedValue(2), KEEP);
      expect((await cache.get('a'))?.meta['mark']).toBe(2);
    });

    it('makes room by dropping what was used longest ago', async () => {
      cache = await create({ clock, quota: 3.5 * 8000 });
      for (const key of ['a', 'b', 'c']) await cache.put(key, markedValue(1, 1000), KEEP);
      await cache.get('a');
      await cache.put('d', markedValue(1, 1000), KEEP);
      expect(await keysOf(cache)).toEqual(['d', 'a', 'c']);
    });

    it('drops what has expired before what has only not been used for longer', async () => {
      cache = await create({ clock, quota: 2.5 * 8000 });
      await cache.put('old', markedValue(1, 1000), KEEP);
      await cache.put('expired', markedValue(1, 1000), { lifetime: 1, sources: [] });
      clock.advance(1);
      await cache.put('new', markedValue(1, 1000), KEEP);
      expect(await keysOf(cache)).toEqual(['new', 'old']);
    });

    it('does not keep a value larger than its quota, nor lose the others to it', async () => {
      cache = await create({ clock, quota: 10_000 });
      await cache.put('a', markedValue(1), KEEP);
      await cache.put('huge', markedValue(1, 2000), KEEP);
      expect(await cache.get('huge')).toBeUndefined();
      expect(await keysOf(cache)).toEqual(['a']);
    });

    it('has the room of a replaced value again', async () => {
      cache = await create({ clock, quota: 2.5 * 8000 });
      await cache.put('a', markedValue(1, 1000), KEEP);
      for (let turn = 0; turn < 5; turn++) await cache.put('b', markedValue(turn, 1000), KEEP);
      expect(await keysOf(cache)).toEqual(['b', 'a']);
    });

    it('gives whole values only, while the same key is put and got at the same time', async () => {
      const puts = [1, 2, 3].map((mark) => cache.put('a', markedValue(mark, 500), KEEP));
      const gets = await Promise.all([cache.get('a'), cache.get('a'), ...puts, cache.get('a')]);
      const values = gets.filter((value) => value !== undefined);
      for (const value of values) expect(value).toEqual(markedValue(Number(value.meta['mark']), 500));
      expect((await cache.get('a'))?.arrays['x']?.length).toBe(500);
      expect(await keysOf(cache)).toEqual(['a']);
    });

    it('never holds more than its quota, nor a value that was not the last one put', async () => {
      const key = fc.constantFrom('a', 'b', 'c', 'd');
      const step = fc.oneof(
        fc.record({ kind: fc.constant('put' as const), key, samples: fc.nat(700), lifetime: fc.constantFrom(null, 5) }),
        fc.record({ kind: fc.constant('get' as const), key }),
        fc.record({ kind: fc.constant('delete' as const), key }),
        fc.record({ kind: fc.constant('wait' as const), seconds: fc.nat(4) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          const walk = await create({ clock, quota: 10_000 });
          const last = new Map<string, CacheValue>();
          for (const [index, taken] of steps.entries()) {
            if (taken.kind === 'wait') clock.advance(taken.seconds);
            if (taken.kind === 'put') {
              const value = markedValue(index, taken.samples);
              last.set(taken.key, value);
              await walk.put(taken.key, value, { lifetime: taken.lifetime, sources: [] });
            }
            if (taken.kind === 'delete') {
              last.delete(taken.key);
              await walk.delete(taken.key);
            }
            if (taken.kind === 'get') {
              const value = await walk.get(taken.key);
              if (value !== undefined) expect(value).toEqual(last.get(taken.key));
            }
            const total = (await walk.list()).reduce((sum, entry) => sum + entry.size, 0);
            expect(total).toBeLessThanOrEqual(10_000);
          }
        }),
        { numRuns: 50 },
      );
    });
  });
}
