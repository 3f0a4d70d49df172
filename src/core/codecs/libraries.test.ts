import { describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { type CodecLibraries, libraryFor, loadOnce } from './libraries.ts';

const toolsWith = async (libraries: CodecLibraries) => ({ kernels: await kernelsForTest(), libraries });

describe('a library that a format needs', () => {
  it('is loaded by the host, once, and works', async () => {
    const tools = await toolsWith(librariesForTest());
    const [first, second] = await Promise.all([libraryFor('flac', 'FLAC', tools), libraryFor('flac', 'FLAC', tools)]);
    expect(first).toBe(second);
    const decoder = first.create_libflac_decoder(true);
    expect(decoder).not.toBe(0);
    first.FLAC__stream_decoder_delete(decoder);
  });

  it('leaves the host as it was', async () => {
    const { fetch } = globalThis;
    await libraryFor('flac', 'FLAC', await toolsWith(librariesForTest()));
    expect(globalThis.fetch).toBe(fetch);
    expect(Object.keys(globalThis).filter((name) => /flac/i.test(name))).toEqual([]);
  });

  it('is asked for in vain where the host has none', async () => {
    await expect(libraryFor('flac', 'FLAC', await toolsWith({}))).rejects.toMatchObject({
      code: 'audio-unsupported',
      message: 'FLAC is not available here.',
    });
  });

  it('that cannot be loaded is told with the reason', async () => {
    const flac = async () => Promise.reject(new Error('no network'));
    await expect(libraryFor('flac', 'FLAC', await toolsWith({ flac }))).rejects.toMatchObject({
      code: 'codec-unavailable',
      message: expect.stringContaining('no network'),
    });
  });
});

describe('loadOnce', () => {
  it('loads at the first call only', async () => {
    let loads = 0;
    const load = loadOnce(async () => ++loads);
    expect(loads).toBe(0);
    expect(await Promise.all([load(), load()])).toEqual([1, 1]);
    expect(await load()).toBe(1);
  });

  it('tries again after a failure', async () => {
    let loads = 0;
    const load = loadOnce(async () => {
      loads++;
      if (loads === 1) throw new Error('not yet');
      return loads;
    });
    await expect(load()).rejects.toThrow('not yet');
    expect(await load()).toBe(2);
  });
});
