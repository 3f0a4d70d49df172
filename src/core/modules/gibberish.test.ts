import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip, voiceClip } from '../../testing/signals.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { gibberish } from './gibberish.ts';
import { selectFiles } from './gibberish-files.ts';
import { gibberishParams } from './gibberish-params.ts';

const durations = { chunk_dur_min: 0.05, chunk_dur_max: 0.2, total_dur: 1, ramp: 0.01 };
const voices = [voiceClip({ seconds: 0.5 }), voiceClip({ seconds: 0.4, f0: 200, seed: 2 })];
const noFiles = async (): Promise<readonly string[]> => [];

async function make(change: object = {}, sources: readonly Clip[] = voices, signal?: { aborted: boolean }) {
  const sounds = sources.map((_, source) => ({ source }));
  const options = { kernels: await kernelsForTest(), sources, ...(signal ? { signal } : {}) };
  return runModule(gibberish, silentClip(1, 8000), { seed: 1, ...durations, sounds, ...change }, options);
}

describe('gibberish', () => {
  it('is as long as asked for, at the rate of the first sound, and finite', async () => {
    const { clip, progress } = await make({ total_dur: 0.98765 });
    expect([clip.sampleRate, clip.channels.length, frameLength(clip)]).toEqual([16_000, 1, 15_802]);
    expect((await kernelsForTest()).level.isFinite(clip.channels)).toBe(true);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('gives the same for the same seed, and something else for another', async () => {
    const before = voices.map((voice) => voice.channels[0]!.slice());
    const [a, b, c] = [await make(), await make(), await make({ seed: 'one' })];
    expect(b.clip).toEqual(a.clip);
    expect(c.clip).not.toEqual(a.clip);
    expect(voices.map((voice) => voice.channels[0])).toEqual(before);
  });

  it('makes a seed of its parameters when there is none', async () => {
    const [a, b, c] = [await make({ seed: null }), await make({ seed: null }), await make({ seed: null, ramp: 0.011 })];
    expect(b.clip).toEqual(a.clip);
    expect(c.clip).not.toEqual(a.clip);
  });

  it('fades in and out', async () => {
    const { clip } = await make();
    expect([clip.channels[0]?.[0], clip.channels[0]?.at(-1)]).toEqual([0, 0]);
  });

  it('repeats channels that are missing, and gives every channel the mean of too many', async () => {
    const [two] = [(await make({ force_nb_channels: 2 })).clip];
    expect(two.channels[1]).toEqual(two.channels[0]);
    const opposite: Clip = {
      sampleRate: 8000,
      channels: [new Float64Array(4000).fill(0.5), new Float64Array(4000).fill(-0.25)],
    };
    const one = await make({ force_nb_channels: 1, ramp: 0 }, [opposite]);
    expect(new Set(one.clip.channels[0])).toEqual(new Set([0.125]));
  });

  it('brings all sounds to one sampling rate', async () => {
    const { clip } = await make({ force_fs: 11_025 }, [noiseClip(8000, 16_000), noiseClip(8000, 22_050)]);
    expect([clip.sampleRate, frameLength(clip)]).toEqual([11_025, 11_025]);
  });

  it('ends with the last place drawn when no place avoids the chunk before', async () => {
    const { clip } = await make({ chunk_dur_min: 0.39, chunk_dur_max: 0.4, ramp: 0 }, [voices[0]!]);
    expect(frameLength(clip)).toBe(16_000);
  });

  it('refuses a sound that is shorter than a chunk', async () => {
    const error = { code: 'query-invalid', message: expect.stringMatching(/no longer than any sound/) };
    await expect(make({}, [noiseClip(100, 16_000)])).rejects.toMatchObject(error);
  });

  it('stops when aborted', async () => {
    await expect(make({}, voices, { aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    [{ chunk_dur_min: 0 }, 'chunk_dur_min'],
    [{ chunk_dur_max: 0.01 }, 'chunk_dur_max'],
    [{ total_dur: 0 }, 'total_dur'],
    [{ ramp: 0.06 }, 'ramp'],
    [{ total_dur: 1e9 }, 'chunk_dur_min'],
    [{ files: null }, 'files'],
    [{ files: ['../a.wav'] }, 'files.0'],
    [{ files: ['/etc/a.wav'] }, 'files.0'],
    [{ files: ['a/../../b.wav'] }, 'files.0'],
    [{ files: ['C:\\a.wav'] }, 'files.0'],
    [{ sounds: [] }, 'sounds'],
    [{ re_pattern: '(' }, 're_pattern'],
    [{ shell_pattern: {} }, 'shell_pattern.include'],
    [{ seed: [1] }, 'seed'],
    [{ seed: undefined }, 'seed'],
    [{ force_fs: 'x' }, 'force_fs'],
  ])('refuses %j', (change, path) => {
    const read = gibberishParams.safeParse({ seed: 1, ...durations, files: ['a.wav'], ...change });
    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('reads numbers as text, and 0 as no force', () => {
    const read = gibberishParams.parse({ seed: 1, ...durations, total_dur: '2', force_fs: 0, files: ['a..b.wav'] });
    expect([read.total_dur, read.force_fs, read.files]).toEqual([2, null, ['a..b.wav']]);
    expect(gibberishParams.parse(read)).toEqual(read);
  });
});

describe('the files of gibberish', () => {
  const folder = ['b/x.wav', 'a.wav', 'A.wav', '\u{1F600}.wav', '\uFFFD.wav', '.h.wav', 'a.txt'];
  const select = (change: object) =>
    selectFiles(gibberishParams.parse({ seed: 1, ...durations, ...change }), async () => folder);

  it('are sorted by code point, those named twice twice', async () => {
    expect(await select({ files: ['\u{1F600}', '\uFFFD', 'b', 'a', 'b', 'ab'] })).toEqual([
      'a',
      'ab',
      'b',
      'b',
      '\uFFFD',
      '\u{1F600}',
    ]);
    expect(await select({ shell_pattern: { include: ['a*', '*.wav'], exclude: '*.txt' } })).toEqual([
      'A.wav',
      'a.wav',
      'a.wav',
      '\uFFFD.wav',
      '\u{1F600}.wav',
    ]);
  });

  it('are those whose whole name matches, in folders below too', async () => {
    expect(await select({ re_pattern: '.*[ax]\\.wav' })).toEqual(['a.wav', 'b/x.wav']);
    await expect(select({ re_pattern: 'x' })).rejects.toThrow('no file of the folder matches; it has 7 files.');
  });

  it('are not looked for where the sounds are named', async () => {
    expect(
      await selectFiles(gibberishParams.parse({ seed: 1, ...durations, sounds: [{ source: 0 }] }), noFiles),
    ).toBeUndefined();
  });
});
