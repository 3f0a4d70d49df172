import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { describeCache } from './cache.contract.ts';
import { MemoryCache } from './memory-cache.ts';
import { type LastingCache, TieredCache } from './tiered-cache.ts';

const HOUR = 3600;
const VALUE = { meta: {}, arrays: { x: Float64Array.of(1, 2) } };
const KEEP = { lifetime: null, sources: [] };

/** A lasting cache in memory, which counts how often a value is read. */
class LastingMemory extends MemoryCache implements LastingCache {
  reads = 0;

  async find(key: string) {
    this.reads += 1;
    const facts = (await this.list()).find((entry) => entry.key === key);
    const value = await this.get(key);
    return facts && value && { value, lifetime: facts.lifetime, sources: facts.sources };
  }

  async touch(key: string): Promise<void> {
    await this.get(key);
  }
}

const ignore = () => undefined;

describeCache('TieredCache', (options) => {
  return new TieredCache(new MemoryCache(options), Promise.resolve(new LastingMemory(options)), ignore);
});

describeCache('TieredCache whose lasting cache cannot be opened', (options) => {
  return new TieredCache(new MemoryCache(options), Promise.reject(new Error('private mode')), ignore);
});

describe('TieredCache', () => {
  it('reads from the lasting cache once, and forgets at the same time as it', async () => {
    const options = { clock: new FakeClock(), quota: 1e6 };
    const back = new LastingMemory(options);
    await back.put('a', VALUE, { lifetime: HOUR, sources: ['s'] });
    const cache = new TieredCache(new MemoryCache(options), Promise.resolve(back), ignore);
    for (let use = 0; use < 3; use++) expect(await cache.get('a')).toEqual(VALUE);
    expect(back.reads).toBe(1);
    options.clock.advance(HOUR);
    expect(await cache.get('a')).toBeUndefined();
  });

  it('leaves what was put to the next one on the same lasting cache', async () => {
    const options = { clock: new FakeClock(), quota: 1e6 };
    const back = Promise.resolve(new LastingMemory(options));
    await new TieredCache(new MemoryCache(options), back, ignore).put('a', VALUE, KEEP);
    expect(await new TieredCache(new MemoryCache(options), back, ignore).get('a')).toEqual(VALUE);
  });

  it('goes on in memory when the lasting cache fails, and says so once', async () => {
    const options = { clock: new FakeClock(), quota: 1e6 };
    const back = new LastingMemory(options);
    back.put = () => Promise.reject(new Error('disk'));
    const failures: unknown[] = [];
    const cache = new TieredCache(new MemoryCache(options), Promise.resolve(back), (failure) => failures.push(failure));
    await cache.put('a', VALUE, KEEP);
    await cache.put('b', VALUE, KEEP);
    expect(await cache.get('a')).toEqual(VALUE);
    expect((await cache.list()).map((entry) => entry.key)).toEqual(['a', 'b']);
    expect(failures).toEqual([new Error('disk')]);
  });
});
