import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { createPageCache } from './page-cache.ts';

const VALUE = { meta: {}, arrays: { x: Float64Array.of(1) } };
const KEEP = { lifetime: null, sources: [] };

let name: string;
beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await deleteDB(name);
});

test('a later page finds what an earlier one has put', async () => {
  const earlier = createPageCache(name, new FakeClock());
  await earlier.put('a', VALUE, KEEP);
  expect(await earlier.list()).toHaveLength(1);
  expect(await createPageCache(name, new FakeClock()).get('a')).toEqual(VALUE);
});

test.each<[string, () => void]>([
  ['there is no storage at all', () => vi.stubGlobal('indexedDB', undefined)],
  [
    'the browser refuses to open it',
    () =>
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
        throw new DOMException('no storage here', 'SecurityError');
      }),
  ],
  [
    'it breaks in mid-life',
    () =>
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
        throw new DOMException('the connection was lost', 'InvalidStateError');
      }),
  ],
])('when %s, memory serves and a warning is given once', async (_, breakIt) => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  breakIt();
  const cache = createPageCache(name, new FakeClock());
  await cache.put('a', VALUE, KEEP);
  expect(await cache.get('b')).toBeUndefined();
  expect(await cache.get('a')).toEqual(VALUE);
  expect((await cache.list()).map((entry) => entry.key)).toEqual(['a']);
  expect(warned).toHaveBeenCalledTimes(1);
});

test('without an estimate of the room there is, storage serves all the same', async () => {
  vi.spyOn(navigator, 'storage', 'get').mockReturnValue(undefined as unknown as StorageManager);
  const cache = createPageCache(name, new FakeClock());
  await cache.put('a', VALUE, KEEP);
  await cache.list();
  vi.restoreAllMocks();
  expect(await createPageCache(name, new FakeClock()).get('a')).toEqual(VALUE);
});
