import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { CheckReport } from '../services/provenance-client.ts';
import { checkSteps, reportText, unfitText, verdictTexts } from './check-report.ts';
import { linkFit } from './link-fit.ts';
import { routeOf } from './navigation.ts';
import { createWorkbench } from './workbench.ts';

const rebuilt = { id: 'rebuilt', sampleRate: 1000, channelCount: 1, frames: 1000, duration: 1 };
const engine = { same: true, theirs: 'sonde/1', ours: 'sonde/1' };
const same: CheckReport = {
  verdict: { kind: 'identical', same: 'float' },
  sources: [{ kind: 'same-file', name: 'a.wav', id: 'id-a' }],
  engine,
};
const missing: CheckReport = {
  verdict: { kind: 'source-differs' },
  sources: [{ kind: 'missing', id: 'id-abcdefghijklmn', frames: 100, sampleRate: 44100, channels: 1 }],
  engine,
};

async function open(recipes: Record<string, string> = {}) {
  const fake = fakeEngine({ recipes });
  const page = fakePage();
  const audition = fakePlayer();
  const bench = createWorkbench({ engine: fake, player: fakePlayer(), audition, page });
  await bench.fetchLater();
  return { fake, page, bench, audition, state: () => bench.check.store.getState() };
}

test('a link in the address is checked, and leaves the address', async () => {
  const { fake, page, bench, state } = await open();
  fake.report = same;
  page.address = 'x1=abc';
  bench.navigation.start();
  await settle();
  expect(fake.checked).toEqual(['x1=abc']);
  expect(page.address).toBe('verify');
  expect(bench.store.getState().screen).toBe('verify');
  expect(state()).toMatchObject({ status: 'done', report: same });
  expect(checkSteps(state()).map((step) => step.state)).toEqual(Array(6).fill('done'));
});

test('a screen follows the address, and a fragment that is none changes nothing', async () => {
  const { page, bench } = await open();
  bench.navigation.start();
  page.visit('sets');
  expect(bench.store.getState().screen).toBe('sets');
  page.visit('recipe');
  expect(bench.store.getState().screen).toBe('sets');
  page.visit('');
  expect(bench.store.getState().screen).toBe('lab');
  expect(routeOf('x1=')).toEqual({ link: 'x1=' });
});

test('a link waits for its source, and goes on when that is chosen', async () => {
  const { fake, bench, state } = await open();
  fake.report = missing;
  await bench.check.openLink(' x1=abc ');
  expect(checkSteps(state()).map((step) => step.state)).toEqual([
    ...['done', 'done', 'done', 'problem', 'waiting', 'waiting'],
  ]);
  fake.report = same;
  await bench.check.openFiles([new File(['a'], 'a.wav')]);
  expect(fake.checked).toEqual(['x1=abc', 'x1=abc']);
  expect(state().report).toBe(same);
  expect(bench.store.getState().selected).toBeUndefined();
});

test('a sound that is chosen as a source and is none is laid beside the one that is asked for', async () => {
  const { fake, bench, state } = await open();
  fake.report = missing;
  await bench.check.openLink('x1=abc');
  await bench.check.openFiles([new File(['b'], 'b.wav')]);
  expect(state().unfit.map(unfitText)).toEqual([
    'b.wav is another sound \u00b7 2000 samples, 1\u00a0kHz, mono \u00b7 content id-b',
  ]);
  fake.report = same;
  await bench.check.openFiles([new File(['a'], 'a.wav')]);
  expect(state()).toMatchObject({ report: same, unfit: [] });
});

test('a link that came in a file is checked like one that was pasted', async () => {
  const { fake, bench, state } = await open();
  fake.report = same;
  await bench.check.openFiles([new File(['https://example.org/#x1=abc\n'], 'a.link.txt')]);
  expect(fake.checked).toEqual(['https://example.org/#x1=abc']);
  expect(state().checked?.kind).toBe('link');
});

test('a file with a recipe is checked itself, and one without is refused in words', async () => {
  const { fake, bench } = await open({ 'made.wav': '{}' });
  fake.report = same;
  await bench.check.openFiles([new File(['plain'], 'plain.wav')]);
  expect(bench.store.getState().notices.at(-1)?.text).toBe('plain.wav has no recipe of Sonde inside.');
  await bench.check.openFiles([new File(['made'], 'made.wav')]);
  expect(fake.checked).toEqual(['id-made']);
});

test('a check that is stopped as its report arrives leaves nothing on the screen and no sound behind', async () => {
  const { fake, bench, state } = await open();
  fake.report = { ...same, result: rebuilt };
  const checked = bench.check.openLink('x1=abc');
  bench.check.cancel();
  await checked;
  expect(state()).toMatchObject({ status: 'idle', checked: undefined, report: undefined });
  expect(fake.released).toEqual(['rebuilt']);
});

test('what was rebuilt is heard, and not once something else is checked while it is being fetched', async () => {
  const { fake, bench, audition } = await open();
  fake.report = { ...same, result: rebuilt };
  await bench.check.openLink('x1=abc');
  await bench.check.hear();
  expect(audition.calls).toEqual(['result clip']);
  await bench.check.hear();
  const heard = bench.check.hear();
  await bench.check.openLink('x1=def');
  await heard;
  expect(audition.calls).toEqual(['result clip']);
  expect(audition.state().playing).toBe(false);
});

test('what is no link is an error, not a verdict', async () => {
  const { fake, bench, state } = await open();
  fake.report = new AppError('link-invalid', 'This is not a stimulus link.');
  await bench.check.openLink('hello');
  expect(state()).toMatchObject({ status: 'failed', error: { code: 'link-invalid' }, report: undefined });
  expect(checkSteps(state())[0]?.state).toBe('problem');
});

test('a report says what differs, and where', () => {
  const difference = { firstFrame: 1000, samples: 2, largest: 3, snrDb: 81.26 };
  const report: CheckReport = { ...same, verdict: { kind: 'differs', of: 'file', difference } };
  expect(verdictTexts(report)[0]).toContain('the file was changed');
  expect(verdictTexts({ ...same, verdict: { kind: 'differs', of: 'link' } })[0]).not.toContain('file');
  expect(verdictTexts(report)[1]).toBe(
    'First at sample 1000; 2 samples differ, by at most 3 steps of 16 bits, 81.3\u00a0dB below the sound.',
  );
  expect(reportText(missing)).toContain('100 samples, 44.1\u00a0kHz, mono \u00b7 content id-abcdefghijklmn');
});

test('how far a link can be sent is said by its length', () => {
  const said = [2000, 2001, 8000, 8001, 65_536, 65_537].map(linkFit);
  expect(said).toEqual(['short', 'long', 'long', 'tooLong', 'tooLong', 'beyond']);
});
