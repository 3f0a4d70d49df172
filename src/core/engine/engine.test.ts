import { beforeAll, describe, expect, it } from 'vitest';
import { clipOf, createFakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { broken, createSlow, createThinker, gain, registryOf } from '../../testing/fake-modules.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { AppError } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { world } from '../modules/world.ts';
import { parseQuery } from '../query/parse.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, Progress, RunOptions, RunResult } from './engine.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const sounds = {
  a: clipOf([0.1, 0.2, 0.3]),
  b: clipOf([0.4, 0.5]),
  fast: clipOf([0.1], 2000),
  stereo: { sampleRate: 1000, channels: [Float64Array.of(0.1), Float64Array.of(0.2)] },
  empty: clipOf([]),
  nan: clipOf([0, Number.NaN]),
};

interface Bench {
  readonly host: FakeHost;
  readonly engine: Engine;
  readonly slow: ReturnType<typeof createSlow>;
  readonly thinker: ReturnType<typeof createThinker>;
  run(request: unknown, options?: RunOptions): Promise<RunResult>;
  fail(request: unknown, options?: RunOptions): Promise<AppError>;
}

function createBench(): Bench {
  const host = createFakeHost(kernels, sounds);
  const [slow, thinker] = [createSlow(), createThinker()];
  const registry = registryOf(gain, broken, slow.module, thinker.module);
  const engine = createEngine(host, registry);
  const run: Bench['run'] = async (request, options) => {
    const parsed = parseQuery(request, registry);
    if (!parsed.ok) throw parsed.error;
    return engine.run(parsed.value.query, options);
  };
  const fail: Bench['fail'] = (request, options) =>
    run(request, options).then(
      () => Promise.reject(new Error('did not fail')),
      (error: AppError) => error,
    );
  return { host, engine, slow, thinker, run, fail };
}

const samples = (result: RunResult) => result.clip.channels.map((channel) => [...channel]);
const loud = { module: 'gain', factor: 2 };
const think = (factor: number) => ({ file: 'a', stack: [{ module: 'think', factor }] });

describe('an engine', () => {
  it('gives the sound itself for an empty stack', async () => {
    const { run } = createBench();
    const result = await run({ file: 'a' });
    expect(samples(result)).toEqual([[0.1, 0.2, 0.3]]);
    expect(result.steps).toEqual([]);
    expect(result.elapsedMs).toBeGreaterThan(0);
  });

  it('applies the steps in order and reports each', async () => {
    const { run } = createBench();
    const result = await run({
      file: 'a',
      stack: [loud, { module: 'slow', add: 1 }, { module: 'gain', invert: true }],
    });
    expect(samples(result)).toEqual([[-1.2, -1.4, -1.6]]);
    expect(result.steps.map(({ module, cached, notes }) => ({ module, cached, notes }))).toEqual([
      { module: 'gain', cached: false, notes: [] },
      { module: 'slow', cached: false, notes: [] },
      { module: 'gain', cached: false, notes: ['inverted'] },
    ]);
  });

  it('signs without computing, and the same as when it computes', async () => {
    const { engine, run, slow } = createBench();
    const request = { file: 'a', stack: [{ module: 'slow' }] };
    const parsed = parseQuery(request, registryOf(slow.module));
    const signature = await engine.signature(parsed.ok ? parsed.value.query : (undefined as never));
    expect(slow.starts()).toBe(0);
    expect((await run(request)).signature).toBe(signature);
  });

  it('gives every caller samples of its own', async () => {
    const { run } = createBench();
    const request = { file: 'a', stack: [loud] };
    const first = await run(request);
    first.clip.channels[0]!.fill(9);
    expect(samples(await run(request))).toEqual([[0.2, 0.4, 0.6]]);
    expect([...sounds.a.channels[0]!]).toEqual([0.1, 0.2, 0.3]);
  });

  it('rounds to 16 bits after each step in pcm16, and not in float', async () => {
    const { run } = createBench();
    const third = { module: 'gain', factor: 1 / 3 };
    const rounded = await run({ file: 'a', stack: [third, loud], precision: 'pcm16' });
    const expected = [0.1, 0.2, 0.3].map((x) => (Math.round((x / 3) * 32768) * 2) / 32768);
    expect(samples(rounded)).toEqual([expected]);
    expect(samples(await run({ file: 'a', stack: [third, loud] }))).not.toEqual([expected]);
  });

  it('joins a list, then applies the stack to all of it', async () => {
    const { run } = createBench();
    const result = await run({
      file: ['a', { file: 'b', stack: [{ module: 'gain', factor: 2 }] }, 'a'],
      stack: [loud],
    });
    expect(samples(result)).toEqual([[0.2, 0.4, 0.6, 1.6, 2, 0.2, 0.4, 0.6]]);
    expect(result.signature).toMatch(/^M/);
    expect(result.steps).toHaveLength(1);
  });

  it('reports only the steps of the outer stack', async () => {
    const { run } = createBench();
    const request = { file: { file: 'a', stack: [{ module: 'gain', invert: true }] }, stack: [loud] };
    expect((await run(request)).steps.map((step) => step.notes)).toEqual([[]]);
    expect((await run(request.file)).steps).toMatchObject([{ cached: true, notes: ['inverted'] }]);
    const other = { ...request, stack: [{ module: 'gain', factor: 3 }] };
    expect((await run(other)).steps).toMatchObject([{ cached: false, notes: [] }]);
  });

  it('refuses to join sounds that do not fit, and names them', async () => {
    const { fail } = createBench();
    const error = await fail({ file: ['a', 'fast', 'stereo'] });
    expect(error.message).toBe(
      'file[1]: mismatching sampling rate or channels: expected 1000 Hz with 1 channel like file[0], got 2000 Hz with 1 channel',
    );
    expect(error.issues.map((issue) => issue.path)).toEqual(['file[1]', 'file[2]']);
  });

  it('resolves each source once', async () => {
    const { run, host } = createBench();
    await run({ file: ['a', 'b', { file: 'a', stack: [loud] }, 'a'] });
    expect(host.resolved).toEqual(['a', 'b']);
  });
});

describe('what an engine remembers', () => {
  it('answers from the cache the second time, notes included', async () => {
    const { run, slow } = createBench();
    const request = { file: 'a', stack: [{ module: 'gain', invert: true }, { module: 'slow' }] };
    const first = await run(request);
    const second = await run(request);
    expect(slow.starts()).toBe(1);
    expect(samples(second)).toEqual(samples(first));
    expect(second.steps.map(({ cached, notes }) => ({ cached, notes }))).toEqual([
      { cached: true, notes: ['inverted'] },
      { cached: true, notes: [] },
    ]);
  });

  it('uses a shared beginning, whatever follows and however it is written', async () => {
    const { run, slow } = createBench();
    await run({ file: 'a', stack: [{ module: 'slow' }, loud] });
    const other = await run({
      file: 'a',
      stack: [{ module: 'slow' }, { module: 'gain', factor: 3 }],
      output: { encoding: 's24' },
    });
    expect(slow.starts()).toBe(1);
    expect(other.steps.map((step) => step.cached)).toEqual([true, false]);
  });

  it('keeps what a module remembers about its input apart from the step', async () => {
    const { run, thinker } = createBench();
    expect(samples(await run(think(2)))).toEqual([[0.1, 0.2, 0.3]]);
    expect(samples(await run(think(4)))).toEqual([[0.2, 0.4, 0.6]]);
    expect(thinker.starts()).toBe(1);
    await run({ ...think(2), precision: 'pcm16' });
    expect(thinker.starts()).toBe(1);
    await run({ ...think(2), file: 'b' });
    expect(thinker.starts()).toBe(2);
  });

  it('reports whether a step was computed from what its module had remembered', async () => {
    const { run } = createBench();
    const stack = [{ module: 'gain', factor: 2 }, { module: 'think' }];
    const remembered = async (request: unknown) => (await run(request)).steps.map((step) => step.remembered);
    expect(await remembered({ file: 'a', stack })).toEqual([false, false]);
    expect(await remembered({ file: 'a', stack })).toEqual([false, false]);
    expect(await remembered({ file: 'a', stack: [stack[0], { module: 'think', factor: 4 }] })).toEqual([false, true]);
  });

  it('keeps entries with their sources and the lifetime of their query', async () => {
    const { run, host } = createBench();
    await run({ file: ['a', 'b', 'a'], stack: [loud], cache: 2 });
    const [entry] = await host.cache.list();
    expect(entry).toMatchObject({ lifetime: 7200 });
    expect(entry?.sources).toHaveLength(2);
  });

  it('does not believe a value that is not what was put there', async () => {
    const { run, host, slow } = createBench();
    const request = { file: 'a', stack: [{ module: 'slow', add: 1 }] };
    const { steps } = await run(request);
    const lies = [{ channel0: new Float64Array(2) }, { channel0: new Float32Array(3) }, {}];
    for (const arrays of lies) {
      const { meta } = (await host.cache.get(steps[0]!.signature))!;
      await host.cache.put(steps[0]!.signature, { meta, arrays }, { lifetime: null, sources: [] });
      expect(samples(await run(request))).toEqual([[1.1, 1.2, 1.3]]);
    }
    expect(slow.starts()).toBe(1 + lies.length);
  });

  it('works without a working cache', async () => {
    const { run, host } = createBench();
    host.cache.get = async () => Promise.reject(new Error('disk on fire'));
    host.cache.put = async () => Promise.reject(new Error('disk on fire'));
    expect(samples(await run({ file: 'a', stack: [loud] }))).toEqual([[0.2, 0.4, 0.6]]);
  });
});

describe('a slider that moves', () => {
  it('changes and synthesises again, and analyses no more', async () => {
    const counts = { analyze: 0, change: 0, synthesize: 0 };
    const stages = new Proxy(kernels.world.stages, {
      get(target, name: keyof Kernels['world']['stages']) {
        if (Object.hasOwn(counts, name)) counts[name as keyof typeof counts] += 1;
        return target[name];
      },
    });
    const host = createFakeHost(
      { ...kernels, world: { ...kernels.world, stages } },
      { voice: voiceClip({ seconds: 0.3 }) },
    );
    const engine = createEngine(host, MODULES);
    for (const vtl of ['+1st', '+1.1st', '+1.2st', '+1.1st']) {
      const parsed = parseQuery({ file: 'voice', stack: [{ module: 'world', vtl }] }, MODULES);
      if (!parsed.ok) throw parsed.error;
      await engine.run(parsed.value.query);
    }
    expect(counts).toEqual({ analyze: 1, change: 3, synthesize: 3 });
  });
});

describe('the f0 that a result was made with', () => {
  it('comes with the result, also from the cache, as an array of the caller', async () => {
    const { run } = createVoiceBench();
    const stack = [{ module: 'world', f0: '*2' }];
    const made = await run(stack);
    const found = await run(stack);
    expect(found.steps[0]!.cached).toBe(true);
    expect(made.contour!.f0.some((f0) => f0 > 200)).toBe(true);
    expect([...found.contour!.f0]).toEqual([...made.contour!.f0]);
    expect(found.contour!.f0.buffer).not.toBe(made.contour!.f0.buffer);
  });

  it('is not claimed for a step that knows none', async () => {
    const { run } = createVoiceBench();
    expect((await run([{ module: 'world' }, loud])).contour).toBeUndefined();
    expect((await run([])).contour).toBeUndefined();
  });
});

function createVoiceBench(): { run(stack: readonly object[]): Promise<RunResult> } {
  const registry = registryOf(gain, world);
  const engine = createEngine(createFakeHost(kernels, { voice: voiceClip({ seconds: 0.2 }) }), registry);
  return {
    async run(stack) {
      const parsed = parseQuery({ file: 'voice', stack }, registry);
      if (!parsed.ok) throw parsed.error;
      return engine.run(parsed.value.query);
    },
  };
}

describe('queries in flight', () => {
  it('computes the same query once for two callers', async () => {
    const { run, slow } = createBench();
    const request = { file: 'a', stack: [{ module: 'slow' }, loud] };
    const [first, second] = await Promise.all([run(request), run(request)]);
    expect(slow.starts()).toBe(1);
    expect(samples(second!)).toEqual(samples(first!));
    expect(second!.clip.channels[0]).not.toBe(first!.clip.channels[0]);
  });

  it('shares the analysis of two different changes', async () => {
    const { run, thinker } = createBench();
    const results = await Promise.all([run(think(2)), run(think(4))]);
    expect(thinker.starts()).toBe(1);
    expect(results.map(samples)).toEqual([[[0.1, 0.2, 0.3]], [[0.2, 0.4, 0.6]]]);
  });

  it('keeps an analysis going for a newer change when the older one is aborted', async () => {
    const { run, fail, host, thinker } = createBench();
    const signal = { aborted: false };
    host.onBreath = (count) => {
      if (count === 3) signal.aborted = true;
    };
    const older = fail(think(2), { signal });
    const newer = run(think(4));
    expect((await older).code).toBe('cancelled');
    expect(samples(await newer)).toEqual([[0.2, 0.4, 0.6]]);
    expect(thinker).toSatisfy(() => thinker.starts() === 1 && thinker.ends() === 1);
  });

  it('stops within a slice when the only caller aborts, and keeps nothing half-made', async () => {
    const { run, fail, host, slow } = createBench();
    const signal = { aborted: false };
    host.onBreath = (count) => {
      if (count === 3) signal.aborted = true;
    };
    const request = { file: 'a', stack: [{ module: 'slow' }] };
    const error = await fail(request, { signal });
    expect(error.toJSON()).toEqual({ kind: 'cancelled', code: 'cancelled', message: 'The job was cancelled.' });
    expect(host.breaths).toBe(3);
    expect([slow.ends(), slow.freed()]).toEqual([0, 1]);
    expect(await host.cache.list()).toEqual([]);
    await run(request);
    expect(slow.ends()).toBe(1);
  });

  it('does not begin when aborted before', async () => {
    const { fail, host } = createBench();
    expect((await fail({ file: 'a' }, { signal: { aborted: true } })).code).toBe('cancelled');
    expect(host.resolved).toEqual([]);
  });

  it('reports progress that only moves on, from the parts of a tree to the whole', async () => {
    const { run } = createBench();
    const seen: Progress[] = [];
    const slow = { module: 'slow' };
    const request = { file: ['a', { file: 'b', stack: [slow] }], stack: [slow, { module: 'think' }] };
    await run(request, { onProgress: (progress) => seen.push(progress) });
    const fractions = seen.map((progress) => progress.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.length).toBeGreaterThan(30);
    expect(fractions[0]).toBeGreaterThan(0);
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(seen.map((progress) => progress.label))).toEqual(
      new Set(['slow: working', 'think: thinking', 'think: speaking', 'done']),
    );
  });
});

describe('what an engine refuses', () => {
  it.each([
    ['empty', 'audio-empty', 'step 2, broken: the result has no samples.'],
    [
      'nan',
      'audio-not-finite',
      'step 2, broken: the result has a sample that is no finite number: NaN at sample 0 of channel 1.',
    ],
    ['ragged', 'internal', 'step 2, broken: the result is no sound: channels of 3, 4 samples at 1000 Hz.'],
    ['typed', 'memory-limit', 'step 2, broken: too much.'],
    ['crash', 'internal', 'step 2, broken: Unexpected failure: x is undefined'],
  ])('a module that goes wrong: %s', async (how, code, message) => {
    const { fail, host } = createBench();
    const error = await fail({ file: 'a', stack: [loud, { module: 'broken', how }] });
    expect(error).toMatchObject({ code, message });
    expect(await host.cache.list()).toHaveLength(1);
  });

  it('names the place inside a list', async () => {
    const { fail } = createBench();
    const error = await fail({ file: ['a', { file: 'b', stack: [{ module: 'broken', how: 'empty' }] }] });
    expect(error.message).toBe('file[1], step 1, broken: the result has no samples.');
  });

  it.each([
    ['empty', 'audio-empty'],
    ['nan', 'audio-not-finite'],
    ['nobody', 'source-not-found'],
  ])('a source that is no sound: %s', async (file, code) => {
    const { fail } = createBench();
    const error = await fail({ file, stack: [loud] });
    expect(error.code).toBe(code);
    expect(error.message).toContain(file);
  });

  it('a source that cannot be resolved, in words of ours', async () => {
    const { fail, host } = createBench();
    host.resolve = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await fail({ file: 'a' })).toMatchObject({ name: 'AppError', code: 'internal' });
    const signal = { aborted: false };
    host.resolve = async () => {
      signal.aborted = true;
      throw new Error('AbortError');
    };
    expect((await fail({ file: 'a' }, { signal })).code).toBe('cancelled');
  });

  it('a step whose module is of another version', async () => {
    const { engine } = createBench();
    const parsed = parseQuery({ file: 'a', stack: [loud] }, registryOf({ ...gain, version: 7 }));
    if (!parsed.ok) throw parsed.error;
    await expect(engine.run(parsed.value.query)).rejects.toThrow(/^step 1, gain: .*version 7, here is version 1/);
  });
});
