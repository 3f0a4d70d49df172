import { describe, expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { EditedF0Service } from '../workers/edited-f0.ts';
import { redoText, undoText } from './deed-text.ts';
import { f0Entries, f0StepOf } from './f0-entries.ts';
import { createWorkbench } from './workbench.ts';

/** 2 s at 5 ms: 200 Hz, an octave too low from 0.5 to 0.7 s, unvoiced around that. */
function planted(): Float64Array {
  const f0 = new Float64Array(401).fill(200);
  f0.fill(0, 98, 143);
  f0.fill(100, 100, 141);
  return f0;
}

/** @param later the programs that come later are not here yet */
async function setUp({ later = false } = {}) {
  const track = { framePeriodMs: 5, f0: planted(), mean: 180 };
  const service = new EditedF0Service(
    await kernelsForTest(),
    () => 16_000,
    async () => track,
  );
  const fake = fakeEngine();
  const engine = {
    ...fake,
    f0: async () => track,
    f0Edits: {
      ...fake.f0Edits,
      edit: (id: string, given: Parameters<typeof service.edit>[2]) => service.edit(1, id, given),
    },
  };
  const bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() });
  if (!later) await bench.fetchLater();
  await bench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  const step = () => f0StepOf(bench.store.getState().recipe.present)!;
  const edits = () => f0Entries(step()).map(({ edit }) => edit);
  const shaped = () => bench.f0.store.getState().edited!.shaped;
  return { ...bench, step, edits, shaped, state: () => bench.f0.store.getState() };
}

describe('f0 editing', () => {
  it('works on the selection, else on the voiced run at the cursor', async () => {
    const { f0, view } = await setUp();
    view.setCursor(0.6);
    expect(f0.target()).toEqual({ first: 100, last: 140 });
    view.setCursor(0.493);
    expect(f0.target()).toBeUndefined();
    view.select({ start: 0.2, end: 0.3 });
    expect(f0.target()).toEqual({ first: 40, last: 60 });
  });

  it('says what is wrong with the recipe before its tools are there, and so does an edit', async () => {
    const { f0, recipe, store, step } = await setUp({ later: true });
    const said = () => {
      expect(f0.change({ operation: 'voice' })).toBe(false);
      return store.getState().spoken;
    };
    recipe.setBypassed(step().id, true);
    expect(f0.reason()).toMatch(/belong to a world step/);
    expect(said()).toBe(f0.reason());
    recipe.setBypassed('step-0', false);
    recipe.annotate({ steps: [step(), { id: 'wrong', module: 'level', params: { rms: 'loud' }, bypassed: false }] });
    expect(said()).toBe('The recipe has a problem.');
    recipe.remove('wrong');
    expect(said()).toBe('f0 is not known yet.');
  });

  it('reads its edits when the recipe or the sound changes, and not when the cursor moves', async () => {
    const { recipe, view, step } = await setUp();
    let read = 0;
    const plain = [{ operation: 'unvoice', from: 0.5, to: 0.7 }];
    const edits = Object.assign([...plain], {
      toJSON() {
        read++;
        return plain;
      },
    });
    recipe.replaceStep({ ...step(), params: { edits } });
    await settle();
    const before = read;
    expect(before).toBeGreaterThan(0);
    for (const time of [0.1, 0.2, 0.3]) view.setCursor(time);
    expect(read).toBe(before);
  });

  it('finds f0 of a sound that was opened while the recipe was wrong, once it is right again', async () => {
    const { f0, recipe, library, store, step } = await setUp();
    recipe.annotate({ steps: [step(), { id: 'wrong', module: 'level', params: { rms: 'loud' }, bypassed: false }] });
    await library.addSamples([{ name: 'Sample B', path: 'samples/b.wav' }]);
    await library.select(store.getState().library[1]!.key);
    await settle();
    expect(f0.reason()).not.toBeUndefined();
    recipe.remove('wrong');
    await settle();
    expect(f0.reason()).toBeUndefined();
  });

  it('puts an octave right, as one entry of the history with a sentence', async () => {
    const { f0, view, recipe, store, edits, shaped } = await setUp();
    view.setCursor(0.6);
    expect(f0.change({ operation: 'octave', value: '*2' })).toBe(true);
    await settle();
    expect(edits()).toEqual([{ operation: 'octave', family: 'correct', from: 0.5, to: 0.7, value: '*2' }]);
    expect([shaped()[99], shaped()[100], shaped()[140]]).toEqual([0, 200, 200]);
    expect(undoText(store.getState().recipe)).toBe('Undo: f0 \u00d72, 0.500\u20130.700 s');
    recipe.undo();
    await settle();
    expect(edits()).toEqual([]);
    expect(shaped()[120]).toBe(100);
    expect(redoText(store.getState().recipe)).toBe('Redo: f0 \u00d72, 0.500\u20130.700 s');
  });

  it('makes presses of one key at one place one edit and one entry, and none of those that come back', async () => {
    const { f0, view, recipe, store, edits } = await setUp();
    view.select({ start: 0.1, end: 0.2 });
    f0.setFamily('shape');
    const { length } = store.getState().recipe.past;
    for (let press = 0; press < 3; press++) f0.nudge(0.1);
    recipe.settle();
    expect(edits()).toEqual([{ operation: 'shift', family: 'shape', from: 0.1, to: 0.2, value: 0.3 }]);
    expect(store.getState().recipe.past).toHaveLength(length + 1);
    for (let press = 0; press < 3; press++) f0.nudge(-0.1);
    recipe.settle();
    expect(edits()).toEqual([]);
  });

  it('steps through what is suspect, takes the proposal or dismisses it, and changes nothing unasked', async () => {
    const { f0, store, edits, state } = await setUp();
    expect(state().suspects).toHaveLength(1);
    expect(edits()).toEqual([]);
    f0.lookAt(1);
    expect(store.getState().view.selection).toMatchObject({ start: 0.5, end: 0.7 });
    f0.take();
    await settle();
    expect(edits()).toHaveLength(1);
    expect([state().suspects.length, state().suspect]).toEqual([0, undefined]);

    const other = await setUp();
    other.f0.lookAt(-1);
    other.f0.dismiss();
    expect([other.state().suspects.length, other.edits().length]).toEqual([0, 0]);
  });

  it('proposes an octave, and takes it or drops it', async () => {
    const { f0, view, edits, state } = await setUp();
    view.setCursor(0.6);
    f0.setTool('octave');
    f0.propose('/2');
    expect(f0.drop()).toBe(true);
    expect(f0.drop()).toBe(false);
    f0.propose('*3', { first: 100, last: 110 });
    f0.take();
    expect(edits()).toEqual([{ operation: 'octave', family: 'correct', from: 0.5, to: 0.55, value: '*3' }]);
    expect(state().proposal).toBeUndefined();
  });

  it('draws only where there is voice, and blends a melody but not a correction', async () => {
    const { f0, edits, store } = await setUp();
    expect(f0.change({ operation: 'draw', value: [[0.49, 150]] }, { first: 98, last: 99 })).toBe(false);
    expect(store.getState().spoken).toBe('Nothing is voiced here. Voice it first (3).');
    f0.change({ operation: 'draw', value: [[0.5, 150]] }, { first: 100, last: 110 });
    f0.setFamily('shape');
    f0.change({ operation: 'draw', value: [[0.5, 150]] }, { first: 100, last: 110 });
    expect(edits().map(({ blend }) => blend)).toEqual([undefined, 0.01]);
  });

  it('says that voice given to a melody is still noisy, and makes it a correction', async () => {
    const { f0, edits, state, shaped } = await setUp();
    f0.setFamily('shape');
    f0.change({ operation: 'voice' }, { first: 98, last: 99 });
    expect(state().noisy).toEqual({ first: 98, last: 99 });
    f0.correctVoicing();
    await settle();
    expect(edits()).toEqual([{ operation: 'voice', family: 'correct', from: 0.49, to: 0.495 }]);
    expect([state().noisy, state().family]).toEqual([undefined, 'correct']);
    expect(shaped()[98]).toBeGreaterThan(0);
  });

  it('shows what smoothing and stylising would give before it is taken', async () => {
    const { f0, view, edits } = await setUp();
    view.setCursor(0.6);
    const { signal } = new AbortController();
    expect(await f0.preview({ first: 100, last: 140 }, signal)).toBeUndefined();
    f0.setTool('smooth');
    f0.setSmoothing({ operation: 'gaussian', value: 0.05 });
    expect((await f0.preview({ first: 100, last: 140 }, signal))?.f0[120]).toBeCloseTo(100, 9);
    expect(edits()).toEqual([]);
    f0.take();
    f0.setTool('stylise');
    f0.take();
    expect(edits().map(({ operation }) => operation)).toEqual(['gaussian', 'draw']);
  });

  it('is refused in words where the source is not what the step hears', async () => {
    const { f0, recipe, view, edits } = await setUp();
    view.setCursor(0.6);
    recipe.setBypassed('step-0', true);
    recipe.add('ramp');
    expect(f0.reason()).toMatch(/^f0 edits belong to a world step that comes first/);
    expect(f0.change({ operation: 'unvoice' })).toBe(false);
    recipe.undo();
    recipe.setBypassed('step-0', false);
    await settle();
    expect(f0.reason()).toBeUndefined();
    expect(edits()).toEqual([]);
  });
});

describe('the edits of a step', () => {
  it('goes with its bypassed edits where a step is reset', async () => {
    const { f0, recipe, step } = await setUp();
    f0.change({ operation: 'octave', value: '*2' }, { first: 100, last: 140 });
    recipe.setF0Entries('step-0', [{ ...f0Entries(step())[0]!, bypassed: true }]);
    recipe.reset('step-0');
    expect(f0Entries(step())).toEqual([]);
    recipe.undo();
    expect(f0Entries(step())).toHaveLength(1);
  });

  it('are bypassed in their places, moved and taken out, each with a sentence', async () => {
    const { f0, recipe, store, step, edits, shaped } = await setUp();
    f0.change({ operation: 'octave', value: '*2' }, { first: 100, last: 140 });
    f0.change({ operation: 'unvoice' }, { first: 0, last: 20 });
    const [one, other] = f0Entries(step());
    const text = () => undoText(store.getState().recipe);
    recipe.setF0Entries('step-0', [{ ...one!, bypassed: true }, other!]);
    expect(step().params['edits']).toEqual([other!.edit]);
    expect(f0Entries(step()).map(({ bypassed }) => bypassed)).toEqual([true, false]);
    expect(text()).toBe('Undo: bypassed f0 \u00d72, 0.500\u20130.700 s');
    await settle();
    expect(shaped()[120]).toBe(100);
    recipe.setF0Entries('step-0', [other!, { ...one!, bypassed: true }]);
    expect(f0Entries(step()).map(({ edit }) => edit['operation'])).toEqual(['unvoice', 'octave']);
    recipe.setF0Entries('step-0', [{ ...one!, bypassed: false }]);
    expect(edits()).toEqual([one!.edit]);
    expect(step().idleEdits).toBeUndefined();
    recipe.setF0Entries('step-0', []);
    expect(text()).toBe('Undo: removed f0 \u00d72, 0.500\u20130.700 s');
    expect(step().params).toEqual({});
  });
});
