import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { stepProblems, stepState } from './step-state.ts';
import { createWorkbench } from './workbench.ts';

const SAMPLE = [{ name: 'Sample A', path: 'samples/a.wav' }];
const NUMBER = { kind: 'number', whole: true } as const;

async function setUp() {
  const engine = fakeEngine();
  const page = fakePage();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await workbench.library.addSamples(SAMPLE);
  await settle();
  await engine.renders[0]?.finish();
  const state = () => workbench.store.getState();
  const steps = () => state().recipe.present.steps;
  const modules = () => steps().map(({ module }) => module);
  const asked = () => JSON.parse(engine.renders.at(-1)?.query ?? '{}').stack as { module: string }[];
  const word = (id: string) => stepState(state(), steps().find((step) => step.id === id)!).word;
  return { ...workbench, engine, page, state, steps, modules, asked, word };
}

describe('editing the steps', () => {
  it('adds a step at the end or behind another, and renders at once', async () => {
    const { recipe, modules, asked } = await setUp();
    recipe.add('ramp');
    recipe.add('pad', 'step-0');
    expect(modules()).toEqual(['world', 'pad', 'ramp']);
    expect(asked()).toEqual([{ module: 'world' }, { module: 'pad' }, { module: 'ramp', duration: 0.05 }]);
  });

  it('moves a step and says where it is now', async () => {
    const { recipe, modules, state } = await setUp();
    recipe.add('ramp');
    recipe.move('step-0', 1);
    expect(modules()).toEqual(['ramp', 'world']);
    expect(state().spoken).toBe('world, now step 2 of 2.');
  });

  it('remembers a carried card as one change', async () => {
    const { recipe, state, modules } = await setUp();
    recipe.add('ramp');
    recipe.add('pad');
    const entries = state().recipe.past.length;
    recipe.moveLive('step-0', 1);
    recipe.moveLive('step-0', 1);
    recipe.settle();
    expect(state().recipe.past).toHaveLength(entries + 1);
    recipe.undo();
    expect(modules()).toEqual(['world', 'ramp', 'pad']);
  });

  it('leaves a bypassed step out and brings it back as it was', async () => {
    const { recipe, asked, engine } = await setUp();
    const id = recipe.add('ramp');
    await engine.renders.at(-1)?.finish();
    recipe.setBypassed(id, true);
    expect(asked()).toEqual([{ module: 'world' }]);
    await engine.renders.at(-1)?.finish();
    recipe.setBypassed(id, false);
    expect(asked().at(-1)).toEqual({ module: 'ramp', duration: 0.05 });
  });

  it('duplicates with all values, and removes with a way back', async () => {
    const { recipe, modules, steps } = await setUp();
    recipe.drag('step-0', { f0: '-3st' });
    recipe.settle();
    const copy = recipe.duplicate('step-0');
    expect(steps().map(({ params }) => params['f0'])).toEqual(['-3st', '-3st']);
    recipe.remove(copy);
    expect(modules()).toEqual(['world']);
    recipe.undo();
    expect(steps()[1]?.id).toBe(copy);
  });

  it('renames for people only', async () => {
    const { recipe, steps, engine } = await setUp();
    const count = engine.renders.length;
    recipe.rename('step-0', ' lower ');
    expect(steps()[0]?.name).toBe('lower');
    recipe.rename('step-0', '');
    expect(steps()[0]).not.toHaveProperty('name');
    expect(engine.renders).toHaveLength(count);
  });
});

describe('what is wrong', () => {
  it('never reaches the engine, and says so at its step', async () => {
    const { recipe, engine, state, word } = await setUp();
    const count = engine.renders.length;
    const id = recipe.add('mixin');
    expect(engine.renders).toHaveLength(count);
    expect(stepProblems(state(), id).map(({ issue }) => issue.path)).toEqual(['file']);
    expect(word(id)).toBe('problem');
    recipe.set(id, ['file'], 'id-samples/a.wav');
    expect(stepProblems(state(), id)).toEqual([]);
    expect(engine.renders).toHaveLength(count + 1);
  });

  it('stays as typed with the parser\u2019s own words, and the last valid value sounds on', async () => {
    const { recipe, engine, state } = await setUp();
    const id = recipe.add('vocoder');
    await engine.renders.at(-1)?.finish();
    const count = engine.renders.length;
    recipe.commitTyped(id, ['analysis_filters', 'method', 'order'], NUMBER, '3');
    expect(state().problems[`${id} analysis_filters.method.order`]).toEqual({
      typed: '3',
      expected: 'an even order, of which zero-phase takes half in each direction',
      got: '3',
    });
    expect(engine.renders).toHaveLength(count);
    recipe.commitTyped(id, ['analysis_filters', 'method', 'order'], NUMBER, '6');
    expect(state().problems).toEqual({});
    expect(engine.renders).toHaveLength(count + 1);
  });

  it('is told where it is, not where it was caused', async () => {
    const { recipe, state } = await setUp();
    const id = recipe.add('vocoder');
    recipe.set(id, ['envelope', 'modifiers'], ['spread']);
    expect(state().problems).not.toEqual({});
    recipe.set(id, ['synthesis', 'carrier'], 'sin');
    recipe.set(id, ['envelope', 'modifiers'], ['spread']);
    recipe.set(id, ['synthesis', 'carrier'], 'noise');
    expect(stepProblems(state(), id).map(({ issue }) => issue.path)).toEqual(['envelope.modifiers']);
  });

  it('is ignored while a hand moves', async () => {
    const { recipe, steps } = await setUp();
    const id = recipe.add('slice');
    recipe.dragAt(id, ['start'], 'x');
    expect(steps()[1]?.params).toEqual({});
    recipe.dragAt(id, ['start'], 0.5);
    expect(steps()[1]?.params).toEqual({ start: 0.5 });
  });

  it('is shown at the step that failed when it ran', async () => {
    const { recipe, engine, state, word } = await setUp();
    const id = recipe.add('ramp');
    const issues = [{ path: 'duration', code: 'too-long', expected: 'less', got: '9 s' }];
    const details = { place: 'step 2, ramp' };
    await engine.renders.at(-1)?.fail(new AppError('query-invalid', 'Too long.', { issues, details }));
    expect([word('step-0'), word(id)]).toEqual(['stale', 'problem']);
    expect(stepProblems(state(), id)).toEqual([{ step: id, issue: issues[0] }]);
  });
});

describe('listening', () => {
  it('hears the recipe up to a step, and what a step alone does', async () => {
    const { recipe, asked, engine, word } = await setUp();
    const id = recipe.add('ramp');
    await engine.renders.at(-1)?.finish();
    recipe.listen({ to: 'after', step: 'step-0' });
    expect(asked()).toEqual([{ module: 'world' }]);
    await engine.renders.at(-1)?.finish();
    expect([word('step-0'), word(id)]).toEqual(['ready', 'waiting']);
    recipe.listen({ to: 'only', step: id });
    expect(asked()).toEqual([{ module: 'ramp', duration: 0.05 }]);
  });

  it('exports the whole recipe while a part is heard', async () => {
    const { recipe, engine, take, page } = await setUp();
    recipe.add('ramp');
    await engine.renders.at(-1)?.finish();
    recipe.listen({ to: 'after', step: 'step-0' });
    await engine.renders.at(-1)?.finish();
    const exporting = take.save();
    expect(JSON.parse(engine.renders.at(-1)?.query ?? '').stack).toHaveLength(2);
    await engine.renders.at(-1)?.finish();
    await exporting;
    expect(page.saved).toEqual(['a.world.ramp.wav']);
  });

  it('goes back to the end when its step is removed', async () => {
    const { recipe, state } = await setUp();
    const id = recipe.add('ramp');
    recipe.listen({ to: 'after', step: id });
    recipe.remove(id);
    expect(state().listening).toEqual({ to: 'end' });
  });
});

describe('a card\u2019s state', () => {
  it('stays for a moment while newer values render, then works, then is ready', async () => {
    const { recipe, engine, page, word, state } = await setUp();
    expect(word('step-0')).toBe('ready');
    recipe.drag('step-0', { f0: '-3st' });
    expect(word('step-0')).toBe('ready');
    page.pass();
    expect(word('step-0')).toBe('stale');
    engine.renders.at(-1)?.progress({ fraction: 0.4, label: 'world: analysing', place: 'step 1, world' });
    expect(stepState(state(), state().recipe.present.steps[0]!)).toEqual({ word: 'working', percent: 40 });
    recipe.setBypassed('step-0', true);
    expect(word('step-0')).toBe('bypassed');
  });

  it('is ready where the same recipe comes again by another way, with other ids', async () => {
    const { exchange, word, steps, state } = await setUp();
    const [before] = steps();
    exchange.paste(JSON.stringify({ file: 'a.wav', stack: [{ module: 'world' }] }));
    await settle();
    const [pasted] = steps();
    expect(pasted?.id).not.toBe(before?.id);
    expect(state().render.working).toBe(false);
    expect(word(pasted!.id)).toBe('ready');
  });
});
