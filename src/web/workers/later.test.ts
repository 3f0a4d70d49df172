import { expect, it } from 'vitest';
import { later } from './later.ts';

class Counter {
  readonly #calls: string[] = [];

  note(text: string): readonly string[] {
    this.#calls.push(text);
    return this.#calls;
  }
}

it('is loaded once, by the first call, and keeps the order of calls', async () => {
  let loads = 0;
  const counter = later(async () => {
    loads++;
    await Promise.resolve();
    return new Counter();
  });
  expect(loads).toBe(0);
  const [, second] = await Promise.all([counter.note('a'), counter.note('b')]);
  expect(second).toEqual(['a', 'b']);
  expect(loads).toBe(1);
});

it('is loaded again where that failed', async () => {
  const outcomes = [Promise.reject(new Error('no network')), Promise.resolve(new Counter())];
  const counter = later(() => outcomes.shift() ?? Promise.reject(new Error('asked too often')));
  await expect(counter.note('a')).rejects.toThrow('no network');
  expect(await counter.note('b')).toEqual(['b']);
});

it('is not taken for a promise', async () => {
  const counter = later(() => Promise.resolve(new Counter()));
  expect(await Promise.resolve(counter)).toBe(counter);
});
