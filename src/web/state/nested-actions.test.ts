import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { redoText, undoText } from './deed-text.ts';
import { applyEntry, entryBetween, journalEntrySchema, type ProjectDoc } from './project-doc.ts';
import { checkRecipe } from './recipe-check.ts';
import { createWorkbench } from './workbench.ts';

const SAMPLES = [
  { name: 'Sample A', path: 'samples/a.wav' },
  { name: 'Sample B', path: 'samples/b.wav' },
];

async function setUp() {
  const engine = fakeEngine();
  const page = fakePage();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await workbench.fetchLater();
  await workbench.library.addSamples(SAMPLES);
  await settle();
  const state = () => workbench.store.getState();
  const idOf = (name: string) => state().library.find((entry) => entry.name === name)!.sound!.id;
  const step = workbench.recipe.add('mixin');
  workbench.recipe.set(step, ['file'], idOf('Sample B'));
  await engine.renders.at(-1)?.finish();
  const at = { step, path: ['file'] };
  const asked = () => JSON.parse(engine.renders.at(-1)?.query ?? '{}');
  const whole = () => JSON.parse(workbench.exchange.write('json')!.text);
  return { ...workbench, engine, page, state, idOf, at, asked, whole };
}

describe('a sound that a step needs and that goes to the bin', () => {
  it('is told by its name, and the recipe is rendered again as soon as it is back', async () => {
    const { library, recipe, engine, store, state, at } = await setUp();
    const { key, record } = state().library.find(({ name }) => name === 'Sample B')!;
    const { id } = record!;
    library.remove(key);
    store.setState({ bin: [record!] });
    recipe.set(at.step, ['levels'], [0, -6]);
    const details = { source: id, place: 'step 1, mixin' };
    await engine.renders.at(-1)!.fail(new AppError('source-not-found', `No sound called "${id}".`, { details }));
    expect(state().render.error?.message).toMatch(/^step 1, mixin: Sample B is in the bin\. Restore it from there/);
    const before = engine.renders.length;
    library.restoreFromBin(id);
    await settle();
    expect(engine.renders.length).toBe(before + 1);
  });
});

describe('a page that another one writes for', () => {
  it('opens nested recipes to look at them, and changes nothing', async () => {
    const { recipe, store, state, at, library } = await setUp();
    recipe.nest(at);
    await settle();
    recipe.up();
    await settle();
    const before = JSON.stringify(state().recipe);
    store.setState({ saving: { status: 'elsewhere' } });
    recipe.openAt(at);
    await settle();
    expect([state().recipe.present.around?.length, state().spoken]).toEqual([1, 'Nested recipe open.']);
    recipe.add('pad');
    recipe.up();
    expect(JSON.stringify(state().recipe)).toBe(before);
    await library.select(state().library[1]!.key);
    expect(state().selected).toBe(state().library[1]!.key);
  });

  it('refuses in words to take another sound for a recipe that has its own, and stays where it is', async () => {
    const { recipe, store, state, idOf, library } = await setUp();
    recipe.setSource([idOf('Sample A'), idOf('Sample B')]);
    await settle();
    const { selected, source } = state();
    store.setState({ saving: { status: 'elsewhere' } });
    await library.select(state().library[1]!.key);
    expect([state().selected, state().source]).toEqual([selected, source]);
    expect(state().notices.at(-1)?.tone).toBe('problem');
  });
});

describe('a sound of a step', () => {
  it('becomes a recipe of its own, which is seen and heard on its own source', async () => {
    const { recipe, engine, state, asked, idOf, at } = await setUp();
    recipe.nest(at);
    await settle();
    expect(state().source?.entry.name).toBe('Sample B');
    const pad = recipe.add('pad');
    recipe.set(pad, ['after'], 1);
    expect(asked()).toEqual({ file: idOf('Sample B'), stack: [{ module: 'pad', after: 1 }] });
    await engine.renders.at(-1)?.finish();
    expect(state().render.result?.rendered.query).toContain('pad');
  });

  it('becomes a sound again, by one step back as by hand', async () => {
    const { recipe, state, at, idOf } = await setUp();
    recipe.nest(at);
    recipe.undo();
    expect(state().recipe.present).not.toHaveProperty('around');
    expect(state().recipe.present.steps[1]?.params['file']).toBe(idOf('Sample B'));
    recipe.redo();
    recipe.up();
    recipe.unnest(at);
    expect(state().recipe.present.steps[1]?.params['file']).toBe(idOf('Sample B'));
  });

  it('that was the source of the whole leaves no pictures when it is left, and has new ones when it is back', async () => {
    const { recipe, engine, library, pictures, state } = await setUp();
    recipe.nest({ path: [] });
    recipe.add('time-reverse');
    recipe.up();
    await settle();
    await engine.renders.at(-1)?.finish();
    const { id } = state().source!.sound;
    expect(pictures.data(id, 'x', async () => 1)).toBeUndefined();
    await settle();
    expect(pictures.data(id, 'x', async () => 2)).toBe(1);
    await library.select(state().library[1]!.key);
    expect(engine.released).toContain(id);
    expect(pictures.data(id, 'x', () => Promise.reject(new AppError('source-not-found', 'Gone.')))).toBeUndefined();
    await settle();
    expect(pictures.isGone(id)).toBe(true);
    recipe.undo();
    await engine.renders.at(-1)?.finish();
    expect(state().source?.sound.id).toBe(id);
    expect(pictures.isGone(id)).toBe(false);
  });

  it('may be the source of the whole', async () => {
    const { recipe, state, whole } = await setUp();
    recipe.nest({ path: [] });
    recipe.add('time-reverse');
    recipe.up();
    await settle();
    expect(whole().file).toEqual({ file: 'a.wav', stack: [{ module: 'time-reverse' }] });
    expect(state().recipe.present.steps.map(({ module }) => module)).toEqual(['world', 'mixin']);
  });
});

it('a recipe with a problem, of which no right one was heard, is heard without steps', async () => {
  const { recipe, asked, at, idOf } = await setUp();
  recipe.nest(at);
  await settle();
  recipe.add('mixin');
  recipe.up();
  await settle();
  expect(asked()).toEqual({ file: idOf('Sample A'), stack: [] });
  recipe.openAt(at);
  await settle();
  expect(asked()).toEqual({ file: idOf('Sample B'), stack: [] });
});

describe('while a nested recipe is open', () => {
  async function open() {
    const all = await setUp();
    all.recipe.nest(all.at);
    await settle();
    all.recipe.add('time-reverse');
    await all.engine.renders.at(-1)?.finish();
    return all;
  }

  it('the whole recipe is copied and exported', async () => {
    const { whole, take, engine, page, asked, idOf } = await open();
    const nested = { file: 'b.wav', stack: [{ module: 'time-reverse' }] };
    expect(whole()).toEqual({ file: 'a.wav', stack: [{ module: 'world' }, { module: 'mixin', file: nested }] });
    const exporting = take.save();
    await settle();
    expect(asked()).toMatchObject({ file: idOf('Sample A'), stack: [{ module: 'world' }, { module: 'mixin' }] });
    await engine.renders.at(-1)?.finish();
    await exporting;
    expect(page.saved).toEqual(['a.world.mixin.wav']);
  });

  it('the whole is edited as text, and it stays open', async () => {
    const { whole, exchange, state } = await open();
    const request = whole();
    request.stack[1].file.stack.push({ module: 'pad', after: 1 });
    expect(exchange.applyJson(JSON.stringify(request))).toEqual([]);
    expect(state().recipe.present.around).toHaveLength(1);
    expect(state().recipe.present.steps.map(({ module }) => module)).toEqual(['time-reverse', 'pad']);
    expect(whole()).toEqual(request);
  });

  it('another sound of the library opens the whole on it', async () => {
    const { library, state, whole } = await open();
    await library.select(state().library[1]!.key);
    expect(state().recipe.present.around).toBeUndefined();
    expect(whole()).toMatchObject({ file: 'b.wav', stack: [{ module: 'world' }, { module: 'mixin' }] });
  });

  it('goes up without a step of the history, back to the sound of the whole', async () => {
    const { recipe, state, asked } = await open();
    const { past } = state().recipe;
    recipe.up(1);
    await settle();
    expect(state().recipe.past).toBe(past);
    expect(state().source?.entry.name).toBe('Sample A');
    expect(asked().stack).toHaveLength(2);
    expect(undoText(state().recipe)).toBe('Undo: recipe in mixin');
  });

  it('says what is undone and done again where it was done', async () => {
    const { recipe, state } = await open();
    recipe.up();
    recipe.undo();
    expect(state().recipe.present.around).toHaveLength(1);
    expect(state().recipe.present.steps).toEqual([]);
    expect(redoText(state().recipe)).toBe('Redo: recipe in mixin');
  });

  it('a place deeper than the parser goes is a problem', async () => {
    const { recipe, state } = await open();
    for (let depth = 3; depth <= 9; depth++) recipe.nest({ path: [] });
    const check = checkRecipe(state().recipe.present);
    expect(check.ok).toBe(false);
    expect(check.others.map(({ code }) => code)).toContain('too-deep');
  });
});

it('what is open is written down and read back', async () => {
  const { recipe, store, at } = await setUp();
  const before = store.getState().recipe;
  let replayed: ProjectDoc = { recipe: before };
  const kinds: string[] = [];
  store.subscribe(({ recipe: now }, { recipe: old }) => {
    const entry = entryBetween(old, now);
    if (entry === undefined) return;
    kinds.push(entry.kind);
    replayed = applyEntry(replayed, journalEntrySchema.parse(JSON.parse(JSON.stringify(entry))));
  });
  recipe.nest(at);
  recipe.setBypassed(recipe.add('pad'), true);
  recipe.up();
  recipe.undo();
  recipe.undo();
  expect(kinds).toEqual(['edit', 'open', 'edit', 'edit', 'open', 'undo', 'undo']);
  const { past, present, future } = store.getState().recipe;
  expect(replayed.recipe).toMatchObject(JSON.parse(JSON.stringify({ past, present, future })));
});
