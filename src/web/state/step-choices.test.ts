import { beforeEach, expect, test } from 'vitest';
import { MODULES } from '../../core/modules/registry.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { type FakeEngine, fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { Result } from './app-state.ts';
import { stepChoices } from './step-choices.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let engine: FakeEngine;
let bench: Workbench;

beforeEach(async () => {
  engine = fakeEngine();
  bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() });
  await bench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  await engine.renders[0]?.finish();
});

/** A result whose only step gives so many channels. */
function gives(result: Result, channels: number): Result {
  const output = { sampleRate: 1000, channels, frames: 2000 };
  const step = { module: 'world', signature: 's', cached: false, remembered: false, notes: [], gain: 1, output };
  return { ...result, rendered: { ...result.rendered, steps: [step] } };
}

const choices = (behind?: string) => stepChoices(bench.store.getState(), MODULES, behind);
const names = (behind?: string) => choices(behind).map(({ module }) => module);

test('before anything was added all stand in the usual order', () => {
  expect(names()).toEqual([...MODULES.keys()]);
});

test('what was added last stands first, each once, and then all others in their order', () => {
  for (const module of ['ramp', 'pad', 'vocoder', 'slice', 'pad']) bench.recipe.add(module);
  expect(names().slice(0, 4)).toEqual(['pad', 'slice', 'vocoder', 'channel-patch']);
  expect(choices().flatMap(({ module, isRecent }) => (isRecent ? module : []))).toEqual(['pad', 'slice', 'vocoder']);
  expect(names().toSorted()).toEqual([...MODULES.keys()].toSorted());
});

test('what takes mono only stands last where the sound has more channels, and says how many', async () => {
  const stereo = ({ source }: ReturnType<typeof bench.store.getState>) =>
    source ? { source: { ...source, sound: { ...source.sound, channelCount: 2 } } } : {};
  bench.store.setState(stereo);
  bench.recipe.setBypassed('step-0', true);
  expect(choices().at(-1)).toEqual({ module: 'channel-patch', isRecent: false, tooMany: 2 });
  // What a step makes of it is not known before it was rendered, and then it counts.
  bench.recipe.setBypassed('step-0', false);
  expect(names('step-0')).toEqual([...MODULES.keys()]);
  await engine.renders.at(-1)?.finish();
  for (const channels of [1, 2]) {
    bench.store.setState(({ render }) =>
      render.result ? { render: { ...render, result: gives(render.result, channels) } } : {},
    );
    expect(choices('step-0').at(-1)?.tooMany).toBe(channels === 1 ? undefined : 2);
  }
});
