import { describe, expect, it, vi } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { SoundEntry } from './app-state.ts';
import type { Level } from './recipe-doc.ts';
import { findSound, plainNames, sharedNames, withIds } from './sound-names.ts';
import { createWorkbench } from './workbench.ts';

const shape = { sampleRate: 1000, channelCount: 1, frames: 2000, duration: 2, recipe: undefined, warnings: [] };

function sound(id: string, fileName: string): SoundEntry {
  return { key: id, name: id, fileName, origin: 'file', status: 'ready', sound: { id, name: fileName, ...shape } };
}

const LIBRARY = [sound('old', 'a.wav'), sound('b', 'b.wav'), sound('new', 'a.wav')];

function level(file: Level['file'], ...steps: readonly { module: string; [param: string]: unknown }[]): Level {
  const read = steps.map(({ module, ...params }, index) => ({ id: `${index}`, module, params, bypassed: false }));
  return { ...(file === undefined ? {} : { file }), steps: read as Level['steps'], settings: {} };
}

describe('a name that several sounds have', () => {
  it('stands for the one that came last, and an id for its own', () => {
    expect(findSound(LIBRARY, 'a.wav')?.key).toBe('new');
    expect(findSound(LIBRARY, 'old')?.key).toBe('old');
    expect(
      findSound([...LIBRARY, { ...sound('x', 'a.wav'), status: 'loading', sound: undefined } as never], 'a.wav')?.key,
    ).toBe('new');
  });

  it('is written for that one alone', () => {
    expect([...plainNames(LIBRARY)]).toEqual([
      ['new', 'a.wav'],
      ['b', 'b.wav'],
    ]);
    expect([...sharedNames(LIBRARY)]).toEqual([['a.wav', 'new']]);
  });
});

describe('a recipe by ids', () => {
  it('has them wherever a sound stands, and nowhere else', () => {
    const nested = { file: ['a.wav', 'b.wav'], stack: [{ module: 'mixin', file: 'b.wav' }] };
    const sounds = {
      module: 'gibberish',
      sounds: ['b.wav', nested],
      stack: [{ module: 'mixin', file: 'b.wav' }],
    };
    const named = level('a.wav', { module: 'mixin', file: nested }, sounds, { module: 'world', f0: 'b.wav' });
    const inside = { file: ['new', 'b'], stack: [{ module: 'mixin', file: 'b' }] };
    expect(withIds(named, LIBRARY)).toEqual(
      level(
        'new',
        { module: 'mixin', file: inside },
        { ...sounds, sounds: ['b', inside], stack: [{ module: 'mixin', file: 'b' }] },
        { module: 'world', f0: 'b.wav' },
      ),
    );
  });

  it('is the same object where it names no sound that is here', () => {
    const plain = level(undefined, { module: 'mixin', file: 'elsewhere.wav' }, { module: 'unknown', file: 'a.wav' });
    expect(withIds(plain, LIBRARY)).toBe(plain);
    const ids = level(['old', { file: 'b', stack: [] }], { module: 'mixin', file: 'old' });
    expect(withIds(ids, LIBRARY)).toBe(ids);
  });
});

async function setUp() {
  const engine = fakeEngine();
  const page = fakePage();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  const add = async (content: string, name: string) => {
    await workbench.library.addFiles([new File([content], name)]);
    await settle();
  };
  await add('old', 'a.wav');
  await add('voice', 'voice.wav');
  await add('new', 'a.wav');
  await workbench.library.select(workbench.store.getState().library[1]!.key);
  await settle();
  const state = () => workbench.store.getState();
  return { ...workbench, engine, page, add, state, rendered: () => JSON.parse(engine.renders.at(-1)!.query) };
}

const mix = (sound: string, file = 'voice.wav') => JSON.stringify({ file, stack: [{ module: 'mixin', file: sound }] });

describe('two sounds of one name', () => {
  it('are rendered as they are shown: what a pasted name stands for stays that sound', async () => {
    const { exchange, state, rendered, add } = await setUp();
    exchange.paste(mix('a.wav'));
    await settle();
    expect(rendered()).toMatchObject({ file: 'id-voice', stack: [{ file: 'id-new' }] });
    expect(state().recipe.present.steps[0]?.params).toEqual({ file: 'id-new' });
    await add('newest', 'a.wav');
    expect(state().recipe.present.steps[0]?.params).toEqual({ file: 'id-new' });
  });

  it('go out and come in again as they are: the one that its name would not find by its id, which is said', async () => {
    const { exchange, recipe, state } = await setUp();
    recipe.apply({ steps: [{ id: 's', module: 'mixin', params: { file: 'id-old' }, bypassed: false }], settings: {} });
    const { text, said } = exchange.write('json')!;
    expect(JSON.parse(text)).toMatchObject({ file: 'voice.wav', stack: [{ file: 'id-old' }] });
    expect(said).toContain('Another sound is called a.wav, too');
    expect(exchange.applyJson(text)).toEqual([]);
    expect(state().recipe.present.steps[0]?.params).toEqual({ file: 'id-old' });
    recipe.apply({ steps: [{ id: 's', module: 'mixin', params: { file: 'id-new' }, bypassed: false }], settings: {} });
    expect(exchange.write('json')).toMatchObject({ text: expect.stringContaining('"a.wav"'), said: 'Copied as JSON.' });
  });

  it.each(['id-old', 'id-new'])('each opens as the source that it is written as: %s', async (id) => {
    const { exchange, library, state } = await setUp();
    await library.select(state().library.find(({ sound }) => sound?.id === id)!.key);
    await settle();
    const { text } = exchange.write('json')!;
    await library.select(state().library[1]!.key);
    exchange.paste(text);
    await settle();
    expect(state().source?.sound.id).toBe(id);
  });

  it('are told to the engine, for texts that are its own to read, until the name is one sound’s again', async () => {
    const { engine, library, state } = await setUp();
    expect(engine.asked.filter((one) => one.startsWith('name')).at(-1)).toBe('name a.wav id-new');
    library.remove(state().library[2]!.key);
    expect(engine.asked.filter((one) => one.startsWith('name')).at(-1)).toBe('name ');
  });
});

describe('a name in a recipe', () => {
  it('that was not here is rendered as soon as its sound is', async () => {
    const { recipe, rendered, engine, library } = await setUp();
    const params = { file: 'masker.wav' };
    recipe.apply({ steps: [{ id: 's', module: 'mixin', params, bypassed: false }], settings: {} });
    expect(rendered()).toMatchObject({ stack: [{ file: 'masker.wav' }] });
    await engine.renders.at(-1)!.fail(new Error('No sound called "masker.wav" is open here.'));
    await library.addQuietly([new File(['masker'], 'masker.wav')]);
    await settle();
    expect(rendered()).toMatchObject({ stack: [{ file: 'id-masker' }] });
  });

  it('is heard beside the recipe as it is rendered', async () => {
    const { recipe, hearing, rendered } = await setUp();
    recipe.apply({ steps: [{ id: 's', module: 'mixin', params: {}, bypassed: false }], settings: {} });
    void hearing.hear('s', { file: 'a.wav' });
    // Its program is fetched first.
    await vi.waitFor(() => expect(rendered()).toMatchObject({ stack: [{ file: 'id-new' }] }));
  });
});
