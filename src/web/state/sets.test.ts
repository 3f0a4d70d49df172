import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { type FakePage, fakePage } from '../../testing/fake-page.ts';
import { type FakeEngine, fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { countCached } from './set-state.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let engine: FakeEngine;
let page: FakePage;
let bench: Workbench;
const choices: Record<string, string> = {};

const rowOf = (index: number, cached = false): PlannedRow => {
  const query = JSON.stringify({ file: 'a.wav', stack: [{ module: 'world', f0: `-${index}st` }] });
  return { index, name: `row-${index}`, signature: `sig-${index}`, values: { f0: index }, cached, query };
};

const state = () => bench.sets.store.getState();

async function plan(rows: PlannedRow[] | AppError): Promise<void> {
  engine.planned = rows;
  page.pass();
  await settle();
}

beforeEach(async () => {
  engine = fakeEngine();
  page = fakePage(choices);
  bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await bench.fetchLater();
  bench.sets.fromRecipe();
  await plan([rowOf(0), rowOf(1), rowOf(2, true)]);
});

test('rows are counted a moment after the last change, and kept while a new one is wrong', async () => {
  expect(state().plan).toMatchObject({ status: 'ready', rows: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  expect(countCached(state())).toBe(1);
  bench.sets.change({ naming: '{x}' });
  const issue = { path: 'naming', code: 'token', expected: 'tokens', got: '{x}' };
  await plan(new AppError('set-invalid', 'naming: wrong', { issues: [issue] }));
  expect(state().plan).toMatchObject({ status: 'wrong', issues: [issue] });
  expect(state().plan.rows).toHaveLength(3);
});

test('a run takes one row after the other, and one that fails stops no other', async () => {
  const done = bench.sets.start();
  await settle();
  expect(engine.rows.map(({ index }) => index)).toEqual([0]);
  await engine.rows[0]?.finish();
  await engine.rows[1]?.fail('clipped');
  await engine.rows[2]?.finish({ cached: true });
  await done;
  expect(state().run).toMatchObject({ status: 'idle', done: 3, cached: 1, failed: 1 });
  expect(state().run.summary).toBe('3 sounds done, 1 from cache, 1 failed.');
  expect(state().rows.get('sig-1')).toEqual({ kind: 'failed', message: 'clipped' });
});

test('only what failed is tried again', async () => {
  const done = bench.sets.start();
  await settle();
  await engine.rows[0]?.finish();
  await engine.rows[1]?.fail('clipped');
  await engine.rows[2]?.finish();
  await done;
  const again = bench.sets.retry();
  await settle();
  expect(engine.rows.slice(3).map(({ index }) => index)).toEqual([1]);
  await engine.rows[3]?.finish();
  await again;
  expect(state().rows.get('sig-1')?.kind).toBe('done');
});

test('a pause lets the row that is being made be done, and no other begin', async () => {
  const done = bench.sets.start();
  await settle();
  bench.sets.pause();
  await engine.rows[0]?.finish();
  expect(engine.rows).toHaveLength(1);
  bench.sets.resume();
  await settle();
  expect(engine.rows).toHaveLength(2);
  bench.sets.cancel();
  await done;
  expect(state().run.summary).toBe('Stopped after 1 of 3. What is done stays in the cache.');
  expect(state().rows.get('sig-1')).toBeUndefined();
});

test('only what runs can be paused, and only what is paused goes on', async () => {
  bench.sets.pause();
  expect(state().run.status).toBe('idle');
  bench.sets.resume();
  expect(state().run.status).toBe('idle');
  const done = bench.sets.start();
  await settle();
  expect(state().run.status).toBe('running');
  bench.sets.cancel();
  await engine.rows[0]?.finish();
  await done;
});

test('a cancelled pause ends the run', async () => {
  const done = bench.sets.start();
  await settle();
  bench.sets.pause();
  await engine.rows[0]?.finish();
  bench.sets.cancel();
  await done;
  expect(state().run.status).toBe('idle');
});

test('an archive is saved under the name of the set', async () => {
  await bench.sets.export();
  expect(page.saved).toEqual(['my-set.zip']);
  expect(engine.manifests.at(-1)).toContain('"name": "my-set"');
});

test('an archive and a run are of the set as it was changed a moment before', async () => {
  bench.sets.change({ naming: '{i}' });
  await bench.sets.export();
  expect(engine.manifests.at(-1)).toContain('"naming": "{i}"');
  engine.planned = [rowOf(7)];
  bench.sets.change({ naming: '{n}' });
  const done = bench.sets.start();
  await settle();
  expect(engine.rows.map(({ index }) => index)).toEqual([7]);
  bench.sets.cancel();
  await done;
});

test('a set that was spoilt a moment before is not written, and that is said', async () => {
  bench.sets.change({ naming: '{x}' });
  engine.planned = new AppError('set-invalid', 'naming: wrong');
  await bench.sets.export();
  expect(page.saved).toEqual([]);
  expect(bench.store.getState().notices.at(-1)?.text).toBe('The set has a problem, which is said beside its field.');
});

test('the set is there again after a reload', () => {
  const again = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage(choices) });
  expect(again.sets.store.getState().draft?.naming).toBe('{voice}_{f0}_{vtl}');
});

test('a manifest is opened, and what is none leaves the set as it was', async () => {
  const manifest = { name: 'other', recipe: { file: 'a.wav', stack: [] }, factors: [] };
  await bench.sets.importFile(new File([JSON.stringify(manifest)], 'other.json'));
  expect(state().draft?.name).toBe('other');
  await bench.sets.importFile(new File(['{'], 'broken.json'));
  await bench.sets.importFile(new File(['{"name": 3}'], 'wrong.json'));
  expect(state().draft?.name).toBe('other');
  const texts = bench.store.getState().notices.map(({ text }) => text);
  expect(texts).toContain('broken.json is not opened: it is not JSON.');
});

test('a row is heard beside the workbench, and stopped by the same key', async () => {
  await bench.sets.hear(1);
  expect(bench.audition.state().playing).toBe(true);
  expect(state().heard).toEqual({ index: 1, ready: true, side: 'result' });
  await bench.sets.hear(1);
  expect(bench.audition.state().playing).toBe(false);
  expect(state().heard).toBeUndefined();
});

test('a row is compared with its source, and one without a source in the library says so', async () => {
  await bench.sets.compare(1);
  expect(bench.store.getState().notices.at(-1)?.text).toBe('a.wav is not in the library.');
  await bench.library.addFiles([new File(['a'], 'a.wav')]);
  await bench.sets.compare(1);
  expect(state().heard).toEqual({ index: 1, ready: true, side: 'source' });
  expect(bench.audition.state()).toMatchObject({ playing: true, side: 'source' });
  await bench.sets.compare(1);
  expect(bench.audition.state()).toMatchObject({ playing: true, side: 'result' });
  await bench.sets.compare(1);
  expect(state().heard?.side).toBe('source');
});

test('requests of rows that are left out come with the rows', async () => {
  engine.leftOut = ['{"file": "a.wav"}'];
  await plan([rowOf(0)]);
  expect(state().plan.leftOut).toEqual([]);
  bench.sets.change({ rest: { exclude: ['f0 < 3'] } });
  await plan([rowOf(0)]);
  expect(state().plan.leftOut).toEqual(['{"file": "a.wav"}']);
});

test('the file of an archive is not asked for while the set has a problem, and not kept where nothing is written', async () => {
  const asked: string[] = [];
  const discarded: unknown[] = [];
  const handle = {} as FileSystemFileHandle;
  page.discard = async (destination) => void discarded.push(destination);
  page.chooseDestination = async (name) => {
    asked.push(name);
    // Meanwhile somebody types.
    bench.sets.change({ naming: '{x}' });
    engine.planned = new AppError('set-invalid', 'naming: wrong');
    return handle;
  };
  await bench.sets.export();
  expect(asked).toEqual(['my-set.zip']);
  expect(discarded).toEqual([handle]);
  await bench.sets.export();
  expect(asked).toHaveLength(1);
  expect(engine.manifests.at(-1)).toContain('"naming": "{x}"');
});

test('the title has how far a run is, and its end is said outside the page where that was asked for', async () => {
  await bench.sets.tellWhenDone(true);
  const done = bench.sets.start();
  await settle();
  await engine.rows[0]?.finish();
  page.pass();
  expect(page.mark).toBe('33 % \u00b7');
  bench.sets.pause();
  expect(page.mark).toBe('33 % paused \u00b7');
  bench.sets.resume();
  await settle();
  await engine.rows[1]?.finish();
  await engine.rows[2]?.finish();
  await done;
  expect(page.mark).toBeUndefined();
  expect(page.told).toEqual(['3 sounds done, 0 from cache.']);
});

test('a set that could not be written is said outside the page, too, also by the page that comes after', async () => {
  await bench.sets.tellWhenDone(true);
  engine.sets.export = async () => {
    throw new AppError('disk-full', 'No room is left.');
  };
  await bench.sets.export();
  expect(page.told).toEqual(['The set was not written.']);
  const fakes = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer() };
  expect(createWorkbench({ ...fakes, page: fakePage(choices) }).sets.store.getState().tells).toBe(true);
  await bench.sets.tellWhenDone(false);
});

test('a browser that can no longer ask where to write is asked again by a press', async () => {
  page.chooseDestination = async () => 'again';
  await bench.sets.export();
  expect(state().run.status).toBe('idle');
  expect(bench.store.getState().notices.at(-1)?.text).toContain('Press Export once more');
});

test('rows are counted once more when the engine gave them up, and no more than that', async () => {
  const { plan: counting } = engine.sets;
  let counted = 0;
  engine.sets.plan = async (manifest, job) => {
    counted++;
    if (counted === 1) throw new AppError('cancelled', 'Another set was planned.');
    return counting(manifest, job);
  };
  bench.sets.refresh();
  await settle();
  expect([counted, state().plan.status]).toEqual([2, 'ready']);
  engine.sets.plan = async () => {
    counted++;
    throw new AppError('cancelled', 'The engine was closed.');
  };
  bench.sets.refresh();
  await settle();
  expect(counted).toBe(4);
});

test('a browser that lets nothing be said outside the page says so at once', async () => {
  page.mayTell = false;
  await bench.sets.tellWhenDone(true);
  expect(state().tells).toBe(false);
  expect(bench.store.getState().notices.at(-1)?.text).toContain('does not let this page notify');
});

test('a mean that could not be found is tried again when the screen is opened', async () => {
  await bench.library.addFiles([new File(['a'], 'a.wav')]);
  const { f0 } = engine;
  engine.f0 = async () => {
    throw new AppError('memory-limit', 'no room');
  };
  await bench.sets.findMeans(['a.wav']);
  expect([...state().means.values()]).toEqual([undefined]);
  engine.f0 = f0;
  bench.sets.refresh();
  expect(state().means.size).toBe(0);
  await bench.sets.findMeans(['a.wav']);
  expect([...state().means.values()]).toEqual([200]);
});

test('the mean f0 of a sound is looked for once', async () => {
  await bench.library.addFiles([new File(['a'], 'a.wav')]);
  const { f0 } = engine;
  let looks = 0;
  engine.f0 = (...asked) => {
    looks += 1;
    return f0(...asked);
  };
  await bench.sets.findMeans(['a.wav', 'gone.wav']);
  await bench.sets.findMeans(['a.wav']);
  expect(looks).toBe(1);
  const [sound] = bench.store.getState().library;
  expect(state().means).toEqual(new Map([[sound?.sound?.id, 200]]));
});

test('a set in the place of another is another edition, and one with a change is not', async () => {
  const { edition } = state();
  bench.sets.addFactor();
  expect(state().edition).toBe(edition);
  bench.sets.fromRecipe();
  expect(state().edition).toBe(edition + 1);
});

test('a row opens as the recipe of the workbench', () => {
  expect(bench.sets.openRow(2)).toBe(true);
  expect(bench.store.getState().recipe.present.steps[0]?.params).toEqual({ f0: '-2st' });
});

test('a row of another sound opens with that sound', async () => {
  const names = ['a.wav', 'b.wav'];
  await bench.library.addSamples(names.map((name) => ({ name, path: `samples/${name}` })));
  await settle();
  expect(bench.store.getState().source?.entry.fileName).toBe('a.wav');
  const query = JSON.stringify({ file: 'b.wav', stack: [{ module: 'world', f0: '-3st' }] });
  engine.planned = [{ ...rowOf(0), signature: 'sig-b', query }];
  bench.sets.refresh();
  await settle();
  expect(bench.sets.openRow(0)).toBe(true);
  await settle();
  expect(bench.store.getState().source?.entry.fileName).toBe('b.wav');
  expect(bench.store.getState().recipe.present.steps[0]?.params).toEqual({ f0: '-3st' });
});

test('a newer version waits for a set that is being rendered, and not for one that stands still', async () => {
  const done = bench.sets.start();
  await settle();
  expect(page.offline.calls).toEqual(['busy']);
  bench.sets.pause();
  expect(page.offline.calls).toEqual(['busy', 'idle']);
  bench.sets.cancel();
  bench.sets.resume();
  await engine.rows[0]?.finish();
  await done;
  expect(page.offline.calls.at(-1)).toBe('idle');
});

test('a draft that this version cannot read is none, and does not keep the page from opening', () => {
  const draft = state().draft!;
  const openWith = (kept: unknown) => {
    const fakes = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer() };
    return createWorkbench({ ...fakes, page: fakePage({ set: JSON.stringify(kept) }) }).sets.store.getState().draft;
  };
  expect(openWith(draft)).toEqual(draft);
  expect(openWith({ ...draft, factors: undefined })).toBeUndefined();
});

test('the offer to stop what goes on is for that run, paused or not, and for none after it', async () => {
  void bench.sets.start();
  await settle();
  const next = fakeEngine();
  next.planned = [rowOf(0, true), rowOf(1)];
  const nextPage = fakePage(choices);
  const { sets, store, fetchLater } = createWorkbench({
    engine: next,
    player: fakePlayer(),
    audition: fakePlayer(),
    page: nextPage,
  });
  await fetchLater();
  sets.refresh();
  await settle();
  const applies = () => store.getState().messages.at(-1)?.action?.applies?.();
  expect(applies()).toBe(true);
  sets.pause();
  expect(applies()).toBe(true);
  sets.resume();
  await next.rows[0]?.finish({ cached: true });
  await next.rows[1]?.finish();
  expect([sets.store.getState().run.status, applies()]).toEqual(['idle', false]);
  void sets.start();
  await settle();
  expect([sets.store.getState().run.status, applies()]).toEqual(['running', false]);
  bench.sets.cancel();
});

test('a run that ended with its page goes on in the next one, and one that was paused does not', async () => {
  const again = async () => {
    const next = fakeEngine();
    next.planned = [rowOf(0, true), rowOf(1), rowOf(2)];
    const nextPage = fakePage(choices);
    const nextBench = createWorkbench({ engine: next, player: fakePlayer(), audition: fakePlayer(), page: nextPage });
    await nextBench.fetchLater();
    nextBench.sets.refresh();
    await settle();
    return { asked: next.rows.length, status: nextBench.sets.store.getState().run.status };
  };
  void bench.sets.start();
  await settle();
  expect(await again()).toEqual({ asked: 1, status: 'running' });
  bench.sets.pause();
  expect(await again()).toEqual({ asked: 0, status: 'idle' });
  bench.sets.cancel();
});
