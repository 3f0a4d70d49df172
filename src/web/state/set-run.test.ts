import { beforeEach, expect, test } from 'vitest';
import { type FakePage, fakePage } from '../../testing/fake-page.ts';
import { type FakeEngine, fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { msLeft } from './set-pace.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let engine: FakeEngine;
let page: FakePage;
let bench: Workbench;
let choices: Record<string, string>;

const rowOf = (index: number, cached = false): PlannedRow => {
  const query = JSON.stringify({ file: 'a.wav', stack: [{ module: 'world', f0: `-${index}st` }] });
  return { index, name: `row-${index}`, signature: `sig-${index}`, values: { f0: index }, cached, query };
};

const state = () => bench.sets.store.getState();

beforeEach(async () => {
  choices = {};
  engine = fakeEngine();
  page = fakePage(choices);
  bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await bench.fetchLater();
  bench.sets.fromRecipe();
  engine.planned = [rowOf(0), rowOf(1), rowOf(2, true)];
  page.pass();
  await settle();
});

test('how long computed rows took is known to the next page, and what came out of the cache tells nothing', async () => {
  let now = 0;
  page.now = () => now;
  await bench.library.addFiles([new File(['a'], 'a.wav')]);
  const done = bench.sets.start();
  await settle();
  expect(state().run).toMatchObject({ total: 3, expected: 2 });
  now = 500;
  await engine.rows[0]?.finish({ duration: 0.1 });
  expect(state().paces).toEqual({ world: { ms: 500, seconds: 2 } });
  now = 9000;
  await engine.rows[1]?.finish({ cached: true });
  await engine.rows[2]?.fail('clipped');
  await done;
  expect(state().run.elapsedMs).toBe(500);
  const next = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage(choices) });
  await next.fetchLater();
  expect(next.sets.store.getState().paces).toEqual({ world: { ms: 500, seconds: 2 } });
});

test('an export says how long it takes where its rows are alike: all found, or all computed in one pass', async () => {
  let now = 0;
  page.now = () => now;
  const left: (number | undefined)[] = [];
  engine.sets.export = async (_text, _handle, { onProgress }) => {
    now += 900;
    onProgress({ fraction: 1 / 3, label: '' });
    left.push(msLeft(state().run));
    return { rendered: 3, failed: 0, archives: [] };
  };
  const exported = async (cached: readonly boolean[]) => {
    engine.planned = cached.map((each, index) => rowOf(index, each));
    bench.sets.refresh();
    await bench.sets.export();
  };
  await exported([true, true, true]);
  await exported([false, false, false]);
  await exported([true, false, true]);
  bench.sets.change({ rest: { levels: 'mean' } });
  await exported([false, false, false]);
  await exported([true, true, true]);
  expect(left).toEqual([1800, 1800, undefined, undefined, undefined]);
});
