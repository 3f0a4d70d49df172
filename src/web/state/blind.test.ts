import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer } from '../../testing/fake-web.ts';
import { toggleBlind } from './blind.ts';
import { createWorkbench } from './workbench.ts';

function setUp() {
  return createWorkbench({ engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page: fakePage({}) });
}

/** Draws what is given, one after the other. */
function drawn(...numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++] ?? 0;
}

it.each([
  [0.1, 0.9, 'source', 'result'],
  [0.9, 0.1, 'result', 'source'],
] as const)('draws which side is called 1 and which is heard first (%d, %d)', (first, side, called, heard) => {
  const bench = setUp();
  toggleBlind(bench, drawn(first, side));
  expect(bench.store.getState().monitor.blind).toBe(called);
  expect(bench.store.getState().player.side).toBe(heard);
});

it('says which was which when it is asked to, and not before', () => {
  const bench = setUp();
  toggleBlind(bench, drawn(0.9, 0.1));
  expect(bench.store.getState().notices).toEqual([]);
  toggleBlind(bench);
  expect(bench.store.getState().monitor.blind).toBeUndefined();
  expect(bench.store.getState().notices.map(({ text }) => text)).toEqual(['1 was the result, 2 the source.']);
});
