import * as Comlink from 'comlink';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashBytes } from '../../core/base/hash.ts';
import { readWavFacts } from '../../core/codecs/wav-read.ts';
import type { OpenTake } from '../state/take-facts.ts';
import { ProjectStorage } from '../storage/project-storage.ts';
import { TakeShelf } from '../storage/take-shelf.ts';
import { BLOCK_FRAMES, type CaptureBlock } from '../worklets/capture-block.ts';
import type { TakeWorkerEntry } from './take-protocol.ts';
import { type TakeNews, TakeService } from './take-service.ts';

const RATE = 48_000;
const CHANNELS = 2;

type Service = Pick<Comlink.Remote<TakeService>, 'listen' | 'begin' | 'finish' | 'recover' | 'clearClips'>;

/** Something that writes takes, and a way to kill it. */
interface Host {
  readonly service: Service;
  kill(): void;
}

let name: string;
beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
});
afterEach(async () => {
  await Promise.all([deleteDB(name), deleteDB(`${name}-takes`)]);
  const root = await navigator.storage.getDirectory();
  for (const folder of [name, `${name}-takes`])
    await root.removeEntry(folder, { recursive: true }).catch(() => undefined);
});

/** As on the page: files of the origin, which only a worker can write at once. */
async function inWorker(): Promise<Host> {
  const worker = new Worker(new URL('./take.worker.ts', import.meta.url), { type: 'module' });
  const service = await Comlink.wrap<TakeWorkerEntry>(worker).open(name);
  return { service, kill: () => worker.terminate() };
}

/** Where there are no such files: pieces in the database. */
async function inDatabase(): Promise<Host> {
  const [shelf, project] = await Promise.all([TakeShelf.open(name), ProjectStorage.open(name)]);
  const service = new TakeService(shelf, project) as unknown as Service;
  return {
    service,
    kill() {
      shelf.close();
      project.close();
    },
  };
}

const take = (id: string): OpenTake => ({
  ...{ id, name: id, tags: [], talker: 'P01', created: 5 },
  facts: {
    started: '2026-11-21T14:02:03.000+00:00',
    granted: { device: 'test', sampleRate: RATE, channels: CHANNELS, processing: [] },
    ...{ prompt: 'boat', gaps: [], gapCount: 0, clipped: 0, ended: 'killed' },
  },
});

/** No two samples of a take are alike, and none is zero. */
const sampleAt = (frame: number, channel: number) => Math.fround((frame + 1) / 2 ** 22 + channel / 4);

/** A worklet by hand. */
class Microphone {
  readonly #port: MessagePort;
  frame = 0;
  news: TakeNews | undefined;

  private constructor(port: MessagePort) {
    this.#port = port;
  }

  static async at(service: Service): Promise<Microphone> {
    const { port1, port2 } = new MessageChannel();
    const microphone = new Microphone(port1);
    const hear = Comlink.proxy((news: TakeNews) => {
      microphone.news = news;
    });
    await service.listen(Comlink.transfer(port2, [port2]), { sampleRate: RATE, channels: CHANNELS }, hear);
    return microphone;
  }

  /** @param level what is added to every sample */
  speak(blocks: number, level = 0): void {
    for (let block = 0; block < blocks; block++) {
      const samples = new Float32Array(BLOCK_FRAMES * CHANNELS);
      for (let channel = 0; channel < CHANNELS; channel++) {
        for (let at = 0; at < BLOCK_FRAMES; at++)
          samples[channel * BLOCK_FRAMES + at] = sampleAt(this.frame + at, channel) + level;
      }
      const message: CaptureBlock = { frame: this.frame, frames: BLOCK_FRAMES, missing: 0, samples: samples.buffer };
      this.#port.postMessage(message, [samples.buffer]);
      this.frame += BLOCK_FRAMES;
    }
  }

  async heard(frames: number): Promise<void> {
    await expect.poll(() => this.news?.safe ?? 0).toBeGreaterThanOrEqual(frames);
  }
}

/** The samples of a sound of the library, and whether its id is that of its bytes. */
async function read(id: string): Promise<{ readonly frames: number; readonly samples: Float32Array }> {
  const project = await ProjectStorage.open(name);
  const bytes = new Uint8Array(await (await project.file(id)).arrayBuffer());
  project.close();
  expect(hashBytes(bytes)).toBe(id);
  const { dataStart, dataLength, frames, encoding, warnings } = readWavFacts(bytes);
  expect([encoding, warnings]).toEqual(['f32', []]);
  return { frames, samples: new Float32Array(bytes.slice(dataStart, dataStart + dataLength).buffer) };
}

function expectSpoken(samples: Float32Array, from: number, to: number, shift = 0): void {
  const wrong: number[] = [];
  for (let frame = from; frame < to; frame++) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      if (samples[frame * CHANNELS + channel] !== sampleAt(frame + shift, channel)) wrong.push(frame);
    }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
}

describe.each([
  ['files of the origin', inWorker],
  ['the database alone', inDatabase],
])('in %s', (_, open) => {
  test('a take becomes a sound of the library with every sample as it came', async () => {
    const { service, kill } = await open();
    const microphone = await Microphone.at(service);
    await service.begin(take('one'));
    microphone.speak(100);
    await microphone.heard(90 * BLOCK_FRAMES);
    const ended = service.finish('device');
    const record = (await ended)!;
    expect(record).toMatchObject({ name: 'one', fileName: 'one.wav', origin: 'recording', talker: 'P01' });
    expect(record.take).toMatchObject({ ended: 'device', gapCount: 0, clipped: 0 });
    const { frames, samples } = await read(record.id);
    expect(frames).toBe(record.facts.frames);
    expect(frames).toBe(100 * BLOCK_FRAMES);
    expectSpoken(samples, 0, frames);
    expect(await service.recover()).toEqual([]);
    kill();
  });

  test('what is said in the quarter of a second past Stop is kept, and not more', async () => {
    const { service, kill } = await open();
    const microphone = await Microphone.at(service);
    await service.begin(take('one'));
    microphone.speak(100);
    await microphone.heard(90 * BLOCK_FRAMES);
    const ending = service.finish('stopped');
    // Asked after it, and answered: Stop has been heard.
    await service.recover();
    const past = Math.ceil((0.25 * RATE) / BLOCK_FRAMES);
    microphone.speak(past + 50);
    const record = (await ending)!;
    const { frames, samples } = await read(record.id);
    expect(frames).toBe((100 + past) * BLOCK_FRAMES);
    expectSpoken(samples, 0, frames);
    expect(record.take).toMatchObject({ ended: 'stopped', gapCount: 0 });
    kill();
  });

  test('of a take whose page is gone all is there but what came in its last second', async () => {
    const first = await open();
    const microphone = await Microphone.at(first.service);
    await first.service.begin(take('two'));
    microphone.speak(140);
    await microphone.heard(100 * BLOCK_FRAMES);
    first.kill();
    const second = await open();
    const recovered = await second.service.recover();
    expect(recovered.map(({ name, tags, take: facts }) => [name, tags, facts?.ended])).toEqual([
      ['two', ['recovered'], 'killed'],
    ]);
    const { frames, samples } = await read(recovered[0]!.id);
    expect(frames).toBeGreaterThanOrEqual(140 * BLOCK_FRAMES - RATE);
    expectSpoken(samples, 0, frames);
    expect(await second.service.recover()).toEqual([]);
    second.kill();
  });

  test('frames that were skipped are silence, and the rest stays in its place', async () => {
    const { service, kill } = await open();
    const microphone = await Microphone.at(service);
    await service.begin(take('three'));
    microphone.speak(30);
    microphone.frame += 500;
    microphone.speak(30);
    await microphone.heard(40 * BLOCK_FRAMES);
    const record = (await service.finish('moved'))!;
    const { frames, samples } = await read(record.id);
    expect(frames).toBe(60 * BLOCK_FRAMES + 500);
    expect(record.take?.gaps).toEqual([{ at: 30 * BLOCK_FRAMES, frames: 500, kind: 'lost' }]);
    expectSpoken(samples, 0, 30 * BLOCK_FRAMES);
    expect(samples.subarray(60 * BLOCK_FRAMES, 60 * BLOCK_FRAMES + 1000).every((sample) => sample === 0)).toBe(true);
    expectSpoken(samples, 30 * BLOCK_FRAMES + 500, frames);
    kill();
  });

  test('clips that are no longer shown are still told of the take', async () => {
    const { service, kill } = await open();
    const microphone = await Microphone.at(service);
    await service.begin(take('loud'));
    microphone.speak(20);
    microphone.speak(2, 1);
    await expect.poll(() => microphone.news?.clipped).toBe(2 * BLOCK_FRAMES * CHANNELS);
    await service.clearClips();
    microphone.speak(20);
    microphone.speak(2, 1);
    await expect.poll(() => microphone.news?.frames).toBe(44 * BLOCK_FRAMES);
    expect(microphone.news?.clipped).toBe(2 * BLOCK_FRAMES * CHANNELS);
    const { take: facts } = (await service.finish('device'))!;
    expect(facts).toMatchObject({ clipped: 4 * BLOCK_FRAMES * CHANNELS, firstClip: 20 * BLOCK_FRAMES });
    kill();
  });

  test('a take without a sample leaves nothing behind', async () => {
    const { service, kill } = await open();
    await Microphone.at(service);
    await service.begin(take('four'));
    expect(await service.finish('device')).toBeUndefined();
    expect(await service.recover()).toEqual([]);
    kill();
  });
});

test('a take that another page writes is left to it', async () => {
  const first = await inWorker();
  const microphone = await Microphone.at(first.service);
  await first.service.begin(take('busy'));
  microphone.speak(60);
  await microphone.heard(20 * BLOCK_FRAMES);
  const second = await inWorker();
  expect(await second.service.recover()).toEqual([]);
  expect((await first.service.finish('moved'))?.name).toBe('busy');
  first.kill();
  second.kill();
});
