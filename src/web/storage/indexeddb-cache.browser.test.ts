import { deleteDB, openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { describeCache } from '../../core/cache/cache.contract.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { IndexedDbCache } from './indexeddb-cache.ts';

const names: string[] = [];
function newName(): string {
  const name = `test-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(names.splice(0).map((name) => deleteDB(name)));
});

describeCache('IndexedDbCache', (options) => IndexedDbCache.open({ ...options, name: newName() }));

const KEEP = { lifetime: null, sources: [] };
const marked = (mark: number, samples = 10) => ({
  meta: { mark },
  arrays: { x: new Float64Array(samples).fill(mark) },
});
const keysOf = async (cache: IndexedDbCache) => (await cache.list()).map((entry) => entry.key);

test('what one page has put, the next one gets, with the order of use', async () => {
  const options = { clock: new FakeClock(), quota: 1e6, name: newName() };
  const one = await IndexedDbCache.open(options);
  for (const key of ['a', 'b', 'c']) await one.put(key, marked(1), KEEP);
  await one.get('a');
  const other = await IndexedDbCache.open(options);
  expect(await keysOf(other)).toEqual(['a', 'c', 'b']);
  expect(await other.get('b')).toEqual(marked(1));
  await other.touch('c');
  expect(await keysOf(one)).toEqual(['c', 'b', 'a']);
});

test('what another page puts meanwhile is found after a listing', async () => {
  const options = { clock: new FakeClock(), quota: 1e6, name: newName() };
  const [one, other] = [await IndexedDbCache.open(options), await IndexedDbCache.open(options)];
  await one.put('a', marked(1), KEEP);
  expect(await keysOf(other)).toEqual(['a']);
  expect(await other.get('a')).toEqual(marked(1));
});

test('a look for what is not there does not wait for what is being written', async () => {
  const cache = await IndexedDbCache.open({ clock: new FakeClock(), quota: 1e6, name: newName() });
  const order: string[] = [];
  const written = cache.put('a', marked(1, 1000), KEEP).then(() => order.push('written'));
  await cache.get('b').then(() => order.push('looked'));
  await written;
  expect(order).toEqual(['looked', 'written']);
});

test('a damaged value is not served, and dropped', async () => {
  const name = newName();
  const cache = await IndexedDbCache.open({ clock: new FakeClock(), quota: 1e6, name });
  await cache.put('a', marked(1), KEEP);
  const db = await openDB(name, 1);
  const bytes = await db.get('values', 'a');
  bytes[100] ^= 1;
  await db.put('values', bytes, 'a');
  db.close();
  expect(await cache.get('a')).toBeUndefined();
  expect(await keysOf(cache)).toEqual([]);
});

test('when the browser has no more room the value is not kept, others make way, and all goes on', async () => {
  const clock = new FakeClock();
  const cache = await IndexedDbCache.open({ clock, quota: 1e6, name: newName() });
  for (const key of ['a', 'b', 'c', 'd']) await cache.put(key, marked(1, 1000), KEEP);
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === 'values') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  });
  await cache.put('e', marked(1, 1000), KEEP);
  vi.restoreAllMocks();
  expect(await keysOf(cache)).toEqual(['d', 'c']);
  await cache.put('e', marked(1, 1000), KEEP);
  expect(await keysOf(cache)).toEqual(['e', 'd', 'c']);
});

test('a page that deletes the database is not held up by this one', async () => {
  const name = newName();
  const cache = await IndexedDbCache.open({ clock: new FakeClock(), quota: 1e6, name });
  await deleteDB(name);
  await expect(cache.list()).rejects.toThrow(DOMException);
});
