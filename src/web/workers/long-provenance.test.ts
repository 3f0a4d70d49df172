import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memorySource } from '../../core/base/byte-source.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { decodeLink } from '../../core/provenance/stimulus-link.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { EngineService } from './engine-service.ts';
import { ScratchSpace } from './scratch-space.ts';

const SENTENCE = 'src/testing/golden/world/speech_female_16000/input.wav';
const WAV_16 = { format: 'wav', encoding: 's16' } as const;

/** Bytes of blobs, which a browser's worker reads while it waits, as this program cannot. */
const contents = new WeakMap<Blob, Uint8Array>();

class OpenBlob extends Blob {
  constructor(parts: readonly (Blob | Uint8Array<ArrayBuffer>)[], options?: BlobPropertyBag) {
    super([...parts], options);
    const all = parts.map((part) => (part instanceof Blob ? contents.get(part)! : part));
    // No Buffer, whose slices are no copies.
    contents.set(this, new Uint8Array(Buffer.concat(all)));
  }
}

beforeEach(() => vi.stubGlobal('Blob', OpenBlob));
afterEach(() => vi.unstubAllGlobals());

/** A worker for which everything of more than so many samples is long. */
async function newService(longFrom: number) {
  const memory = new Uint8Array(16 * 2 ** 20);
  const file = {
    read(into: Uint8Array, { at }: { readonly at: number }) {
      into.set(memory.subarray(at, at + into.length));
      return into.length;
    },
    write(from: Uint8Array, { at }: { readonly at: number }) {
      memory.set(from, at);
      return from.length;
    },
  };
  let rooms = 0;
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
      open: (blob) => memorySource(contents.get(blob)!),
      async scratch() {
        rooms++;
        return { space: new ScratchSpace(file), close: async () => void rooms-- };
      },
    },
  });
  const { id } = await service.load(new Blob([await readFixture(SENTENCE)]), 'a.wav');
  const idle = () => new Promise((resolve) => setImmediate(resolve));
  return { service, id, rooms: () => idle().then(() => rooms) };
}

const QUIET = { module: 'level', gain: -6 };
const query = (file: unknown, ...stack: readonly object[]) => JSON.stringify({ file, stack });
const LOWER = { module: 'world', f0: '-3st' };

/** In memory, and not. */
const both = () => Promise.all([newService(1e9), newService(1000)]);

test('what is said of a long result, and its link, are those of one in memory', async () => {
  const [held, long] = await both();
  const [a, b] = await Promise.all([held, long].map(({ service, id }) => service.render(1, query(id, LOWER))));
  expect([a!.clip === undefined, b!.clip]).toEqual([false, undefined]);
  expect(await long.service.provenance.describe(b!.id)).toEqual(await held.service.provenance.describe(a!.id));
  expect(await long.service.provenance.link(2, b!.id)).toEqual(await held.service.provenance.link(2, a!.id));
});

test('a link is made again from a long source, and takes back what that took', async () => {
  const [held, long] = await both();
  const made = await held.service.render(1, query(held.id, QUIET));
  const link = (await held.service.provenance.link(2, made.id)).plain;
  const { verdict, sources, result } = await long.service.provenance.checkLink(3, link);
  expect(verdict).toEqual({ kind: 'identical', same: 'float' });
  expect(sources).toMatchObject([{ kind: 'same-file', name: 'a.wav' }]);
  expect(result).toMatchObject(made.shape);
  expect(long.service.samples(result!.id, 5000, 100)).toEqual(held.service.samples(made.id, 5000, 100));
  expect(await long.rooms()).toBe(1);
  long.service.release(result!.id);
  expect(await long.rooms()).toBe(0);
});

test('only a link that was asked for with names has any, and its check says what a missing source is called', async () => {
  const [held, other] = await both();
  const made = await held.service.render(1, query(held.id, QUIET));
  const { plain, named, names } = await held.service.provenance.link(2, made.id);
  expect(names).toEqual(['a.wav']);
  expect(JSON.stringify(decodeLink(plain))).not.toContain('a.wav');
  other.service.release(other.id);
  const said = async (link: string) => (await other.service.provenance.checkLink(3, link)).sources;
  expect(await said(plain)).toEqual([expect.not.objectContaining({ called: expect.anything() })]);
  expect(await said(named)).toMatchObject([{ kind: 'missing', called: 'a.wav' }]);
});

test('the same samples in another long file are taken for the source, and known by their digest', async () => {
  const [held, long] = await both();
  const made = await held.service.render(1, query(held.id, QUIET));
  const link = (await held.service.provenance.link(2, made.id)).plain;
  const aiff = await held.service.exportFile(3, held.id, { format: 'aiff', encoding: 's16' });
  const other = await newService(1000);
  other.service.release(other.id);
  const { id } = await other.service.load(aiff, 'a.aiff');
  const { verdict, sources } = await other.service.provenance.checkLink(4, link);
  expect([verdict.kind, sources]).toMatchObject(['identical', [{ kind: 'same-samples', name: 'a.aiff' }]]);
  const digest = await other.service.provenance.digest(5, id);
  expect(digest).toBe(await long.service.provenance.digest(5, long.id));
});

test.each(['wav', 'flac', 'aiff'] as const)(
  'an exported %s is made again from a long source, byte for byte',
  async (format) => {
    const { service, id, rooms } = await newService(1000);
    const made = await service.render(1, query(id, LOWER));
    const file = await service.exportFile(2, made.id, { format, encoding: 's16' });
    service.release(made.id);
    const before = await rooms();
    const written = await service.load(file, `made.${format}`);
    const { verdict, engine, result } = await service.provenance.checkFile(3, written.id);
    expect([verdict, engine.same]).toEqual([{ kind: 'identical', same: 'file' }, true]);
    service.release(result!.id);
    service.release(written.id);
    expect(await rooms()).toBe(before);
  },
);

test('an export of a long sound that was changed says where', async () => {
  const { service, id } = await newService(1000);
  const made = await service.render(1, query(id, QUIET));
  const bytes = Uint8Array.from(contents.get(await service.exportFile(2, made.id, WAV_16))!);
  const data = Buffer.from(bytes).indexOf('data') + 8;
  bytes[data + 2 * 20_000] = bytes[data + 2 * 20_000]! ^ 3;
  const written = await service.load(new Blob([bytes]), 'changed.wav');
  const { verdict } = await service.provenance.checkFile(3, written.id);
  expect(verdict).toMatchObject({ kind: 'differs', difference: { firstFrame: 20_000, samples: 1 } });
});

test('a check of a long sound that is stopped leaves nothing behind', async () => {
  const { service, id, rooms } = await newService(1000);
  const made = await service.render(1, query(id, LOWER));
  const { plain: link } = await service.provenance.link(2, made.id);
  service.release(made.id);
  const checking = service.provenance.checkLink(3, link);
  await new Promise((resolve) => setTimeout(resolve, 20));
  service.cancel(3);
  await expect(checking).rejects.toMatchObject({ code: 'cancelled' });
  expect(await rooms()).toBe(0);
});

test('long sounds are joined, and mixed with others, as short ones are', async () => {
  const [held, long] = await both();
  for (const file of [[held.id, held.id], { file: held.id, stack: [QUIET] }]) {
    const [a, b] = await Promise.all([held, long].map(({ service }) => service.render(1, query(file, QUIET))));
    expect([b!.id, b!.shape, b!.clip]).toEqual([a!.id, a!.shape, undefined]);
  }
});
