import { expect, test } from 'vitest';
import { createLaterParts, laterActions } from './later-part.ts';

interface Counting {
  add(by: number): void;
  total(): number;
}

/** A part that comes when it is let. */
function setUp() {
  const told: string[] = [];
  const added: number[] = [];
  const loads: { resolve(part: Counting): void; reject(why: Error): void }[] = [];
  const parts = createLaterParts(({ text }) => told.push(text));
  const part = parts.add(() => new Promise<Counting>((resolve, reject) => loads.push({ resolve, reject })));
  const come = () => loads.at(-1)?.resolve({ add: (by) => void added.push(by), total: () => added.length });
  const actions = laterActions(part, { total: () => part.now()?.total() ?? 0 });
  return { told, added, loads, parts, part, come, actions };
}

test('what is asked for before its program is there is done in its order, and later at once', async () => {
  const { added, part, loads, come, actions } = setUp();
  expect(part.isComing()).toBe(false);
  actions.add(1);
  actions.add(2);
  expect(part.isComing()).toBe(true);
  come();
  await part.fetch();
  actions.add(3);
  expect([added, loads.length]).toEqual([[1, 2, 3], 1]);
});

test('a program that cannot be fetched is told of, and fetched again by the next call', async () => {
  const { told, added, part, loads, come, actions } = setUp();
  actions.add(1);
  loads[0]?.reject(new TypeError('offline'));
  await part.fetch().catch(() => undefined);
  expect(told).toHaveLength(1);
  actions.add(2);
  come();
  await part.fetch();
  expect([added, loads.length, told.length]).toEqual([[2], 2, 1]);
});

test('what answers at once answers without the program, too, and does not fetch it', async () => {
  const { loads, come, actions, parts } = setUp();
  expect([actions.total(), loads.length]).toEqual([0, 0]);
  const fetched = parts.fetch();
  come();
  await fetched;
  actions.add(5);
  expect(actions.total()).toBe(1);
});

test('fetching everything tells of nothing that cannot be fetched: nobody asked for it', async () => {
  const { told, loads, parts } = setUp();
  const fetched = parts.fetch();
  loads[0]?.reject(new TypeError('offline'));
  await fetched;
  expect(told).toEqual([]);
});

test('an action is the same function each time', () => {
  const { actions } = setUp();
  expect(actions.add).toBe(actions.add);
});
