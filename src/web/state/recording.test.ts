import { expect, test, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { MicrophoneChoice } from '../services/microphone.ts';
import type { Recorder, RecorderNews } from '../services/recorder.ts';
import type { TakeNews } from '../workers/take-service.ts';
import type { Context } from './context.ts';
import { createLaterParts } from './later-part.ts';
import type { LibraryActions } from './library.ts';
import { isBusy } from './offline.ts';
import type { SoundRecord } from './project-doc.ts';
import { createRecording, type RecordActions } from './recording.ts';
import type { Granted, OpenTake, TakeEnd } from './take-facts.ts';
import { createWorkbench } from './workbench.ts';

type Later = Omit<RecordActions, 'store' | 'live'>;

const GRANTED: Granted = {
  device: 'Test',
  sampleRate: 1000,
  channels: 1,
  processing: [{ name: 'echoCancellation', asked: false, granted: false }],
};

/** A microphone that always opens, and a disk that the test fills. */
class FakeRecorder implements Recorder {
  readonly obstacle = undefined;
  readonly calls: string[] = [];
  granted = GRANTED;
  refuses: AppError | undefined;
  left: SoundRecord[] = [];
  take: OpenTake | undefined;
  tell: (news: RecorderNews) => void = () => undefined;

  devices = async () => [{ id: 'a', name: 'A' }];
  onDevices = () => undefined;
  hear = () => undefined;
  clearClips = () => undefined;
  close = () => void this.calls.push('close');
  recover = async () => this.left;
  subscribe(listener: (news: RecorderNews) => void): void {
    this.tell = listener;
  }

  async open({ device }: MicrophoneChoice): Promise<Granted> {
    this.calls.push(device === undefined ? 'open' : `open ${device}`);
    if (this.refuses) throw this.refuses;
    return this.granted;
  }

  async begin(take: OpenTake): Promise<void> {
    this.calls.push(`begin ${take.name}`);
    this.take = take;
  }

  async finish(ended: TakeEnd): Promise<SoundRecord | undefined> {
    this.calls.push(`finish ${ended}`);
    // The writer is at rest before the take is in the library.
    this.tell({ ...NEWS, columns: new Float32Array(), frames: 0, safe: 0 });
    return recordOf(this.take!, ended);
  }
}

function recordOf({ id, name, tags, talker, created, facts }: OpenTake, ended: TakeEnd): SoundRecord {
  return {
    ...{
      id: `sound ${id}`,
      name,
      fileName: `${name}.wav`,
      origin: 'recording',
      created,
      size: 1,
      tags,
      talker,
      note: '',
    },
    facts: { sampleRate: 1000, channelCount: 1, frames: 1000, duration: 1, warnings: [] },
    take: { ...facts, ended },
  };
}

const NEWS: TakeNews = {
  ...{ levels: [], clipped: 0, firstClip: undefined, columns: new Float32Array([-1, 1]), gaps: [], gapCount: 0 },
  ...{ frames: 256, safe: 128, failure: undefined },
};

async function start() {
  const recorder = new FakeRecorder();
  const page = fakePage();
  const bench = createWorkbench({ engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page, recorder });
  await bench.fetchLater();
  const record = () => bench.recording.store.getState();
  return { recorder, page, bench, record, toggle: bench.recording.toggle };
}

test('a take ends in the library, and while it is written the page is busy and asks before it goes', async () => {
  const { recorder, page, bench, record, toggle } = await start();
  toggle();
  await settle();
  recorder.tell(NEWS);
  expect(record().take).toMatchObject({ name: 'take-01', frames: 256, safe: 128 });
  expect([page.held, isBusy(bench.store.getState())]).toEqual([true, true]);
  toggle();
  await settle();
  expect(recorder.calls).toEqual(['close', 'open', 'begin take-01', 'finish stopped']);
  expect([page.held, isBusy(bench.store.getState())]).toEqual([false, false]);
  expect(bench.store.getState().library.map(({ name, origin }) => [name, origin])).toEqual([['take-01', 'recording']]);
  // Its waveform stays until the next one begins.
  expect([record().last, bench.recording.peaks()?.data.length]).toEqual([
    { name: 'take-01', frames: 256, sampleRate: 1000 },
    2,
  ]);
  toggle();
  await settle();
  expect(recorder.take?.name).toBe('take-02');
  expect([record().last, bench.recording.peaks()?.data.length]).toEqual([undefined, 0]);
});

test('a disk that is full ends the take, says so, and keeps what there is', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.record();
  await settle();
  recorder.tell({ ...NEWS, failure: new AppError('disk-full', 'full').toJSON() });
  await settle();
  expect(recorder.calls.at(-1)).toBe('finish full');
  expect(bench.store.getState().notices.at(-1)?.text).toMatch(/no more room.*take-01.*kept/);
  expect(record().phase).toEqual({ phase: 'open' });
});

test('a device that goes away ends the take and closes the microphone', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.record();
  await settle();
  recorder.tell('gone');
  await settle();
  expect(recorder.calls.slice(-2)).toEqual(['finish device', 'close']);
  expect(record().phase).toEqual({ phase: 'closed' });
  expect(bench.store.getState().library).toHaveLength(1);
});

test('a take that cannot be written says so, and not that the disk is full', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.record();
  await settle();
  recorder.tell({ ...NEWS, failure: new AppError('file-unwritable', 'odd').toJSON() });
  await settle();
  expect(recorder.calls.slice(-2)).toEqual(['finish failed', 'close']);
  expect(bench.store.getState().notices.at(-1)?.text).toBe(
    'Writing stopped unexpectedly. take-01 ended there and is kept.',
  );
  expect(record().phase).toEqual({ phase: 'closed' });
});

test('a take whose writer is gone ends, and what was written is found', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.record();
  await settle();
  recorder.tell(NEWS);
  recorder.finish = () => Promise.reject(new AppError('busy', 'No take is being recorded.'));
  recorder.left = [recordOf(recorder.take!, 'killed')];
  recorder.tell('lost');
  await settle();
  expect(record().phase).toEqual({ phase: 'closed' });
  expect(bench.store.getState().library.map(({ name }) => name)).toEqual(['take-01']);
});

test('a device that is chosen while another one is being opened is the one that is open', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.check();
  bench.recording.choose({ device: 'b' });
  await settle();
  expect(recorder.calls.filter((call) => call.startsWith('open'))).toEqual(['open', 'open b']);
  expect(record().phase).toEqual({ phase: 'open' });
});

test('a take to which nothing comes any more says so once, until something comes', async () => {
  const { recorder, page, bench } = await start();
  const told = () => bench.store.getState().notices.filter(({ text }) => text.startsWith('Nothing has come')).length;
  bench.recording.record();
  await settle();
  recorder.tell(NEWS);
  page.pass();
  expect(told()).toBe(0);
  page.pass();
  page.pass();
  expect(told()).toBe(1);
  recorder.tell({ ...NEWS, frames: 512 });
  page.pass();
  page.pass();
  expect(told()).toBe(2);
  bench.recording.stop();
  await settle();
  page.pass();
  expect(told()).toBe(2);
});

test('a device that goes away while only its level is shown is told of', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.check();
  await settle();
  recorder.tell('gone');
  await settle();
  expect(record().phase).toEqual({ phase: 'closed' });
  expect(bench.store.getState().notices.at(-1)?.text).toBe('The microphone is gone.');
});

test('a refusal is told by its kind, and the next try begins anew', async () => {
  const { recorder, bench, record } = await start();
  recorder.refuses = new AppError('device-unavailable', 'No.', { details: { refusal: 'denied' } });
  bench.recording.check();
  await settle();
  expect(record().refusal).toEqual({ kind: 'denied', reason: 'No.' });
  recorder.refuses = undefined;
  bench.recording.check();
  await settle();
  expect([record().refusal, record().granted]).toEqual([undefined, GRANTED]);
});

test('a take that is not known to be raw says so', async () => {
  const { recorder, bench } = await start();
  recorder.granted = { ...GRANTED, processing: [{ name: 'noiseSuppression', asked: false }] };
  bench.recording.record();
  await settle();
  expect(recorder.take?.tags).toEqual(['processed?']);
});

test('another page that takes over finds the take finished', async () => {
  const { recorder, bench } = await start();
  bench.recording.record();
  await settle();
  await bench.recording.giveWay();
  expect(recorder.calls.slice(-2)).toEqual(['finish moved', 'close']);
  expect(bench.store.getState().recording).toBe(false);
});

test('what an earlier page has left is in the library before it is told', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.record();
  await settle();
  recorder.left = [recordOf({ ...recorder.take!, name: 'lost' }, 'killed')];
  await bench.recording.recover();
  expect(bench.store.getState().library.map(({ name }) => name)).toEqual(['lost']);
  expect(record().recovered).toHaveLength(1);
  bench.recording.seeRecovered();
  expect(record().recovered).toEqual([]);
});

test('prompts follow each other with the takes, and name them', async () => {
  const { recorder, bench, record } = await start();
  bench.recording.choose({ prompts: 'The boat\n\nThe tree\n', pattern: '{prompt}' });
  bench.recording.record();
  await settle();
  bench.recording.stop();
  await settle();
  expect(record().prompt).toBe(1);
  bench.recording.record();
  await settle();
  expect(recorder.calls.filter((call) => call.startsWith('begin'))).toEqual(['begin the-boat', 'begin the-tree']);
});

test('where its program cannot be fetched, takes are looked for once it is there, and nobody is told', async () => {
  const recorder = new FakeRecorder();
  const page = fakePage();
  const told: string[] = [];
  const parts = createLaterParts(({ text }) => told.push(text));
  const recover = vi.fn(async () => undefined);
  let isOffline = true;
  const part = { recover, check: () => undefined } as unknown as Later;
  const load = async () => {
    if (isOffline) throw new TypeError('offline');
    return () => part;
  };
  const recording = createRecording(
    { page, parts } as unknown as Context,
    {} as LibraryActions,
    fakePlayer(),
    recorder,
    load,
  );
  const looking = recording.recover();
  page.pass();
  await looking;
  expect([told, recover.mock.calls.length]).toEqual([[], 0]);
  isOffline = false;
  recording.check();
  await settle();
  expect(recover).toHaveBeenCalledTimes(1);
});
