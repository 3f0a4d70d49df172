import { expect, it } from 'vitest';
import { ProjectLease } from './project-lease.ts';

const nothing = () => Promise.resolve();

/** A name of its own for each test: locks are those of the whole origin. */
const fresh = () => `lease-${crypto.randomUUID()}`;

it('is had by who asks first, however busy the page is meanwhile', async () => {
  const asked = new ProjectLease(fresh()).ask(nothing);
  const since = performance.now();
  while (performance.now() - since < 700);
  expect(await asked).toBe('held');
});

it('is refused at once while its holder lives', async () => {
  const name = fresh();
  expect(await new ProjectLease(name).ask(nothing)).toBe('held');
  expect(await new ProjectLease(name).ask(nothing)).toBe('elsewhere');
});

it('is waited for while its holder is going and answers no more', async () => {
  const name = fresh();
  const { promise: gone, resolve: go } = Promise.withResolvers<undefined>();
  const { promise: there, resolve: come } = Promise.withResolvers<undefined>();
  void navigator.locks.request(name, () => {
    come(undefined);
    return gone;
  });
  await there;
  const asked = new ProjectLease(name).ask(nothing);
  while ((await navigator.locks.query()).pending?.every((lock) => lock.name !== name));
  go(undefined);
  expect(await asked).toBe('held');
});

it('goes to who takes it, once its holder has finished', async () => {
  const name = fresh();
  const told: string[] = [];
  const first = new ProjectLease(name);
  await first.ask(async () => {
    await Promise.resolve();
    told.push('finished');
  });
  await new ProjectLease(name).take(nothing);
  told.push('taken');
  expect(told).toEqual(['finished', 'taken']);
});
