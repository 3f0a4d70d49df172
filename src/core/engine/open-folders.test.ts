import { beforeAll, describe, expect, it } from 'vitest';
import { clipOf, createFakeHost } from '../../testing/fake-host.ts';
import { gain, mix, registryOf } from '../../testing/fake-modules.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { concatBytes } from '../base/bytes.ts';
import { decodeWav } from '../codecs/wav.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { gibberish } from '../modules/gibberish.ts';
import { parseQuery } from '../query/parse.ts';
import { printQuery } from '../query/print.ts';
import type { Query } from '../query/query.ts';
import { createEngine } from './create-engine.ts';
import type { EngineHost } from './engine.ts';
import { renderFile } from './render-file.ts';

const registry = registryOf(gain, mix, gibberish);
const ramp = Array.from({ length: 400 }, (_, n) => n / 1000);
const sounds = { 'in/a.wav': clipOf(ramp), 'in/b.wav': clipOf(ramp.map((x) => -x)), other: clipOf([0.5]) };
const common = { module: 'gibberish', seed: 3, chunk_dur_min: 0.05, chunk_dur_max: 0.1, total_dur: 0.5, ramp: 0.01 };
const chunks = (change: object = {}) => ({ file: 'in/', stack: [{ ...common, files: ['b.wav', 'a.wav'], ...change }] });

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

function read(request: unknown): Query {
  const parsed = parseQuery(request, registry);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

function createBench(openFolder?: EngineHost['openFolder']) {
  const host = createFakeHost(kernels, sounds);
  const open = openFolder ?? (async () => ({ prefix: 'in/', list: async () => ['b.wav', 'a.wav', 'c.txt'] }));
  const engine = createEngine({ ...host, openFolder: open }, registry);
  return { host, engine, run: async (request: unknown) => engine.run(read(request)) };
}

describe('a module that takes the sounds of a folder', () => {
  it('is given those that it selects, and the folder itself is no sound', async () => {
    const { run, host } = createBench();
    const { sources, signature } = await run(chunks());
    expect(host.resolved).toEqual(['in/a.wav', 'in/b.wav']);
    expect(sources.map(({ name }) => name)).toEqual(['in/a.wav', 'in/b.wav']);
    expect((await run(chunks({ files: null, shell_pattern: { include: '*.wav' } }))).signature).toBe(signature);
    expect((await run(chunks({ files: null, re_pattern: '[ab].wav' }))).signature).toBe(signature);
    expect((await run({ ...chunks(), file: 'in/b.wav' })).signature).toBe(signature);
    expect((await run(chunks({ files: ['a.wav'] }))).signature).not.toBe(signature);
  });

  it('says which query was run: one without folders, which means the same', async () => {
    const { run, engine } = createBench();
    const { query, signature } = await run(chunks({ stack: [{ module: 'gain', invert: true }] }));
    expect(JSON.parse(printQuery(query, registry))).toMatchObject({
      file: 'in/a.wav',
      stack: [{ sounds: [{ file: 'in/a.wav', stack: [{ module: 'gain', invert: true }] }, { file: 'in/b.wav' }] }],
    });
    const noFolders = createEngine(createFakeHost(kernels, sounds), registry);
    expect(await noFolders.signature(read(JSON.parse(printQuery(query, registry))))).toBe(signature);
    expect(await engine.signature(query)).toBe(signature);
  });

  it('has its sounds by content id in the recipe', async () => {
    const result = await createBench().run(chunks());
    const { recipe } = decodeWav(
      concatBytes([...(await renderFile({ result, query: result.query }, registry, { kernels }))]),
      kernels,
    );
    const ids = result.sources.map(({ id }) => id);
    expect(recipe?.query).toMatchObject({ file: ids[0], stack: [{ module: 'gibberish', sounds: ids }] });
    expect(JSON.stringify(recipe)).not.toContain('wav"');
  });

  it('cuts what each sound has become by its steps', async () => {
    const { run } = createBench();
    const turned = await run(chunks({ files: ['a.wav'], stack: [{ module: 'gain', invert: true }] }));
    expect(turned.clip).toEqual((await run(chunks({ files: ['b.wav'] }))).clip);
    const added = await run(chunks({ files: ['a.wav'], stack: [{ module: 'mix', file: 'other' }] }));
    expect(added.sources.map(({ name }) => name)).toEqual(['in/a.wav', 'other']);
  });

  it('works inside a sub-query, and in the sound of a step', async () => {
    const { run, engine } = createBench();
    const outer = { file: chunks(), stack: [{ module: 'mix', file: chunks() }] };
    expect((await run(outer)).clip.channels[0]).toHaveLength(500);
    expect(await engine.signature(read(outer))).toBe((await run(outer)).signature);
  });

  it('fails with its place', async () => {
    const { run } = createBench();
    const none = chunks({ files: null, re_pattern: 'nothing' });
    await expect(run(none)).rejects.toThrow('step 1, gibberish: no file of the folder matches; it has 3 files.');
    await expect(run({ file: none })).rejects.toThrow('file, step 1, gibberish: ');
    const late = { file: 'other', stack: [{ module: 'gain' }, ...chunks().stack] };
    await expect(run(late)).rejects.toMatchObject({ code: 'query-invalid' });
    await expect(run({ ...chunks(), file: ['in/a.wav'] })).rejects.toMatchObject({ code: 'query-invalid' });
    const noFolders = createEngine(createFakeHost(kernels, sounds), registry);
    await expect(noFolders.run(read(chunks()))).rejects.toMatchObject({ code: 'folders-unsupported' });
  });

  it('takes at most a thousand sounds, all folders of a request together', async () => {
    const many = Array.from({ length: 600 }, (_, index) => `${index}.wav`);
    const { run } = createBench(async () => ({ prefix: 'in/', list: async () => many }));
    const all = chunks({ files: null, re_pattern: '.*' });
    await expect(run({ file: [all, all] })).rejects.toMatchObject({ code: 'size-limit' });
  });
});
