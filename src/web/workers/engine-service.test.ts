import { expect, test } from 'vitest';
import { concatBytes } from '../../core/base/bytes.ts';
import { AppError } from '../../core/base/errors.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { encodeAiff } from '../../core/codecs/aiff.ts';
import { decodeSound } from '../../core/codecs/registry.ts';
import { decodeWav } from '../../core/codecs/wav.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Progress } from '../../core/engine/engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQueryText } from '../../core/query/parse-text.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { EngineService } from './engine-service.ts';

const SENTENCE = 'src/testing/golden/world/speech_female_16000/input.wav';

const sentence = async () => new Blob([await readFixture(SENTENCE)]);
const query = (file: string, f0: string) => JSON.stringify({ file, stack: [{ module: 'world', f0 }] });
const WAV_16 = { format: 'wav', encoding: 's16' } as const;
const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
const codeOf = (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown);

async function newService(report: (job: number, progress: Progress) => void = () => undefined) {
  let breaths = 0;
  const clock = { now: () => performance.now() };
  const service = new EngineService({
    kernels: await kernelsForTest(),
    libraries: librariesForTest(),
    sampleLimit: 2 ** 26,
    clock,
    cache: new MemoryCache({ clock, quota: 1e8 }),
    build: { version: '1.2.3', wasm: async () => 'a'.repeat(48) },
    breathe: () => {
      breaths++;
      return new Promise((resolve) => setImmediate(resolve));
    },
    report,
  });
  return { service, breaths: () => breaths };
}

test('a loaded sound is named by its content and keeps its file name', async () => {
  const { service } = await newService();
  const sound = await service.load(await sentence(), 'a.wav');
  expect(sound).toMatchObject({ name: 'a.wav', sampleRate: 16000, channelCount: 1, recipe: undefined, warnings: [] });
  expect(sound.id).toMatch(/^[a-z2-7]{48}$/);
  expect(sound.duration).toBe(sound.frames / 16000);
  expect((await service.load(await sentence(), 'b.wav')).id).toBe(sound.id);
});

test('a query finds a sound by content id or by name, with one signature', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const byId = await service.render(1, query(id, '*2'));
  const byName = await service.render(2, query('a.wav', '*2'));
  expect(byName.id).toBe(byId.id);
});

test('a sound that is not there is a typed error that names it', async () => {
  const { service } = await newService();
  await expect(service.render(1, query('missing.wav', '*2'))).rejects.toMatchObject({
    code: 'source-not-found',
    message: expect.stringContaining('missing.wav'),
  });
});

test('what is handed over may be destroyed without harm to what is kept', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const first = await service.render(1, query(id, '*2'));
  const copy = first.clip!.channels[0]!.slice();
  first.clip!.channels[0]!.fill(NaN);
  first.f0!.f0.fill(NaN);
  service.clip(id)!.channels[0]!.fill(NaN);
  const again = await service.render(2, query(id, '*2'));
  expect(again.clip!.channels[0]).toEqual(copy);
  expect(again.f0!.mean).toBe(first.f0!.mean);
  expect(again.f0!.f0.some(Number.isNaN)).toBe(false);
  expect(service.levels(id).peakDbfs).toBeLessThan(0);
});

test('progress never goes back and belongs to its job', async () => {
  const seen: [number, number][] = [];
  const { service } = await newService((job, { fraction }) => seen.push([job, fraction]));
  const { id } = await service.load(await sentence(), 'a.wav');
  await service.render(7, query(id, '*2'));
  expect(new Set(seen.map(([job]) => job))).toEqual(new Set([7]));
  const fractions = seen.map(([, fraction]) => fraction);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
});

test('a cancelled render stops within one slice', async () => {
  const { service, breaths } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const rendering = service.render(1, query(id, '*2')).catch(codeOf);
  while (breaths() < 3) await new Promise((resolve) => setImmediate(resolve));
  service.cancel(1);
  const before = breaths();
  expect(await rendering).toBe('cancelled');
  expect(breaths() - before).toBeLessThanOrEqual(1);
});

test('a render that was cancelled leaves nothing that the next one could mistake for a result', async () => {
  const { service, breaths } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const doomed = service.render(1, query(id, '*2')).catch(codeOf);
  while (breaths() < 3) await new Promise((resolve) => setImmediate(resolve));
  service.cancel(1);
  await doomed;
  const after = await service.render(2, query(id, '*2'));
  const { service: other } = await newService();
  await other.load(await sentence(), 'a.wav');
  const alone = await other.render(1, query(id, '*2'));
  expect(after.signature).toBe(alone.signature);
  expect(after.clip!.channels[0]).toEqual(alone.clip!.channels[0]);
});

test('a result carries its recipe and can be opened again', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const result = await service.render(1, query(id, '-12st'));
  const file = await service.exportFile(2, result.id, { format: 'wav', encoding: 's24' });
  const opened = await service.load(file, 'result.wav');
  expect(opened.frames).toBe(result.clip!.channels[0]!.length);
  expect(JSON.parse(opened.recipe ?? 'null')).toMatchObject({
    file: id,
    stack: [{ module: 'world', f0: '-12st' }],
  });
});

test('a result is saved as the bytes that any host writes for its query', async () => {
  const { service } = await newService();
  await service.load(await sentence(), 'a.wav');
  const text = JSON.stringify({
    file: 'a.wav',
    stack: [{ module: 'world', vtl: '*1.1' }],
    output: { encoding: 's24' },
  });
  const { id } = await service.render(1, text);
  const kernels = await kernelsForTest();
  const clock = { now: () => 0 };
  const resolve = async () => ({ bytes: await readFixture(SENTENCE) });
  const cache = new MemoryCache({ clock, quota: 0 });
  const engine = createEngine({ kernels, clock, cache, resolve, breathe: async () => undefined }, MODULES);
  const parsed = parseQueryText(text.replace('a.wav', 'elsewhere.wav'), MODULES);
  if (!parsed.ok) throw parsed.error;
  const { query } = parsed.value;
  const expected = concatBytes([
    ...(await renderFile({ result: await engine.run(query), query }, MODULES, { kernels })),
  ]);
  expect(await bytesOf(await service.exportFile(2, id, { format: 'wav', encoding: 's24' }))).toEqual(
    new Uint8Array(expected),
  );
});

test('a sound in AIFF is read, and a result whose query says AIFF is exported as WAV all the same', async () => {
  const { service } = await newService();
  const kernels = await kernelsForTest();
  const { clip } = await decodeSound(await readFixture(SENTENCE), SENTENCE, { kernels });
  const aiff = new Blob([...encodeAiff(clip, { encoding: 's16' }, kernels)]);
  const { id, frames } = await service.load(aiff, 'a.aiff');
  expect(frames).toBe(clip.channels[0]?.length);
  const result = await service.render(1, JSON.stringify({ file: id, stack: [], output: { format: 'aiff' } }));
  const exported = await bytesOf(await service.exportFile(2, result.id, WAV_16));
  expect(decodeWav(exported, kernels).clip).toEqual(clip);
});

test.each([
  [{ format: 'aiff', encoding: 's24' }, 'audio/aiff'],
  [{ format: 'flac', encoding: 's16' }, 'audio/flac'],
  [{ format: 'mp3', encoding: 's16', bitrate: 64 }, 'audio/mpeg'],
  [{ format: 'ogg', encoding: 's16', quality: 6 }, 'audio/ogg'],
] as const)('a result is exported as %j with its recipe inside, and says how far it is', async (output, mediaType) => {
  const seen: [number, Progress][] = [];
  const { service } = await newService((job, progress) => seen.push([job, progress]));
  const { id } = await service.load(await sentence(), 'a.wav');
  const result = await service.render(1, query(id, '*2'));
  const file = await service.exportFile(9, result.id, output);
  expect(file.type).toBe(mediaType);
  expect(seen.map(([job]) => job)).toContain(9);
  const opened = await service.load(file, 'result');
  expect([opened.frames, opened.sampleRate]).toEqual([result.clip!.channels[0]!.length, 16000]);
  expect(JSON.parse(opened.recipe ?? 'null')).toMatchObject({ file: id, output: { format: output.format } });
});

test('a cancelled export stops at the next piece, and what a format cannot hold is said', async () => {
  const { service, breaths } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const before = breaths();
  const stopped = service.exportFile(3, id, { format: 'flac', encoding: 's16' }).catch(codeOf);
  while (breaths() === before) await new Promise((resolve) => setImmediate(resolve));
  service.cancel(3);
  expect([await stopped, breaths() - before]).toEqual(['cancelled', 1]);
  await expect(service.exportFile(4, id, { format: 'mp3', encoding: 's16', bitrate: 320 })).rejects.toThrow(
    'An MP3 cannot have a bitrate of 320 kb/s at 16000 Hz, only 8, 16,',
  );
});

test('a released result is gone', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const result = await service.render(1, query(id, '*2'));
  service.release(result.id);
  expect(() => service.clip(result.id)).toThrow(AppError);
  expect(() => service.exportFile(2, result.id, WAV_16)).toThrow('There is no sound');
});

test('a sound that was rebuilt for a check may go, and the result that it is equal to stays', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const result = await service.render(1, query(id, '*2'));
  const written = await service.load(await service.exportFile(2, result.id, WAV_16), 'made.wav');
  const report = await service.provenance.checkFile(3, written.id);
  expect(report.verdict).toEqual({ kind: 'identical', same: 'file' });
  expect(service.clip(report.result!.id)).toEqual(result.clip);
  service.release(report.result!.id);
  expect(service.clip(result.id)).toEqual(result.clip);
});

test('a file that cannot be read any more is a typed error', async () => {
  const { service } = await newService();
  const gone = { size: 99, arrayBuffer: () => Promise.reject(new DOMException('moved', 'NotReadableError')) } as Blob;
  await expect(service.load(gone, 'gone.wav')).rejects.toMatchObject({ code: 'file-unreadable' });
});

test('f0 that is waited for by two is found for the second when the first is stopped', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const first = service.editF0(1, id, {});
  const second = service.editF0(2, id, {});
  service.cancel(1);
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect((await second).mean).toBeGreaterThan(100);
});

test('who waits for f0 that another one finds is stopped alone', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const first = service.editF0(1, id, {});
  const second = service.editF0(2, id, {});
  let isDone = false;
  void first.then(() => {
    isDone = true;
  });
  service.cancel(2);
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  expect(isDone).toBe(false);
  expect((await first).mean).toBeGreaterThan(100);
});

test('of two sounds of one name that come back at once the later one is meant, whichever is read first', async () => {
  const { service } = await newService();
  const { id } = await service.load(await sentence(), 'a.wav');
  const second = await service.exportFile(1, id, { format: 'aiff', encoding: 's16' });
  const last = await service.load(second, 'a.wav');
  const { signature } = await service.render(2, query(last.id, '*2'));

  const { service: later } = await newService();
  const slow = await sentence();
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  slow.arrayBuffer = async () => {
    await arrived;
    return slow.slice().arrayBuffer();
  };
  const first = later.load(slow, 'a.wav', 0, id);
  await later.load(second, 'a.wav', 0, last.id);
  arrive();
  await first;
  expect((await later.render(3, query('a.wav', '*2'))).signature).toBe(signature);
});

test('a sound that is put aside is gone until it is loaded again, and has its place among those of its name', async () => {
  const { service } = await newService();
  const first = await service.load(await sentence(), 'a.wav');
  const other = await service.exportFile(1, first.id, { format: 'aiff', encoding: 's16' });
  const last = await service.load(other, 'a.wav');
  const { signature } = await service.render(2, query('a.wav', '*2'));
  service.putAside(first.id);
  expect(() => service.clip(first.id)).toThrow(AppError);
  await service.load(await sentence(), 'a.wav');
  expect(service.clip(first.id)?.channels[0]).toHaveLength(first.frames);
  expect((await service.render(3, query('a.wav', '*2'))).signature).toBe(signature);
  expect((await service.render(4, query(last.id, '*2'))).signature).toBe(signature);
  service.putAside(signature);
  expect(service.clip(signature)).toBeDefined();
});

test('of two sounds of one name that is meant which the page says, whichever was loaded last', async () => {
  const { service } = await newService();
  const first = await service.load(await sentence(), 'a.wav');
  const other = await service.exportFile(1, first.id, { format: 'aiff', encoding: 's16' });
  const last = await service.load(other, 'a.wav');
  const [one, two] = [await service.render(2, query(first.id, '*2')), await service.render(3, query(last.id, '*2'))];
  expect(one.signature).not.toBe(two.signature);
  service.nameSounds(new Map([['a.wav', first.id]]));
  expect((await service.render(4, query('a.wav', '*2'))).signature).toBe(one.signature);
  expect((await service.render(5, query(last.id, '*2'))).signature).toBe(two.signature);
  service.nameSounds(new Map());
  expect((await service.render(6, query('a.wav', '*2'))).signature).toBe(two.signature);
});
