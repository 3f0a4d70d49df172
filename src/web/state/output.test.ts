import { expect, it, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { openWorkbench } from '../../testing/open-workbench.ts';
import { resampledBy } from './output.ts';
import { createWorkbench } from './workbench.ts';

const RATES = [
  [44100, 44100, 48000, ['system']],
  [44100, 44100, 44100, []],
  [3000, 48000, 48000, ['page']],
  [3000, 8000, 48000, ['page', 'system']],
  [44100, undefined, 48000, []],
  [44100, 44100, undefined, []],
  [undefined, undefined, 48000, []],
] as const;

it.each(RATES)('of file %s, page %s and device %s says who resamples', (file, page, device, by) => {
  expect(resampledBy({ file, page, device })).toEqual(by);
});

it('knows the chosen output again, and not what is no device', () => {
  const parts = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer() };
  const page = fakePage({});
  page.keepChoice('output', 'abc\nHeadphones');
  const { output, store } = createWorkbench({ ...parts, page });
  expect(output.device).toEqual({ id: 'abc', label: 'Headphones' });
  expect(store.getState().monitor.device).toEqual(output.device);
  page.keepChoice('output', 'abc');
  expect(createWorkbench({ ...parts, page }).output.device).toBeUndefined();
});

it('stops both players and says so when the chosen device goes away', async () => {
  const [player, audition] = [fakePlayer(), fakePlayer()];
  const bench = createWorkbench({ engine: fakeEngine(), player, audition, page: fakePage({}) });
  await player.play();
  await audition.play();
  bench.output.onGone();
  expect([player, audition].map((each) => each.state().playing)).toEqual([false, false]);
  expect(bench.store.getState().monitor.trouble).toBe('gone');
});

it('keeps why nothing sounds where it is shown until something does, and tells of it in no notice', async () => {
  const { play: acts, player, state } = await openWorkbench();
  const { play } = player;
  player.play = () =>
    Promise.reject(new AppError('device-unavailable', 'One click.', { details: { output: 'click' } }));
  acts.toggle();
  await vi.waitFor(() => expect(state().monitor.trouble).toBe('click'));
  expect(state().notices).toEqual([]);
  player.play = play;
  acts.toggle();
  await vi.waitFor(() => expect(state().monitor.trouble).toBeUndefined());
});

it('tells over the transport, too, why what is heard beside the sound is not, until something is', async () => {
  const { hearing, engine, audition, state } = await openWorkbench();
  const { play } = audition;
  const take = async () => {
    const heard = hearing.hear('step-0', { f0: '-12st' });
    await settle();
    await engine.renders.at(-1)?.finish();
    await heard;
  };
  audition.play = () => Promise.reject(new AppError('device-unavailable', 'None.', { details: { output: 'none' } }));
  await take();
  expect(state().monitor.trouble).toBe('none');
  expect(state().notices).toEqual([]);
  audition.play = () => Promise.reject(new AppError('device-unavailable', 'No Web Audio.'));
  await take();
  expect(state().notices.map(({ text }) => text)).toEqual(['No Web Audio.']);
  audition.play = play;
  await take();
  expect(state().monitor.trouble).toBeUndefined();
});
