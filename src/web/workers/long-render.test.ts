import { expect, test } from 'vitest';
import type { ByteSource } from '../../core/base/byte-source.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { EngineService } from './engine-service.ts';
import { ScratchSpace } from './scratch-space.ts';

const SENTENCE = 'src/testing/golden/world/speech_female_16000/input.wav';
const WAV_16 = { format: 'wav', encoding: 's16' } as const;
const FLAC_16 = { format: 'flac', encoding: 's16' } as const;

/** A worker for which everything of more than so many samples is long. @param given a file other than the sentence's */
async function newService(longFrom: number, given?: Uint8Array<ArrayBuffer>) {
  const bytes = given ?? (await readFixture(SENTENCE));
  let open = 0;
  const opened: Blob[] = [];
  const memory = new Uint8Array(16 * 2 ** 20);
  const file = {
    read: (into: Uint8Array, { at }: { readonly at: number }) => {
      into.set(memory.subarray(at, at + into.length));
      return into.length;
    },
    write: (from: Uint8Array, { at }: { readonly at: number }) => {
      memory.set(from, at);
      return from.length;
    },
  };
  const source: ByteSource = { length: bytes.length, read: (start, count) => bytes.subarray(start, start + count) };
  const clock = { now: () => performance.now() };
  const service = new EngineService({
    kernels: await kernelsForTest(),
    libraries: librariesForTest(),
    sampleLimit: 2 ** 26,
    clock,
    cache: new MemoryCache({ clock, quota: 1e8 }),
    build: { version: '1.2.3', wasm: async () => 'a'.repeat(48) },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    report: () => undefined,
    files: {
      longFrom,
      open(blob) {
        opened.push(blob);
        return source;
      },
      async scratch() {
        open++;
        return { space: new ScratchSpace(file), close: async () => void open-- };
      },
    },
  });
  const { id } = await service.load(new Blob([bytes]), 'a.wav');
  return { service, id, opened, open: () => open };
}

const query = (file: string, stack: readonly object[]) => JSON.stringify({ file, stack });
const LOWER = [{ module: 'world', f0: '-3st', vtl: '+2st' }];

test('a sound that is not held gives the signature, the samples and the file of one that is', async () => {
  const [held, long] = [await newService(1e9), await newService(1000)];
  expect(long.id).toBe(held.id);
  expect([held.service.clip(held.id), long.service.clip(long.id)]).toEqual([expect.anything(), undefined]);
  expect(long.service.levels(long.id)).toEqual(held.service.levels(held.id));
  const whole = await held.service.render(1, query(held.id, LOWER));
  const result = await long.service.render(1, query('a.wav', LOWER));
  expect(result).toMatchObject({ id: whole.id, clip: undefined, shape: whole.shape, levels: whole.levels });
  const [samples] = long.service.samples(result.id, 100, 20_000);
  expect(samples).toEqual(Float32Array.from(whole.clip!.channels[0]!.subarray(100, 20_100)));
  for (const output of [WAV_16, FLAC_16]) {
    const file = await held.service.exportFile(2, whole.id, output);
    const same = await long.service.exportFile(2, result.id, output);
    const [a, b] = await Promise.all([file, same].map(async (one) => Buffer.from(await one.arrayBuffer())));
    expect(Buffer.compare(a!, b!), output.format).toBe(0);
  }
});

test.each([
  ['AIFF', { format: 'aiff', encoding: 's16' }],
  ['FLAC', FLAC_16],
] as const)('a file of %s that is not held gives what one gives that is', async (_, output) => {
  const wav = await newService(1e9);
  const bytes = new Uint8Array(await (await wav.service.exportFile(1, wav.id, output)).arrayBuffer());
  const [held, long] = [await newService(1e9, bytes), await newService(1000, bytes)];
  expect(long.id).toBe(held.id);
  expect(long.service.clip(long.id)).toBeUndefined();
  expect(long.service.levels(long.id)).toEqual(held.service.levels(held.id));
  expect(long.service.samples(long.id, 70_000, 5000)).toEqual(held.service.samples(held.id, 70_000, 5000));
  const whole = await held.service.render(1, query(held.id, LOWER));
  const result = await long.service.render(1, query(long.id, LOWER));
  expect(result).toMatchObject({ id: whole.id, clip: undefined, shape: whole.shape, levels: whole.levels });
  await long.service.move(long.id, new Blob([bytes]));
  expect(long.service.samples(long.id, 100, 50)).toEqual(held.service.samples(held.id, 100, 50));
  const isSpread = output.format === 'flac';
  expect(long.open()).toBe(isSpread ? 2 : 1);
  long.service.release(result.id);
  long.service.release(long.id);
  await new Promise((resolve) => setImmediate(resolve));
  expect(long.open()).toBe(0);
});

test('a damaged file of FLAC that is not held is told of, and sounds, like one that is', async () => {
  const wav = await newService(1e9);
  const bytes = new Uint8Array(await (await wav.service.exportFile(1, wav.id, FLAC_16)).arrayBuffer());
  bytes.fill(0, bytes.length >> 1);
  const [held, long] = [await newService(1e9, bytes), await newService(1000, bytes)];
  const load = ({ service }: typeof held) => service.load(new Blob([bytes]), 'a.flac');
  const [expected, found] = [await load(held), await load(long)];
  expect(expected.warnings.length).toBeGreaterThan(0);
  expect(found).toEqual({ ...expected, heldBytes: 0 });
  expect(long.service.levels(long.id)).toEqual(held.service.levels(held.id));
});

test('a sound whose bytes were moved is read from where they are', async () => {
  const { service, id, opened } = await newService(1000);
  const [before] = service.samples(id, 500, 100);
  const there = new Blob(['elsewhere']);
  await service.move(id, there);
  expect(opened.at(-1)).toBe(there);
  expect(service.samples(id, 500, 100)).toEqual([before]);
});

test('what a result takes is given back when it is released, and at once when the job is stopped', async () => {
  const { service, id, open } = await newService(1000);
  const result = await service.render(1, query(id, LOWER));
  expect(open()).toBe(1);
  service.release(result.id);
  await new Promise((resolve) => setImmediate(resolve));
  expect(open()).toBe(0);
  const stopped = service.render(2, query(id, [{ module: 'world', f0: '*1.3' }]));
  await new Promise((resolve) => setImmediate(resolve));
  service.cancel(2);
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(open()).toBe(0);
});
