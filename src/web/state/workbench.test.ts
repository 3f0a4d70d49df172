import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/fake-web.ts';
import { buildQuery, openWorkbench, world } from '../../testing/open-workbench.ts';

const wav = (content: string, name = `${content}.wav`) => new File([content], name);

describe('arriving', () => {
  it('loads the samples, opens the first and renders it unchanged', async () => {
    const { state, engine, query } = await openWorkbench();
    expect(state().library.map(({ name, status }) => [name, status])).toEqual([
      ['Sample A', 'ready'],
      ['Sample B', 'ready'],
    ]);
    expect(state().source?.entry.name).toBe('Sample A');
    expect(state().view.time).toEqual({ start: 0, end: 2 });
    expect(engine.renders.map((render) => render.query)).toEqual([query({})]);
  });

  it('remembers the theme and the single-key switch', async () => {
    const choices: Record<string, string> = { theme: 'dark', 'single-keys': 'off' };
    const { state, settings } = await openWorkbench({}, choices);
    expect(state().settings).toMatchObject({ theme: 'dark', singleKeys: false });
    settings.setTheme('light');
    expect(choices['theme']).toBe('light');
  });
});

describe('typing', () => {
  it('makes generous forms strict', async () => {
    const { type, params } = await openWorkbench();
    type('vtl', '3.8 semitones');
    expect(params()?.['vtl']).toBe('+3.8st');
  });

  it('keeps what cannot be read as a problem and changes nothing', async () => {
    const { state, engine, type, drag, params } = await openWorkbench();
    type('f0', '-12sx');
    expect(state().problems['step-0 f0']).toEqual({ typed: '-12sx', expected: 'st or Hz', got: '`sx`', position: 3 });
    expect(params()).toEqual({});
    expect(engine.renders).toHaveLength(1);
    drag({ f0: '-1st' });
    expect(state().problems).toEqual({});
  });
});

describe('undo', () => {
  it('goes back and forth by gestures and renders what it brings back', async () => {
    const { engine, recipe, query, type, drag, params } = await openWorkbench();
    drag({ f0: '-1st' });
    drag({ f0: '-2st' });
    recipe.settle();
    type('vtl', '+3st');
    recipe.undo();
    recipe.undo();
    expect(params()).toEqual({});
    recipe.redo();
    expect(engine.renders.at(-1)?.query).toBe(query({ f0: '-2st' }));
  });
});

describe('the library', () => {
  it('opens an added file and renders the recipe on it', async () => {
    const { state, engine, library, type } = await openWorkbench();
    type('f0', '-12st');
    await library.addFiles([wav('new')]);
    expect(state().source?.sound.id).toBe('id-new');
    expect(state().render.result).toBeUndefined();
    expect(engine.renders.at(-1)?.query).toBe(buildQuery('id-new', { f0: '-12st' }));
  });

  it('keeps a file that cannot be read as a row with its reason, and stays where it was', async () => {
    const { state, library } = await openWorkbench();
    await library.addFiles([wav('broken', 'notes.wav')]);
    const row = state().library.at(-1);
    expect(row).toMatchObject({ name: 'notes.wav', status: 'failed' });
    expect(row?.error?.message).toBe('Not a WAV file.');
    expect(state().source?.entry.name).toBe('Sample A');
    expect(state().notices).toHaveLength(1);
  });

  it('does not list the same bytes twice', async () => {
    const { state, library } = await openWorkbench();
    await library.addFiles([wav('new')]);
    await library.addFiles([wav('new', 'copy.wav')]);
    expect(state().library.map(({ name }) => name)).toEqual(['Sample A', 'Sample B', 'new.wav']);
    expect(state().notices.at(-1)?.text).toBe('Already here: new.wav');
  });

  it('opens the recipe of an exported file on the sound it was made from', async () => {
    const recipes = { 'out.wav': buildQuery('a.wav', { f0: '-12st' }) };
    const { state, library, recipe, params } = await openWorkbench({ recipes });
    await library.select(state().library[1]?.key ?? '');
    await library.addFiles([wav('made', 'out.wav')]);
    expect(state().source?.entry.name).toBe('Sample A');
    expect(params()?.['f0']).toBe('-12st');
    state().notices.at(-1)?.action?.run();
    expect(params()).toEqual({});
    recipe.redo();
  });

  it('offers the recipe of an exported file whose source is not here', async () => {
    const recipes = { 'out.wav': buildQuery('elsewhere.wav', { vtl: '+3st' }) };
    const { state, library, params } = await openWorkbench({ recipes });
    await library.addFiles([wav('made', 'out.wav')]);
    expect(state().source?.entry.name).toBe('out.wav');
    expect(params()).toEqual({});
    state().notices.at(-1)?.action?.run();
    expect(params()?.['vtl']).toBe('+3st');
  });

  it('ignores a result of a sound that is no longer open', async () => {
    const { state, engine, library } = await openWorkbench();
    await library.addFiles([wav('new')]);
    await engine.renders[0]?.finish();
    expect(state().render.result).toBeUndefined();
  });

  it('opens the first of many files at once and stays with another that was chosen meanwhile', async () => {
    const { state, library } = await openWorkbench();
    const adding = library.addFiles([wav('one'), wav('two'), wav('three')]);
    while (state().source?.entry.name !== 'one.wav') await Promise.resolve();
    await library.select(state().library[1]?.key ?? '');
    await adding;
    expect(state().library.at(-1)).toMatchObject({ name: 'three.wav', status: 'ready' });
    expect(state().source?.entry.name).toBe('Sample B');
  });

  it('opens another sound when the open one is removed', async () => {
    const { state, engine, library } = await openWorkbench();
    await library.addFiles([wav('new')]);
    library.remove(state().selected ?? '');
    await settle();
    expect(state().source?.entry.name).toBe('Sample A');
    expect(engine.released).toContain('id-new');
  });
});

describe('selecting', () => {
  it('plays the selection, from its start, on exact samples', async () => {
    const { state, player, view } = await openWorkbench();
    view.select({ start: 0.50042, end: 1.00038 });
    expect(state().view.selection).toEqual({ start: 0.5, end: 1 });
    expect(player.calls.slice(-2)).toEqual(['range 0.5 1', 'seek 0.5']);
    view.setCursor(0.2);
    expect(state().view.selection).toBeUndefined();
    expect(player.calls.slice(-2)).toEqual(['range all', 'seek 0.2']);
  });

  it('extends the selection with the cursor in both directions', async () => {
    const { state, view } = await openWorkbench();
    view.setCursor(1);
    view.moveCursor(0.2, true);
    expect(state().view.selection).toEqual({ start: 1, end: 1.2 });
    view.moveCursor(-0.4, true);
    expect(state().view.selection).toEqual({ start: 0.8, end: 1 });
  });

  it('goes back to the view before a jump', async () => {
    const { state, view } = await openWorkbench();
    view.select({ start: 0.5, end: 1 });
    view.showSelection();
    expect(state().view.time).toEqual({ start: 0.5, end: 1 });
    view.goBack();
    expect(state().view.time).toEqual({ start: 0, end: 2 });
  });
});

describe('taking away', () => {
  it('names the export after the sound and its changes', async () => {
    const { engine, page, recipe, take } = await openWorkbench();
    recipe.apply(world({ f0: '-12st', vtl: '*1.2', duration: '~1.5s' }));
    await engine.renders.at(-1)?.finish();
    await take.save();
    expect(page.saved).toEqual(['a.f0-12st.vtlx1.2.duration=1.5s.wav']);
  });

  it('makes the whole recipe while a part of it is listened to, and says how far that is', async () => {
    const { engine, page, recipe, take, state } = await openWorkbench();
    await engine.renders.at(-1)?.finish();
    const reverse = { id: 'step-9', module: 'time-reverse', params: {}, bypassed: false };
    recipe.apply({ ...world({}), steps: [...world({}).steps, reverse] });
    await engine.renders.at(-1)?.finish();
    recipe.listen({ to: 'after', step: 'step-0' });
    await engine.renders.at(-1)?.finish();
    const saving = take.save();
    await settle();
    const made = engine.renders.at(-1)!;
    const before = engine.released.length;
    expect(JSON.parse(made.query).stack).toHaveLength(2);
    made.progress({ fraction: 0.5, label: '', place: '' });
    expect(state().exporting?.fraction).toBeCloseTo(0.4);
    await made.finish();
    await saving;
    expect([page.saved.length, engine.released.length]).toEqual([1, before + 1]);
  });

  it('carries the name of the sound it was made from while another one is on its way', async () => {
    const { engine, library, page, take, state } = await openWorkbench();
    await engine.renders.at(-1)?.finish();
    engine.levels = () => new Promise(() => undefined);
    void library.select(state().library[1]!.key);
    await settle();
    await take.save();
    expect(page.saved).toEqual(['a.world.wav']);
  });

  it('writes the format that was chosen, and remembers how each was written', async () => {
    const choices: Record<string, string> = {};
    const { engine, page, take, state } = await openWorkbench({}, choices);
    await engine.renders.at(-1)?.finish();
    take.chooseFormat('mp3');
    take.chooseOutput({ ...state().settings.output, bitrate: 64 });
    await take.save();
    take.chooseFormat('flac');
    await take.save();
    expect(page.saved).toEqual(['a.world.mp3', 'a.world.flac']);
    expect(engine.asked.slice(-2).map((text) => text.split(' as ')[1])).toEqual(['mp3 64', 'flac s16']);
    const later = await openWorkbench({}, choices);
    expect(later.state().settings.output).toEqual({ format: 'flac', encoding: 's16' });
    later.take.chooseFormat('mp3');
    expect(later.state().settings.output.bitrate).toBe(64);
  });

  it('shows a file that takes long, one at a time, and stops it without a word', async () => {
    const { engine, page, take, state } = await openWorkbench();
    await engine.renders.at(-1)?.finish();
    engine.exports = 'never';
    const saving = take.save();
    expect(state().exporting).toMatchObject({ name: 'a.world.wav', late: false });
    page.pass();
    expect(state().exporting?.late).toBe(true);
    await take.save();
    take.cancel();
    await saving;
    expect([state().exporting, page.saved, state().notices]).toEqual([undefined, [], []]);
  });
});
