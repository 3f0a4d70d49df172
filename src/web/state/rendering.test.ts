import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { settle } from '../../testing/fake-web.ts';
import { A, buildQuery, openWorkbench } from '../../testing/open-workbench.ts';
import { FIRST_RECIPE } from './app-state.ts';

describe('changing a value', () => {
  it('keeps the old result until the new one is there, and calls it old only when that takes long', async () => {
    const { state, engine, page, query, type, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    type('f0', '-12st');
    expect(state().render).toMatchObject({ working: true, late: false });
    expect(heard()).toEqual({});
    page.pass();
    expect(state().render.late).toBe(true);
    await engine.renders[1]?.finish();
    expect(state().render).toMatchObject({ working: false, late: false, error: undefined });
    expect(state().render.result?.rendered.query).toBe(query({ f0: '-12st' }));
  });

  it('renders two hundred slider moves as a few jobs, the last of them the last value', async () => {
    const { state, engine, page, recipe, drag, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    for (let move = 1; move <= 200; move++) drag({ f0: `-${move / 10}st` });
    recipe.settle();
    await engine.renders[1]?.finish();
    await engine.renders[2]?.finish();
    page.pass();
    expect(engine.renders).toHaveLength(3);
    expect(heard()?.['f0']).toBe('-20st');
    expect(state().recipe.past).toEqual([FIRST_RECIPE]);
  });

  it('stops the older job when another value is committed', async () => {
    const { engine, type } = await openWorkbench();
    type('f0', '-12st');
    expect(engine.renders[0]?.signal.aborted).toBe(true);
    type('f0', '-10st');
    expect(engine.renders[1]?.signal.aborted).toBe(true);
  });

  it('turns to the result with the first change and leaves the choice alone afterwards', async () => {
    const { player, type } = await openWorkbench();
    type('f0', '-12st');
    expect(player.state().side).toBe('result');
    player.setSide('source');
    type('f0', '-10st');
    expect(player.state().side).toBe('source');
  });

  it('keeps the last good result when a render fails', async () => {
    const { state, engine, render, type, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    type('f0', '-12st');
    await engine.renders[1]?.fail(new AppError('memory-limit', 'Too much.'));
    expect(state().render.error?.message).toBe('Too much.');
    expect(heard()).toEqual({});
    render.retry();
    await engine.renders[2]?.finish();
    expect(state().render.error).toBeUndefined();
    expect(heard()?.['f0']).toBe('-12st');
  });

  it('stops on request and stays as it was', async () => {
    const { state, engine, render, type, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    type('f0', '-12st');
    render.cancel();
    await settle();
    expect(engine.renders[1]?.signal.aborted).toBe(true);
    expect(state().render).toMatchObject({ working: false, error: undefined });
    expect(heard()).toEqual({});
  });

  it('is heard as soon as the samples are there, and once', async () => {
    const { engine, player, type, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    type('f0', '-12st');
    player.calls.length = 0;
    engine.renders[1]?.hear();
    expect([player.calls, heard()]).toEqual([['result clip'], {}]);
    await engine.renders[1]?.finish();
    expect([player.calls, heard()]).toEqual([['result clip'], { f0: '-12st' }]);
  });

  it('goes back to the sound that is shown when what is heard already never becomes whole', async () => {
    const { engine, player, render, type } = await openWorkbench();
    await engine.renders[0]?.finish();
    const shown = player.clips.result;
    expect(shown).toBeDefined();
    for (const [index, stop] of [
      () => engine.renders[1]?.fail(new AppError('memory-limit', 'Too much.')),
      async () => render.cancel(),
    ].entries()) {
      type('f0', `-${12 - index}st`);
      player.calls.length = 0;
      engine.renders[index + 1]?.hear();
      expect(player.clips.result).not.toBe(shown);
      await stop();
      expect(player.calls).toEqual(['result clip', 'result clip']);
      expect(player.clips.result).toBe(shown);
    }
  });

  it('is heard with every move of a hand, and drawn when the hand rests', async () => {
    const { state, engine, player, page, recipe, query, drag, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    for (const move of [1, 2, 3]) {
      drag({ f0: `-${move}st` });
      await engine.renders[move]?.finish();
    }
    expect(player.calls.filter((call) => call === 'result clip')).toHaveLength(4);
    expect(heard()?.['f0']).toBe('-1st');
    expect(state().render.working).toBe(true);
    expect(engine.released).toEqual([`result of ${query({ f0: '-2st' })}`]);
    recipe.settle();
    page.pass();
    expect(heard()?.['f0']).toBe('-3st');
    expect(state().render.working).toBe(false);
  });

  it('goes back to what was heard last, drawn or not, when the next render fails', async () => {
    const { engine, player, type, drag, heard } = await openWorkbench();
    await engine.renders[0]?.finish();
    drag({ f0: '-1st' });
    await engine.renders[1]?.finish();
    drag({ f0: '-2st' });
    await engine.renders[2]?.finish();
    const last = player.clips.result;
    type('f0', '-3st');
    engine.renders[3]?.hear();
    await engine.renders[3]?.fail(new AppError('memory-limit', 'Too much.'));
    expect(heard()?.['f0']).toBe('-2st');
    expect(player.clips.result).toBe(last);
  });

  it('releases results that nothing can show any more', async () => {
    const { engine, type } = await openWorkbench();
    for (let count = 0; count < 8; count++) {
      await engine.renders[count]?.finish();
      type('f0', `-${count + 1}st`);
    }
    expect(engine.released).toHaveLength(2);
    expect(engine.released[0]).toContain(buildQuery(A, {}));
  });
});
