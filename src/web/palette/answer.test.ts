import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { COMMANDS } from '../commands/registry.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { createWorkbench } from '../state/workbench.ts';
import { answer } from './answer.ts';
import { match } from './fuzzy.ts';

// Where the focus goes is for a browser to say.
beforeAll(() => void vi.stubGlobal('requestAnimationFrame', () => 0));
afterAll(() => void vi.unstubAllGlobals());

async function setUp() {
  const page = fakePage({});
  const engine = fakeEngine();
  const bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await bench.library.addSamples([
    { name: 'Adult voice, female', path: 'samples/a.wav' },
    { name: 'Adult voice, male', path: 'samples/b.wav' },
  ]);
  await settle();
  const ask = (typed: string, recent: readonly string[] = []) => answer(bench, typed, recent);
  const labels = (typed: string, recent: readonly string[] = []) =>
    ask(typed, recent).entries.map(({ label }) => label);
  const params = () => bench.store.getState().recipe.present.steps[0]?.params;
  return { ...bench, bench, engine, ask, labels, params };
}

describe('commands', () => {
  it('are all there, each with its keys', async () => {
    const { ask } = await setUp();
    const found = ask('>').entries;
    expect(found.map(({ id }) => id).sort()).toEqual(COMMANDS.map(({ id }) => id).sort());
    expect(found.find(({ id }) => id === 'edit.redo')?.keys).toBe('Ctrl Shift Z');
  });

  it('are each found first by their own sentence, unless they cannot be done now', async () => {
    const { ask } = await setUp();
    for (const { id, sentence } of COMMANDS) {
      const { entries } = ask(`>${sentence}`);
      const found = entries.find((entry) => entry.id === id);
      expect(found, sentence).toBeDefined();
      if (found?.off === undefined) expect(entries[0]?.id, sentence).toBe(id);
    }
  });

  it('that cannot be done come last, with the reason', async () => {
    const { ask } = await setUp();
    const off = ask('').entries.map((entry) => entry.off !== undefined);
    expect(off).toContain(true);
    expect(off.indexOf(true)).toBe(off.lastIndexOf(false) + 1);
    expect(ask('undo').entries.at(-1)).toMatchObject({ id: 'edit.undo', off: 'Nothing to undo.' });
  });

  it('of where the focus is come before the rest, those used last before them, exact ones first', async () => {
    const { ask, shell } = await setUp();
    shell.set({ scopes: ['step', 'views', 'everywhere'], step: 'step-0' });
    const ids = (typed: string, recent: readonly string[] = []) => ask(typed, recent).entries.map(({ id }) => id);
    expect(ids('')[0]).toMatch(/^step\./);
    expect(ids('', ['go.sets', 'app.dark'])[0]).toBe('go.sets');
    expect(ids('duplicate', ['go.sets'])[0]).toBe('step.duplicate');
    expect(ids('list', ['go.library'])[0]).not.toBe('go.library');
  });
});

describe('other words', () => {
  it.each([
    ['pitch', /^Set f0/],
    ['formant shift', /^Set VTL|^Set Vocal/i],
    ['lower', /^Set f0/],
    ['implant', /^Add step: .*vocoder/i],
    ['robot', /^Add step: /],
    ['export', /^Export the result/],
    ['zom', /^Zoom/],
    ['vcdr', /vocoder/i],
    ['trash', /bin/],
  ])('%s finds it', async (typed, label) => {
    const { labels, engine } = await setUp();
    await engine.renders.at(-1)?.finish();
    const [first, second, third] = labels(typed);
    if (typed === 'pitch' || typed === 'export') expect(first).toMatch(label);
    expect(
      [first, second, third].some((one) => label.test(one ?? '')),
      `${typed}: ${first}, ${second}, ${third}`,
    ).toBe(true);
  });
});

describe('prefixes', () => {
  it('@ finds sounds, and opens one', async () => {
    const { ask, bench, store } = await setUp();
    const [entry] = ask('@male').entries;
    expect(entry?.label).toBe('Adult voice, male');
    entry?.run(bench);
    await settle();
    expect(store.getState().source?.entry.name).toBe('Adult voice, male');
  });

  it('# finds tags, and searches the library for one', async () => {
    const { ask, bench, library, store, shell } = await setUp();
    library.describe(store.getState().selected!, { tags: ['first take'] });
    // The fake has nowhere to keep a record, so a tag needs one that was kept.
    store.setState(({ library: rows }) => ({
      library: rows.map((row) => ({ ...row, record: { ...row.record!, tags: ['first take'], talker: '' } })),
    }));
    const [entry] = ask('#first').entries;
    expect(entry).toMatchObject({ label: '#first take', detail: '2 sounds' });
    entry?.run(bench);
    expect(shell.store.getState().search).toBe('tag:"first take"');
  });

  it.each([
    [':1.25', 1.25],
    [':0:01.5', 1.5],
    [':+0.1', 0.6],
    [':-0.5', 0],
    [':0,75 s', 0.75],
  ])('%s goes to %f s', async (typed, time) => {
    const { ask, bench, view, store } = await setUp();
    view.setCursor(0.5);
    ask(typed).entries[0]?.run(bench);
    expect(store.getState().view.cursor).toBeCloseTo(time, 9);
  });

  it(': says where a time goes wrong, and that the sound has an end', async () => {
    const { ask } = await setUp();
    expect(ask(':1.2x').mistake).toMatchObject({ position: 3, got: '`x`' });
    expect(ask(':99').mistake).toMatchObject({ expected: expect.stringContaining('2.000'), got: '99.000\u00a0s' });
    expect(ask(':99').entries).toEqual([]);
  });

  it('= sets a parameter of the recipe', async () => {
    const { ask, bench, params } = await setUp();
    const [entry] = ask('=vtl +3.8st').entries;
    expect(entry?.label).toBe('Set VTL to +3.8st');
    entry?.run(bench);
    expect(params()).toEqual({ vtl: '+3.8st' });
    ask('=pitch -12 st').entries[0]?.run(bench);
    expect(params()).toMatchObject({ f0: '-12st' });
  });

  it('= shows a mistake where it is, as the field does', async () => {
    const { ask } = await setUp();
    expect(ask('=f0 -12sx')).toMatchObject({ entries: [], mistake: { typed: '-12sx', position: 3 } });
    expect(ask('=nonsense 3').mistake).toMatchObject({ got: '`nonsense`' });
  });

  it('= means the step that has the focus before others', async () => {
    const { ask, bench, recipe, shell, store } = await setUp();
    const second = recipe.add('world');
    shell.set({ step: second });
    ask('=f0 +2st').entries[0]?.run(bench);
    expect(store.getState().recipe.present.steps.map(({ params }) => params)).toEqual([{}, { f0: '+2st' }]);
  });

  it('? says which prefixes there are', async () => {
    const { ask } = await setUp();
    expect(ask('?').entries.map(({ keys }) => keys)).toEqual(['>', '@', '#', ':', '=', 'A:', '?']);
  });
});

it('answers anything that can be typed, in good time', async () => {
  const { ask } = await setUp();
  fc.assert(
    fc.property(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('', '>', '@', '#', ':', '=', '=f0 ', '=vtl ', '?'),
      (text, prefix) => {
        const { entries, mistake } = ask(prefix + text);
        expect(Array.isArray(entries)).toBe(true);
        if (mistake?.position !== undefined) expect(mistake.position).toBeLessThanOrEqual(mistake.typed.length);
      },
    ),
    { numRuns: 150 },
  );
});

it('prefers what begins with the typed word to what has it inside, and the label to other words', () => {
  const score = (label: string, words = '') => match('zoom', { label, words })?.score ?? 0;
  expect(score('Zoom in')).toBeGreaterThan(score('Rezoom in'));
  expect(score('Zoom in')).toBeGreaterThan(score('Closer', 'zoom'));
  expect(match('zoom', { label: 'Loop', words: '' })).toBeUndefined();
});

describe('what is heard as A and B', () => {
  it('is asked for by the letter, and found by its name', async () => {
    const { labels, ask, bench } = await setUp();
    expect(labels('A: ')).toEqual(['After step 1, world', 'Adult voice, female', 'Adult voice, male', 'Source']);
    expect(ask('B: ').entries.at(-1)).toMatchObject({ label: 'Result', off: 'It is heard already.' });
    const [found] = ask('b: adult male').entries;
    found?.run(bench);
    await bench.fetchLater();
    await settle();
    expect(bench.store.getState().monitor.others.result?.name).toBe('Adult voice, male');
    expect(ask('B: adult male').entries.at(-1)?.off).toBe('It is heard already.');
  });

  it('offers rows by the words of their names, and of many only some', async () => {
    const { labels, bench } = await setUp();
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ name: `voice_${index}` })) as PlannedRow[];
    bench.sets.store.setState(({ plan }) => ({ plan: { ...plan, rows } }));
    expect(labels('A: row').length).toBeLessThan(100);
    expect(labels('A: voice_9876')).toEqual(['Row voice_9876']);
  });

  it('cannot be chosen while names are hidden', async () => {
    const { ask, store } = await setUp();
    store.setState(({ monitor }) => ({ monitor: { ...monitor, blind: 'source' } }));
    expect(new Set(ask('A:').entries.map(({ off }) => off))).toEqual(new Set(['Names are hidden: reveal them first.']));
  });
});
