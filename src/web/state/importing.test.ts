import { describe, expect, it } from 'vitest';
import { RECIPE_FORMS } from '../../core/interchange/write-recipe.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { createWorkbench } from './workbench.ts';

const SAMPLES = [
  { name: 'Sample A', path: 'samples/a.wav' },
  { name: 'Sample B', path: 'samples/b.wav' },
];

async function setUp() {
  const engine = fakeEngine();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() });
  await workbench.fetchLater();
  await workbench.library.addSamples(SAMPLES);
  await settle();
  const state = () => workbench.store.getState();
  const steps = () => state().recipe.present.steps.map(({ module, params }) => ({ module, ...params }));
  return { ...workbench, engine, state, steps };
}

const request = (file: string, ...stack: object[]) => JSON.stringify({ file, stack });

describe('the recipe edited as text', () => {
  it('is applied as one change, and cards keep their place', async () => {
    const { exchange, recipe, state, steps } = await setUp();
    const ramp = recipe.add('ramp');
    recipe.setBypassed(ramp, true);
    const entries = state().recipe.past.length;
    const text = request('a.wav', { module: 'world', f0: '-3st' }, { module: 'pad', before: 1 });
    expect(exchange.applyJson(text)).toEqual([]);
    expect(steps().map(({ module }) => module)).toEqual(['world', 'ramp', 'pad']);
    expect(state().recipe.present.steps[0]?.id).toBe('step-0');
    expect(state().recipe.past).toHaveLength(entries + 1);
  });

  it.each([
    ['no JSON', '{"file": ', ''],
    ['a value that is wrong', request('a.wav', { module: 'world', f0: 'x' }), 'stack[0].f0'],
    ['a sound that is not here', request('elsewhere.wav', { module: 'world' }), 'file'],
    ['a list with a sound that is not here', '{"file": ["a.wav", {"file": "c.wav"}]}', 'file[1].file'],
    ['a list of stacks', '{"file": "a.wav", "stack": [[]]}', 'stack'],
  ])('changes nothing when it is %s', async (_name, text, path) => {
    const { exchange, state } = await setUp();
    const before = state().recipe;
    expect(exchange.applyJson(text).map((issue) => issue.path)).toEqual([path]);
    expect(state().recipe).toBe(before);
  });

  it('opens the sound that it names', async () => {
    const { exchange, state } = await setUp();
    expect(exchange.applyJson(request('b.wav'))).toEqual([]);
    await settle();
    expect(state().source?.entry.name).toBe('Sample B');
  });
});

describe('a recipe whose source is a list or a query', () => {
  const LIST = ['b.wav', { file: 'a.wav', stack: [{ module: 'pad', after: 1 }] }];

  /** The sounds that the names stand for. */
  const IDS = JSON.parse(JSON.stringify(LIST).replace(/"(\w)\.wav"/g, '"id-samples/$1.wav"'));

  async function withList() {
    const all = await setUp();
    expect(all.exchange.applyJson(JSON.stringify({ file: LIST, stack: [{ module: 'world' }] }))).toEqual([]);
    await settle();
    return all;
  }

  it('begins with what is made of them', async () => {
    const { engine, state, exchange } = await withList();
    const making = engine.renders.at(-1)!;
    expect(JSON.parse(making.query)).toEqual({ file: IDS, stack: [] });
    await making.finish();
    expect(state().source?.sound.id).toBe(`result of ${making.query}`);
    expect(JSON.parse(engine.renders.at(-1)!.query)).toEqual({ file: IDS, stack: [{ module: 'world' }] });
    expect(JSON.parse(exchange.write('json')!.text)).toMatchObject({ file: LIST });
  });

  it('is the same after it was copied and pasted', async () => {
    const { exchange, recipe, state } = await withList();
    const { text } = exchange.write('json')!;
    recipe.setSource(undefined);
    expect(exchange.paste(text)).toBe(true);
    expect(JSON.parse(exchange.write('json')!.text)).toEqual(JSON.parse(text));
    expect(state().notices.at(-1)?.text).toBe('Opened a recipe (JSON, 1 step).');
  });

  it('is undone, and the sound that was open is its source again', async () => {
    const { engine, recipe, state } = await withList();
    await engine.renders.at(-1)?.finish();
    const made = state().source!.sound.id;
    recipe.undo();
    await settle();
    expect(state().source?.entry.name).toBe('Sample A');
    expect(engine.released).toContain(made);
  });

  it('goes onto a sound that is opened in the library', async () => {
    const { library, recipe, state } = await withList();
    await library.select(state().library[1]!.key);
    expect(state().recipe.present.file).toBeUndefined();
    expect(state().source?.entry.name).toBe('Sample B');
    recipe.undo();
    expect(state().recipe.present.file).toEqual(IDS);
  });
});

describe('a recipe copied and pasted', () => {
  it.each(RECIPE_FORMS)('comes back from %s', async (form) => {
    const { exchange, recipe, state, steps } = await setUp();
    recipe.drag('step-0', { f0: '-3st' });
    recipe.settle();
    recipe.add('ramp');
    const { text, said } = exchange.write(form)!;
    expect(said).toMatch(/^Copied as [^.]*\.$/);
    recipe.apply({ steps: [], settings: {} });
    expect(exchange.paste(text)).toBe(true);
    expect(steps().map(({ module }) => module)).toEqual(['world', 'ramp']);
    expect(steps()[0]).toMatchObject({ f0: '-3st' });
    state().notices.at(-1)?.action?.run();
    expect(steps()).toEqual([]);
  });

  it('says that VTServer does not know f0 edits', async () => {
    const { exchange, recipe } = await setUp();
    recipe.set('step-0', ['edits'], [{ operation: 'unvoice', family: 'shape', from: 0, to: 0.1 }]);
    expect(exchange.write('vtserver')).toMatchObject({
      text: expect.not.stringContaining('edits'),
      said: 'Copied as VTServer request. VTServer 2.3 does not know f0 edits; they are left out.',
    });
    expect(exchange.write('json')?.text).toContain('"edits"');
  });

  it('is added behind the steps that are there, where that was meant', async () => {
    const { exchange, recipe, state, steps } = await setUp();
    exchange.paste(request('a.wav', { module: 'pad', after: 1 }));
    expect(steps().map(({ module }) => module)).toEqual(['pad']);
    const { other } = state().notices.at(-1)!;
    expect(other?.label).toBe('Add 1 step instead');
    other?.run();
    expect(steps().map(({ module }) => module)).toEqual(['world', 'pad']);
    recipe.undo();
    expect(steps().map(({ module }) => module)).toEqual(['world']);
  });

  it('names a sound that is not here, and is for the one that is open', async () => {
    const { exchange, state, steps } = await setUp();
    exchange.paste(request('theirs.wav', { module: 'pad', after: 1 }));
    expect(steps()).toEqual([{ module: 'pad', after: 1 }]);
    expect(state().notices.at(-1)?.text).toBe(
      'Opened a recipe (JSON, 1 step). It was for theirs.wav, which is not here.',
    );
  });

  it('is not made of any other text', async () => {
    const { exchange, state } = await setUp();
    expect(exchange.paste('see the file {here}')).toBe(true);
    expect(exchange.paste('hello')).toBe(false);
    expect(state().notices.at(-1)?.tone).toBe('problem');
  });

  it('is not written while it has a problem', async () => {
    const { exchange, recipe } = await setUp();
    recipe.add('mixin');
    expect(exchange.write('json')).toBeUndefined();
  });
});
