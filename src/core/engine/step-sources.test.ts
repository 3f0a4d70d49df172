import { beforeAll, describe, expect, it } from 'vitest';
import { clipOf, createFakeHost } from '../../testing/fake-host.ts';
import { broken, createSlow, gain, mix, registryOf } from '../../testing/fake-modules.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { decodeWav } from '../codecs/wav.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { createEngine } from './create-engine.ts';
import type { RunOptions } from './engine.ts';
import { renderFile } from './render-file.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const sounds = { a: clipOf([0.5, 0.25]), b: clipOf([0.125, 0.0625]), empty: clipOf([]) };
const add = (file: unknown) => ({ file: 'a', stack: [{ module: 'mix', file }] });
const double = { file: 'b', stack: [{ module: 'gain', factor: 2 }] };

function createBench() {
  const host = createFakeHost(kernels, sounds);
  const slow = createSlow();
  const registry = registryOf(gain, mix, broken, slow.module);
  const engine = createEngine(host, registry);
  const read = (request: unknown): Query => {
    const parsed = parseQuery(request, registry);
    if (!parsed.ok) throw parsed.error;
    return parsed.value.query;
  };
  const run = (request: unknown, options?: RunOptions) => engine.run(read(request), options);
  return { host, slow, registry, read, run };
}

describe('a sound that a step needs', () => {
  it('is given to the module by name', async () => {
    const { run, host } = createBench();
    const result = await run(add('b'));
    expect([...result.clip.channels[0]!]).toEqual([0.625, 0.3125]);
    expect(host.resolved).toEqual(['a', 'b']);
    expect(result.sources.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('may be another query, which may need sounds itself', async () => {
    const { run } = createBench();
    expect([...(await run(add(double))).clip.channels[0]!]).toEqual([0.75, 0.375]);
    expect([...(await run(add(add(double)))).clip.channels[0]!]).toEqual([1.25, 0.625]);
  });

  it('is made at the precision of the query around it', async () => {
    const { run } = createBench();
    const finer = { file: 'b', stack: [{ module: 'gain', factor: 0.0001 }] };
    const result = await run({ ...add(finer), precision: 'pcm16' });
    expect([...result.clip.channels[0]!]).toEqual([0.5, 0.25]);
  });

  it('is shared with whoever needs the same, and not made again', async () => {
    const { run, slow } = createBench();
    const work = { file: 'b', stack: [{ module: 'slow', add: 0.5 }] };
    const request = { file: work, stack: [{ module: 'mix', file: work }] };
    expect([...(await run(request)).clip.channels[0]!]).toEqual([1.25, 1.125]);
    expect(slow.starts()).toBe(1);
    const again = await run(request);
    expect(again.steps.map(({ cached }) => cached)).toEqual([true]);
    expect(slow.starts()).toBe(1);
  });

  it('is among the sources of the result that a cache keeps', async () => {
    const { run, host } = createBench();
    const { signature, steps } = await run(add('b'));
    const { a, b } = { a: await host.resolve('a'), b: await host.resolve('b') };
    const entry = (await host.cache.list()).find(({ key }) => key === steps[0]?.signature);
    expect(entry?.sources).toEqual([a.id, b.id]);
    expect(signature).toMatch(/^[a-z2-7]{48}$/);
  });

  it('has its share of the progress, which only moves on', async () => {
    const { run } = createBench();
    const fractions: number[] = [];
    const work = { file: 'b', stack: [{ module: 'slow' }] };
    await run(add(work), { onProgress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
    expect(fractions.filter((fraction) => fraction > 0 && fraction < 0.55).length).toBeGreaterThan(5);
  });

  it('fails with its place', async () => {
    const { run } = createBench();
    const inner = { file: 'b', stack: [{ module: 'broken', how: 'nan' }] };
    const place = 'step 1, mix, file, step 1, broken: ';
    await expect(run(add(inner))).rejects.toThrow(place);
    await expect(run(add('nobody'))).rejects.toMatchObject({ code: 'source-not-found' });
    await expect(run(add('empty'))).rejects.toThrow('source `empty`: ');
    expect(AppError.from(await run(add(inner)).catch((error: unknown) => error)).code).toBe('audio-not-finite');
  });

  it('goes by content id in the recipe, which makes the same again', async () => {
    const { run, read, registry } = createBench();
    const result = await run(add(double));
    const bytes = concatBytes([...(await renderFile({ result, query: read(add(double)) }, registry, { kernels }))]);
    const { recipe } = decodeWav(bytes, kernels);
    const [a, b] = result.sources.map(({ id }) => id);
    expect(recipe?.query).toMatchObject({ file: a, stack: [{ module: 'mix', file: { file: b } }] });
    const byId = new Map(
      [
        [a, sounds.a],
        [b, sounds.b],
      ].map(([id, clip]) => [String(id), clip as Clip]),
    );
    const engine = createEngine(createFakeHost(kernels, Object.fromEntries(byId)), registry);
    expect((await engine.run(read(recipe?.query))).signature).toBe(result.signature);
  });
});
