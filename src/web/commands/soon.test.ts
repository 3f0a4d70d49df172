import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer } from '../../testing/fake-web.ts';
import { createWorkbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';
import { soon } from './soon.ts';

function setUp() {
  const bench = createWorkbench({
    engine: fakeEngine(),
    player: fakePlayer(),
    audition: fakePlayer(),
    page: fakePage({}),
  });
  return { bench, told: () => bench.store.getState().notices.map(({ text }) => text) };
}

it('says of a program that does not come that it does not', async () => {
  const { bench, told } = setUp();
  await soon(bench, () => Promise.reject(new TypeError('no network')), expect.unreachable);
  expect(told()).toEqual([strings.part.notFetched]);
});

it('says why what it does has failed, and nothing where it has not', async () => {
  const { bench, told } = setUp();
  await soon(
    bench,
    async () => 2,
    (two) => expect(two).toBe(2),
  );
  expect(told()).toEqual([]);
  await soon(
    bench,
    async () => 2,
    () => Promise.reject(new Error('The sound is gone.')),
  );
  expect(told()).toHaveLength(1);
});
