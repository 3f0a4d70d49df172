import { beforeAll, describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { memoryScratch } from '../../testing/memory-scratch.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import { createScope } from '../base/scope.ts';
import { CODECS } from '../codecs/registry.ts';
import { encodeWav } from '../codecs/wav.ts';
import type { Kernels, PcmEncoding } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { createEngine } from './create-engine.ts';
import type { RunOptions } from './engine.ts';
import { renderFile } from './render-file.ts';
import { factsOf, measureLong, renderLongFile, runLong } from './run-long.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

function wavOf(clip: Clip, encoding: Exclude<PcmEncoding, 'u8'> = 's16'): Uint8Array {
  return concatBytes([...encodeWav(clip, { encoding }, kernels)]);
}

function read(stack: readonly object[], more: object = {}) {
  const parsed = parseQuery({ file: 'a.wav', stack, ...more }, MODULES);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

/** A host of one file, that notes how much it was asked for at a time. */
function createBench(file: Uint8Array, longFrom = 0) {
  const host = createFakeHost(kernels, {});
  const most = { read: 0, scratch: 0 };
  const source: ByteSource = {
    length: file.length,
    read: (start, count) => {
      most.read = Math.max(most.read, count);
      if (start + count > file.length) throw new RangeError(`no ${count} bytes at ${start}`);
      return file.slice(start, start + count);
    },
  };
  const scratch = (): ScratchFile =>
    memoryScratch((count) => {
      most.scratch = Math.max(most.scratch, count);
    });
  const libraries = librariesForTest();
  const resolve = async () => ({ bytes: file });
  return { host: { ...host, resolve, libraries, longFrom, scratch, open: async () => source }, most };
}

async function bothWays(file: Uint8Array, query: ReturnType<typeof read>) {
  const { host } = createBench(file);
  const scope = createScope();
  const long = (await runLong(query, host, MODULES, scope))!;
  const longFile = concatBytes([...(await renderLongFile(long, MODULES, host, scope))]);
  const facts = await measureLong(long.sound, host, MODULES);
  await scope.close();
  const whole = createEngine(host, MODULES);
  const result = await whole.run(query);
  const wholeFile = concatBytes([...(await renderFile({ result, query }, MODULES, host))]);
  return { long, longFile, facts, result, wholeFile };
}

describe('a long sound', () => {
  it.each([
    ['nothing changed', [{ module: 'world' }], {}],
    ['f0 to a mean', [{ module: 'world', f0: '~180Hz' }], {}],
    ['f0 up, loud', [{ module: 'world', f0: '+20Hz' }], { output: { encoding: 's24' } }],
    ['longer, by frames', [{ module: 'world', duration: '*1.31', outputLength: 'frames' }], {}],
    [
      'all at once, in floats',
      [{ module: 'world', f0: '-3st', vtl: '*1.2', duration: '-0.11s' }],
      { output: { encoding: 'f32' } },
    ],
    [
      'every step to 16 bits',
      [
        { module: 'world', f0: '*1.2' },
        { module: 'level', gain: -2 },
      ],
      { precision: 'pcm16' },
    ],
    ['as AIFF', [{ module: 'time-reverse' }], { output: { format: 'aiff', encoding: 's24' } }],
    ['as FLAC', [{ module: 'world', vtl: '*0.9' }], { output: { format: 'flac' } }],
    ['as raw', [{ module: 'slice', start: 0.1, end: 0.5 }], { output: { format: 'raw', encoding: 'f32' } }],
    ['as MP3', [{ module: 'ramp', duration: 0.05 }], { output: { format: 'mp3' } }],
    ['as Ogg', [{ module: 'pad', before: 0.1 }], { output: { format: 'ogg' } }],
    ['without a step', [], { output: { format: 'flac' } }],
    ['twice, one after the other', [{ module: 'ramp', duration: 0.05 }], { file: ['a.wav', 'a.wav'] }],
    [
      'with another sound, which is a query',
      [{ module: 'mixin', file: { file: 'a.wav', stack: [{ module: 'time-reverse' }] }, levels: [0, -6] }],
      { precision: 'pcm16' },
    ],
    [
      'by a module that needs it in memory',
      [
        { module: 'gibberish', sounds: ['a.wav'], total_dur: 0.5, chunk_dur_min: 0.1, chunk_dur_max: 0.2, seed: 1 },
        { module: 'level', rms: -20 },
      ],
      {},
    ],
    [
      'another revision, twice',
      [
        { module: 'world', f0: '*2' },
        { module: 'world', vtl: '-2st' },
      ],
      { revision: '2021' },
    ],
  ])('has the file that it has in memory: %s', async (_, stack, more) => {
    const clip = voiceClip({ seconds: 0.7, sampleRate: 8000 });
    const { long, longFile, facts, result, wholeFile } = await bothWays(wavOf(clip), read(stack, more));
    expect(longFile).toEqual(wholeFile);
    expect(long.signature).toBe(result.signature);
    expect(long.steps.map(({ signature, notes }) => [signature, notes])).toEqual(
      result.steps.map(({ signature, notes }) => [signature, notes]),
    );
    const shapes = result.steps.map(({ output: { levels: _, ...shape } }) => shape);
    expect(long.steps.map(({ output }) => output)).toEqual(shapes);
    expect(long.sources).toEqual(result.sources);
    expect(facts).toEqual(factsOf(result.clip, kernels.level));
  });

  it.each(['wav', 'aiff', 'flac', 'mp3', 'ogg'] as const)('is read from %s', async (format) => {
    const { channels, sampleRate } = voiceClip({ seconds: 0.5 });
    const clip = { sampleRate, channels: [channels[0]!, channels[0]!.toReversed()] };
    const tools = { kernels, libraries: librariesForTest() };
    const file = concatBytes([...(await CODECS[format].encode(clip, { encoding: 's16' }, tools))]);
    const { longFile, wholeFile, long, result } = await bothWays(file, read([{ module: 'level', gain: -3 }]));
    expect(longFile).toEqual(wholeFile);
    expect(long.sources).toEqual(result.sources);
  });

  it('keeps its channels apart, and turns them down together', async () => {
    const [left, right] = [voiceClip({ seconds: 0.5 }), voiceClip({ seconds: 0.5, f0: 190, seed: 3 })];
    const channels = [left.channels[0]!, kernels.level.scale(right.channels, 3)[0]!];
    const { longFile, wholeFile, result } = await bothWays(
      wavOf({ sampleRate: left.sampleRate, channels }, 'f64'),
      read([{ module: 'world', f0: '*1.5' }]),
    );
    expect(longFile).toEqual(wholeFile);
    expect(result.steps[0]!.notes[0]).toContain('to prevent clipping');
  });

  it('is never asked for as a whole, however long it is', async () => {
    const most = await Promise.all(
      [25, 50].map(async (seconds) => {
        const { channels } = voiceClip({ seconds: 5, sampleRate: 16_000 });
        const x = new Float64Array(16_000 * seconds);
        for (let at = 0; at < x.length; at += channels[0]!.length) x.set(channels[0]!, at);
        const { host, most } = createBench(wavOf({ sampleRate: 16_000, channels: [x] }));
        const scope = createScope();
        const long = (await runLong(read([{ module: 'world', f0: '*1.1' }]), host, MODULES, scope))!;
        let longest = 0;
        for (const piece of await renderLongFile(long, MODULES, host, scope)) longest = Math.max(longest, piece.length);
        return { ...most, longest };
      }),
    );
    // What is not smaller than the sound at 25 s would have grown with it.
    expect(most[1]!.scratch).toBe(most[0]!.scratch);
    expect(most[1]!.longest).toBe(most[0]!.longest);
    expect(most[1]!.read).toBeLessThan(1.4 * most[0]!.read);
    expect(most[1]!.read).toBeLessThan(50 * 16_000 * 2);
  });

  it('stops when it is cancelled, at whatever it is', async () => {
    const file = wavOf(voiceClip({ seconds: 0.5, sampleRate: 8000 }));
    const query = read([{ module: 'world', f0: '*1.5' }]);
    const count = { turns: 0, most: Number.POSITIVE_INFINITY };
    const run = (options: RunOptions) => {
      const { host } = createBench(file);
      const breathe = async (): Promise<void> => {
        count.turns += 1;
      };
      return runLong(query, { ...host, breathe }, MODULES, createScope(), options);
    };
    await run({});
    const turns = count.turns;
    for (let stop = 0; stop < turns; stop += Math.ceil(turns / 8)) {
      count.turns = 0;
      const signal = {
        get aborted() {
          return count.turns >= stop;
        },
      };
      await expect(run({ signal })).rejects.toMatchObject({ code: 'cancelled' });
      expect(count.turns).toBeLessThanOrEqual(stop + 2);
    }
  });

  it.each([
    ['a sound that is short', { longFrom: 1 }, [{ module: 'world' }], {}],
    ['a file that is none to be opened', { missing: true }, [{ module: 'world' }], {}],
  ])(
    'goes the usual way with %s',
    async (_, { longFrom = 0, missing = false }: { longFrom?: number; missing?: boolean }, stack, more) => {
      const { host } = createBench(wavOf(voiceClip({ seconds: 0.5 })), longFrom);
      const open = async (): Promise<ByteSource | undefined> => (missing ? undefined : host.open());
      expect(await runLong(read(stack, more), { ...host, open }, MODULES, createScope())).toBeUndefined();
    },
  );

  it('that is damaged says where', async () => {
    const { host } = createBench(wavOf(voiceClip({ seconds: 0.5 })).slice(0, 40));
    const running = runLong(read([{ module: 'world' }]), host, MODULES, createScope());
    await expect(running).rejects.toMatchObject({ code: 'audio-invalid' });
    await expect(running).rejects.toThrow(/^source `a.wav`: /);
  });
});
