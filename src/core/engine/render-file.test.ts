import { beforeAll, describe, expect, it } from 'vitest';
import { clipOf, createFakeHost } from '../../testing/fake-host.ts';
import { gain, registryOf } from '../../testing/fake-modules.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { concatBytes } from '../base/bytes.ts';
import { hashBytes } from '../base/hash.ts';
import { decodeAiff } from '../codecs/aiff.ts';
import { decodeWav, encodeWav } from '../codecs/wav.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { createEngine } from './create-engine.ts';
import { renderFile, withOutput } from './render-file.ts';

const registry = registryOf(gain);
const request = {
  file: ['home/smith.wav', { file: 'b.wav', stack: [{ module: 'gain', invert: true }] }],
  stack: [{ module: 'gain', factor: 0.5 }],
  output: { encoding: 's24' },
};

let kernels: Kernels;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  kernels = await kernelsForTest();
  const wav = (samples: number[]) => concatBytes([...encodeWav(clipOf(samples, 8000), { encoding: 's16' }, kernels)]);
  files = {
    'home/smith.wav': wav([0.5, 0.25]),
    'b.wav': wav([0.125]),
    'cut.wav': wav([0.5, 0.25, 0.125]).slice(0, -2),
  };
});

function createWavEngine(named: (name: string) => Uint8Array | undefined = (name) => files[name]) {
  const host = createFakeHost(kernels, {});
  return createEngine({ ...host, resolve: async (name) => ({ bytes: named(name) ?? new Uint8Array(0) }) }, registry);
}

function read(input: unknown): Query {
  const parsed = parseQuery(input, registry);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

describe('renderFile', () => {
  it('writes the samples and a recipe that makes the same file again', async () => {
    const query = read(request);
    const result = await createWavEngine().run(query);
    const bytes = concatBytes([...(await renderFile({ result, query }, registry, { kernels }))]);
    const { clip, encoding, recipe } = decodeWav(bytes, kernels);
    expect([encoding, [...clip.channels[0]!]]).toEqual(['s24', [0.25, 0.125, -0.0625]]);
    expect(recipe).toMatchObject({ signature: result.signature, engine: 'sonde/1' });

    const byId = new Map(Object.values(files).map((file) => [hashBytes(file), file]));
    const again = read(recipe?.query);
    const engine = createWavEngine((name) => byId.get(name));
    const second = await engine.run(again);
    expect(second.signature).toBe(result.signature);
    expect(concatBytes([...(await renderFile({ result: second, query: again }, registry, { kernels }))])).toEqual(
      bytes,
    );
  });

  it('names sources by content, not by file', async () => {
    const query = read(request);
    const result = await createWavEngine().run(query);
    const bytes = concatBytes([...(await renderFile({ result, query }, registry, { kernels }))]);
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).toContain(hashBytes(files['b.wav']!));
    expect(text).not.toContain('smith');
  });

  it('gives another encoding another signature and the same samples', async () => {
    const engine = createWavEngine();
    const query = read(request);
    const float = withOutput(query, { encoding: 'f64' });
    const [first, second] = [await engine.run(query), await engine.run(float)];
    expect(second.signature).not.toBe(first.signature);
    expect(second.clip).toEqual(first.clip);
    expect(await engine.signature(withOutput(float, { encoding: 's24' }))).toBe(first.signature);
  });

  it('writes the format that the query says, which is read as a source and makes the same file again', async () => {
    const query = withOutput(read(request), { format: 'aiff' });
    const engine = createWavEngine();
    const result = await engine.run(query);
    expect(result.signature).not.toBe(await engine.signature(read(request)));
    const bytes = concatBytes([...(await renderFile({ result, query }, registry, { kernels }))]);
    const { clip, encoding, recipe } = decodeAiff(bytes, kernels);
    expect([encoding, recipe?.signature]).toEqual(['s24', result.signature]);
    expect(read(recipe?.query).output).toEqual({ format: 'aiff', encoding: 's24' });
    expect((await createWavEngine(() => bytes).run(read({ file: 'a', stack: [] }))).clip).toEqual(clip);
  });
});

describe('the sources of a result', () => {
  it('come with their content ids and what the decoder had to say, found in the cache or not', async () => {
    const engine = createWavEngine();
    const query = read({ file: ['b.wav', 'cut.wav', 'b.wav'], stack: [{ module: 'gain' }] });
    for (const cached of [false, true]) {
      const { sources, steps } = await engine.run(query);
      expect(steps[0]?.cached).toBe(cached);
      expect(sources).toEqual([
        { name: 'b.wav', id: hashBytes(files['b.wav']!), warnings: [] },
        { name: 'cut.wav', id: hashBytes(files['cut.wav']!), warnings: [expect.stringMatching(/./)] },
      ]);
    }
  });

  it('are refused when they are no sounds, by name', async () => {
    const engine = createWavEngine(() => new TextEncoder().encode('hello, this is a text'));
    await expect(engine.run(read({ file: 'notes.wav' }))).rejects.toMatchObject({
      code: 'audio-invalid',
      message: expect.stringMatching(/^source `notes\.wav`: /),
    });
  });
});
