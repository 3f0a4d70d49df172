import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { toggleBlind } from './blind.ts';
import { playedOf, rmsOfPlayed } from './loudness.ts';
import { setMonitor } from './monitor.ts';
import { sideName, soundOfSide } from './other-side.ts';
import { createWorkbench } from './workbench.ts';

const STEP = 'step-0';

async function setUp() {
  const engine = fakeEngine();
  const player = fakePlayer();
  const page = fakePage();
  const bench = createWorkbench({ engine, player, audition: fakePlayer(), page });
  await bench.fetchLater();
  await bench.library.addSamples([
    { name: 'Sample A', path: 'samples/a.wav' },
    { name: 'Sample B', path: 'samples/b.wav' },
  ]);
  await settle();
  await engine.renders[0]?.finish();
  const state = () => bench.store.getState();
  const other = () => state().monitor.others.result;
  const notices = () => state().notices.map(({ text }) => text);
  const keyOf = (name: string) => state().library.find((entry) => entry.name === name)?.key ?? '';
  const entries = () => state().recipe.past.length;
  return { ...bench, bench, engine, player, page, state, other, notices, keyOf, entries };
}

/** With a pin of the plane, which is heard as B. */
async function withPin() {
  const all = await setUp();
  all.plane.goTo(STEP, { f0: -6, vtl: 2 });
  const pin = all.plane.pin(STEP) ?? '';
  all.plane.renamePin(pin, 'low voice');
  all.plane.goTo(STEP, { f0: 0, vtl: 0 });
  // Each lets the next one begin.
  for (const asked of all.engine.renders) {
    await asked.finish();
    all.page.pass();
  }
  const chosen = all.sides.choose('result', { kind: 'pin', pin, step: STEP });
  const asked = all.engine.renders.at(-1);
  await asked?.finish();
  await chosen;
  return { ...all, pin, asked };
}

it('hears another sound as A, from its beginning, while views, recipe and result stay', async () => {
  const { sides, player, state, keyOf, entries } = await setUp();
  const [before, done] = [state(), entries()];
  await sides.choose('source', { kind: 'sound', key: keyOf('Sample B') });
  expect(player.others.source).toMatchObject({ sound: { sampleRate: 1000 }, keepsTime: false });
  expect(sideName(state(), 'source')).toBe('Sample B');
  expect(soundOfSide(state(), 'source')?.id).toBe(state().library.find(({ name }) => name === 'Sample B')?.sound?.id);
  expect(state().source).toBe(before.source);
  expect(state().render.result).toBe(before.render.result);
  expect(entries()).toBe(done);
  await sides.choose('source', undefined);
  expect(player.others.source).toBeUndefined();
  expect(sideName(state(), 'source')).toBe('Source');
});

it('is source or result until what was chosen is made', async () => {
  const { sides, engine, player, other, state } = await setUp();
  const chosen = sides.choose('result', { kind: 'step', step: STEP });
  expect(other()).toMatchObject({ name: 'After step 1, world', sound: undefined });
  expect(sideName(state(), 'result')).toBe('Result');
  expect(player.others.result).toBeUndefined();
  await engine.renders.at(-1)?.finish();
  await chosen;
  expect(player.others.result?.keepsTime).toBe(true);
  expect(sideName(state(), 'result')).toBe('After step 1, world');
});

it('hears the recipe with f0 and VTL of a pin, on the time axis of the source', async () => {
  const { asked, player, state } = await withPin();
  expect(JSON.parse(asked?.query ?? '{}').stack).toEqual([{ module: 'world', f0: '-6st', vtl: '+2st' }]);
  expect(player.others.result?.keepsTime).toBe(true);
  expect(sideName(state(), 'result')).toBe('Pin low voice');
});

it('hears a row of the set, which shares no time with another sound', async () => {
  const { sides, sets, engine, page, player } = await setUp();
  const row = (name: string, file: string) => {
    const query = JSON.stringify({ file, stack: [{ module: 'vocoder' }] });
    return { index: 0, name, signature: name, values: {}, cached: false, query };
  };
  engine.planned = [row('one', 'a.wav'), row('two', 'b.wav')];
  sets.fromRecipe();
  page.pass();
  await settle();
  for (const [name, keepsTime] of [
    ['one', true],
    ['two', false],
  ] as const) {
    const chosen = sides.choose('result', { kind: 'row', row: name });
    expect(JSON.parse(engine.renders.at(-1)?.query ?? '{}').stack).toEqual([{ module: 'vocoder' }]);
    await engine.renders.at(-1)?.finish();
    await chosen;
    expect(player.others.result?.keepsTime).toBe(keepsTime);
  }
});

it('hears a row again that was made, and makes it no second time, when another sound is opened', async () => {
  const { sides, sets, library, engine, page, player, keyOf } = await setUp();
  const query = JSON.stringify({ file: 'a.wav', stack: [{ module: 'vocoder' }] });
  engine.planned = [{ index: 0, name: 'one', signature: 'one', values: {}, cached: false, query }];
  sets.fromRecipe();
  page.pass();
  await settle();
  const chosen = sides.choose('result', { kind: 'row', row: 'one' });
  await engine.renders.at(-1)?.finish();
  await chosen;
  const heard = player.others.result?.sound;
  expect(heard).toBeDefined();
  await library.select(keyOf('Sample B'));
  await settle();
  expect(player.others.result).toBeUndefined();
  page.pass();
  await settle();
  expect(player.others.result).toEqual({ sound: heard, keepsTime: false });
  expect(engine.renders.filter((asked) => asked.query === query)).toHaveLength(1);
  expect(engine.released).not.toContain(`result of ${query}`);
});

it('follows the recipe when that rests, and goes on with what was heard until then', async () => {
  const { recipe, engine, page, player, asked } = await withPin();
  const heard = player.others.result?.sound;
  recipe.add('level');
  await engine.renders.at(-1)?.finish();
  expect(player.others.result?.sound).toBe(heard);
  page.pass();
  const anew = engine.renders.at(-1);
  expect(JSON.parse(anew?.query ?? '{}').stack).toMatchObject([{ f0: '-6st' }, { module: 'level' }]);
  await anew?.finish();
  expect(player.others.result?.sound).not.toBe(heard);
  expect(engine.released).toContain(`result of ${asked?.query}`);
});

it('is the result again, and says so, when the pin is gone', async () => {
  const { plane, pin, player, other, notices, engine, asked } = await withPin();
  plane.unpin(pin);
  expect(other()).toBeUndefined();
  expect(player.others.result).toBeUndefined();
  expect(notices()).toEqual(['B is the result again: Pin low voice is not here any more.']);
  expect(engine.released).toContain(`result of ${asked?.query}`);
});

it('is the source again when the sound is deleted', async () => {
  const { sides, library, state, keyOf, notices, player } = await setUp();
  await sides.choose('source', { kind: 'sound', key: keyOf('Sample B') });
  library.remove(keyOf('Sample B'));
  expect(state().monitor.others).toEqual({});
  expect(player.others.source).toBeUndefined();
  expect(notices()).toContain('A is the source again: Sample B is not here any more.');
});

it('hears nothing of the sound before when another one is opened', async () => {
  const { library, player, engine, keyOf, other, page, state } = await withPin();
  await library.select(keyOf('Sample B'));
  await settle();
  expect(player.others.result).toBeUndefined();
  expect(other()).toMatchObject({ name: 'Pin low voice', sound: undefined });
  page.pass();
  const { file } = JSON.parse(engine.renders.at(-1)?.query ?? '{}');
  expect(file).toBe(state().source?.sound.id);
  await engine.renders.at(-1)?.finish();
  expect(player.others.result).toBeDefined();
});

it('hears nothing of the sound before though the recipe has a problem, and is made of the new one when that is mended', async () => {
  const { library, recipe, player, engine, keyOf, other, page, state } = await withPin();
  recipe.add('level');
  const level = state().recipe.present.steps[1]!;
  recipe.replaceStep({ ...level, params: { rms: 'loud' } });
  await library.select(keyOf('Sample B'));
  await settle();
  page.pass();
  expect(player.others.result).toBeUndefined();
  expect(other()).toMatchObject({ name: 'Pin low voice', waits: true, sound: undefined });
  const count = engine.renders.length;
  recipe.replaceStep({ ...level, params: {} });
  expect(other()).toMatchObject({ waits: false, sound: undefined });
  page.pass();
  const made = engine.renders.slice(count).find(({ query }) => query.includes('-6st'));
  expect(JSON.parse(made?.query ?? '{}').file).toBe(state().source?.sound.id);
  await made?.finish();
  expect(player.others.result).toBeDefined();
});

it('says that no sound is open, and not that the pin is gone, when the sound is', async () => {
  const { store, sides, notices, pin } = await withPin();
  store.setState({ source: undefined });
  expect(notices()).toEqual(['B is the result again: no sound is open.']);
  await sides.choose('result', { kind: 'pin', pin, step: STEP });
  expect(notices().at(-1)).toBe('No sound is open.');
});

it('is what is heard before what was heard is released', async () => {
  const { recipe, engine, page, player, asked } = await withPin();
  const order: string[] = [];
  const { setOther } = player;
  player.setOther = (...given) => {
    order.push('set');
    setOther(...given);
  };
  engine.release = async (id) => void order.push(`release ${id}`);
  recipe.add('level');
  page.pass();
  await engine.renders.at(-1)?.finish();
  expect(order).toEqual(['set', `release result of ${asked?.query}`]);
});

it('a read that fails once its sound is replaced is not told of', async () => {
  const { sides, engine, player, notices, keyOf } = await setUp();
  const heard: Parameters<typeof player.setOther>[1][] = [];
  player.setOther = (_side, sound) => void heard.push(sound);
  engine.clip = async () => undefined;
  engine.samples = () => Promise.reject(new Error('no such sound'));
  await sides.choose('source', { kind: 'sound', key: keyOf('Sample B') });
  const stream = heard.at(-1);
  const read = async () => (stream && 'read' in stream ? stream.read(0, 1).catch(() => 'failed') : 'nothing');
  const late = read();
  await sides.choose('source', undefined);
  expect(await late).toBe('failed');
  expect(notices()).toEqual([]);
  await sides.choose('source', { kind: 'sound', key: keyOf('Sample B') });
  const again = heard.at(-1);
  if (again && 'read' in again) await again.read(0, 1).catch(() => undefined);
  expect(notices()).toHaveLength(1);
});

it('stays what it was while the recipe has a problem, and makes nothing of one that has', async () => {
  const { recipe, sides, other, page, engine, notices } = await withPin();
  const count = engine.renders.length;
  recipe.replaceStep({ id: STEP, module: 'world', params: { f0: 'high' }, bypassed: false });
  page.pass();
  expect(other()?.sound).toBeDefined();
  expect(engine.renders).toHaveLength(count);
  await sides.choose('source', { kind: 'step', step: STEP });
  expect(notices().at(-1)).toMatch(/recipe has a problem/);
});

it('is the result again, with the reason, when it cannot be made', async () => {
  const { sides, engine, other, notices } = await setUp();
  const chosen = sides.choose('result', { kind: 'step', step: STEP });
  await engine.renders.at(-1)?.fail(new Error('no room'));
  await chosen;
  expect(other()).toBeUndefined();
  expect(notices()).toEqual([expect.stringMatching(/^B is the result again\. /)]);
});

it('exports the result, whatever is heard', async () => {
  const { take, engine, state } = await withPin();
  await take.save();
  await settle();
  const file = engine.asked.find((what) => / as wav/.test(what));
  expect(file).toContain(`${state().render.result?.rendered.id} as wav`);
});

it('is matched in loudness as it is heard: over the same seconds where it keeps its own time', async () => {
  const { sides, state, view, keyOf, engine, library } = await setUp();
  const { load } = engine;
  engine.load = async (...given) => ({ ...(await load(...given)), frames: 1000, duration: 1 });
  await library.addQuietly([new File(['half as long'], 'c.wav')]);
  const before = playedOf(state());
  await sides.choose('source', { kind: 'sound', key: keyOf('c.wav') });
  expect(playedOf(state())).not.toBe(before);
  view.select({ start: 0.5, end: 1.5 });
  const asked: (readonly [id: string, first: number, count: number])[] = [];
  const stretchLevels = async (id: string, _lane: number, first: number, count: number) => {
    asked.push([id, first, count]);
    return { peakDbfs: 0, rmsDbfs: -20 };
  };
  const rms = await rmsOfPlayed(state(), { stretchLevels });
  const [a, b] = (['source', 'result'] as const).map((side) => soundOfSide(state(), side)?.id);
  expect(asked).toEqual([
    [a, 500, 500],
    [b, 500, 1000],
  ]);
  expect(rms?.source).toBeCloseTo(-20, 9);
});

it('is matched in loudness over what is played of it, where it would go on behind the source', async () => {
  const { sides, state, keyOf, engine, library } = await setUp();
  const { load } = engine;
  engine.load = async (...given) => ({ ...(await load(...given)), frames: 10_000, duration: 10 });
  await library.addQuietly([new File(['five times as long'], 'c.wav')]);
  await sides.choose('source', { kind: 'sound', key: keyOf('c.wav') });
  const asked: (readonly [first: number, count: number])[] = [];
  const stretchLevels = async (_id: string, _lane: number, first: number, count: number) => {
    asked.push([first, count]);
    return { peakDbfs: 0, rmsDbfs: -40 };
  };
  const rms = await rmsOfPlayed(state(), { stretchLevels });
  expect(asked).toEqual([[0, 2000]]);
  expect(rms?.source).toBeCloseTo(-40, 9);
});

it('is matched in loudness as the result it still is, until it is made', async () => {
  const { store, state, view } = await setUp();
  store.setState(({ render }) => {
    const { result } = render;
    if (!result) return {};
    const shape = { ...result.rendered.shape, frames: 4000, duration: 4 };
    return { render: { ...render, result: { ...result, rendered: { ...result.rendered, shape } } } };
  });
  const choice = { kind: 'row', row: 'one' } as const;
  setMonitor(store, { others: { result: { choice, name: 'Row one', keepsTime: false, sound: undefined } } });
  view.select({ start: 0.5, end: 1 });
  const asked: (readonly [first: number, count: number])[] = [];
  const stretchLevels = async (_id: string, _lane: number, first: number, count: number) => {
    asked.push([first, count]);
    return { peakDbfs: 0, rmsDbfs: -20 };
  };
  await rmsOfPlayed(state(), { stretchLevels });
  expect(asked).toEqual([
    [500, 500],
    [1000, 1000],
  ]);
});

it('is revealed by the name of what was heard', async () => {
  const { bench, notices } = await withPin();
  toggleBlind(bench, () => 0.1);
  toggleBlind(bench);
  expect(notices()).toEqual(['1 was the source, 2 Pin low voice.']);
});

it('forgets clips that were of another sound', async () => {
  const { sides, store, state, keyOf } = await setUp();
  setMonitor(store, { clips: { side: 'source', count: 2, first: 0.5 } });
  await sides.choose('source', { kind: 'sound', key: keyOf('Sample B') });
  expect(state().monitor.clips).toBeUndefined();
});
