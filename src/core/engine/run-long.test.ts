import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import { createScope } from '../base/scope.ts';
import { encodeWav } from '../codecs/wav.ts';
import type { Kernels, PcmEncoding } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { createEngine } from './create-engine.ts';
import type { RunOptions } from './engine.ts';
import { renderFile } from './render-file.ts';
import { factsOf, renderLongFile, runLong } from './run-long.ts';

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
  const scratch = (): ScratchFile => {
    let bytes = new Uint8Array(0);
    return {
      get length() {
        return bytes.length;
      },
      read: (start, count) => {
        most.scratch = Math.max(most.scratch, count);
        return bytes.slice(start, start + count);
      },
      write: (start, given) => {
        most.scratch = Math.max(most.scratch, given.length);
        bytes = concatBytes([bytes.subarray(0, start), given]);
      },
    };
  };
  return { host: { ...host, longFrom, scratch, open: async () => source }, most };
}

async function bothWays(file: Uint8Array, query: ReturnType<typeof read>) {
  const { host } = createBench(file);
  const scope = createScope();
  const long = (await runLong(query, host, MODULES, scope))!;
  const longFile = concatBytes([...renderLongFile(long, MODULES, host)]);
  await scope.close();
  const whole = createEngine({ ...host, resolve: async () => ({ bytes: file }) }, MODULES);
  const result = await whole.run(query);
  const wholeFile = concatBytes([...(await renderFile({ result, query }, MODULES, host))]);
  return { long, longFile, result, wholeFile };
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
      'another revision, twice',
      [
        { module: 'world', f0: '*2' },
        { module: 'world', vtl: '-2st' },
      ],
      { revision: '2021' },
    ],
  ])('has the file that it has in memory: %s', async (_, stack, more) => {
    const clip = voiceClip({ seconds: 0.7, sampleRate: 8000 });
    const { long, longFile, result, wholeFile } = await bothWays(wavOf(clip), read(stack, more));
    expect(longFile).toEqual(wholeFile);
    expect(long.signature).toBe(result.signature);
    expect(long.steps.map(({ signature, notes }) => [signature, notes])).toEqual(
      result.steps.map(({ signature, notes }) => [signature, notes]),
    );
    expect(long.sources).toEqual(result.sources);
    expect(long.facts).toEqual(factsOf(result.clip, kernels.level));
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
        for (const piece of renderLongFile(long, MODULES, host)) longest = Math.max(longest, piece.length);
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
    ['a step that needs all of it', {}, [{ module: 'world' }, { module: 'time-reverse' }], {}],
    ['no step at all', {}, [], {}],
    ['rounding between steps', {}, [{ module: 'world' }], { precision: 'pcm16' }],
    ['a file that is none to be opened', { missing: true }, [{ module: 'world' }], {}],
    ['several sounds', {}, [{ module: 'world' }], { file: ['a.wav', 'a.wav'] }],
    ['another format', {}, [{ module: 'world' }], { output: { format: 'aiff' } }],
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
