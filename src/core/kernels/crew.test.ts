import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { goldenInput, goldenSignal } from '../../testing/golden.ts';
import { AppError } from '../base/errors.ts';
import { type HandAnswer, HandCrew, type HandEvents, type HandMessage } from './crew.ts';
import { createHand } from './hand.ts';
import type { WorldAnalysis } from './kernels.ts';
import { loadKernels } from './load.ts';
import { runStages } from './run-stages.ts';
import { canShare, isShared } from './shared-rows.ts';
import { complete } from './sliced.ts';
import type { Perform } from './staged.ts';
import { sourceOf } from './world-source.ts';

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));
const { world } = loadKernels(binary);
const signal = await goldenSignal('speech_female_8000');
const sentence = await goldenInput(signal);
/** Long enough for several parts of each stage. */
const x = Float64Array.from({ length: 3 * sentence.length }, (_, i) => sentence[i % sentence.length]!);
const source = sourceOf(x, signal.sampleRate);
/** Long enough for rows that are worth sharing. */
const minute = Float64Array.from({ length: 60 * signal.sampleRate }, (_, i) => x[i % x.length]!);

/** A turn of this thread's messages. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port2.onmessage = () => {
      port1.close();
      resolve();
    };
    port1.postMessage(undefined);
  });
}

/** Calls that are due when the test says so. */
const due = new Set<() => void>();
afterEach(() => due.clear());

interface Bench {
  readonly crew: HandCrew;
  readonly counts: { started: number; closed: number; asked: number; shared: number };
}

/** A crew of hands in this thread, each with kernels of its own. @param answer what a hand says to its nth ask */
function createBench(
  size: number,
  answer?: (n: number, events: HandEvents) => HandAnswer | undefined,
  onBegin?: () => void,
): Bench {
  const counts = { started: 0, closed: 0, asked: 0, shared: 0 };
  const start = (events: HandEvents) => {
    counts.started += 1;
    const own = loadKernels(binary).world;
    const perform: Perform = (...asked) => {
      onBegin?.();
      return own.perform(...asked);
    };
    let isOpen = true;
    const say = (said: HandAnswer): void => void (isOpen && events.said(said));
    const hear = createHand({ perform, say, soon: (call) => void turn().then(() => isOpen && call()) });
    void turn().then(() => say({ type: 'ready' }));
    return {
      send: (message: HandMessage, transfer: readonly ArrayBuffer[]) => {
        const given = structuredClone(message, { transfer: [...transfer] });
        if ('ask' in given && given.room && isShared(given.room)) counts.shared += 1;
        const n = 'ask' in given ? ++counts.asked : 0;
        if (n === 0 || answer === undefined) return hear(given);
        void turn().then(() => {
          const said = answer(n, events);
          if (said) say(said);
        });
      },
      close: () => {
        isOpen = false;
        counts.closed += 1;
      },
    };
  };
  const later = (_: number, call: () => void) => {
    due.add(call);
    return () => void due.delete(call);
  };
  return { crew: new HandCrew({ size, start, later, idleMs: 1 }), counts };
}

function analyse(crew: HandCrew, breathe = turn, urgency: 'interactive' | 'batch' = 'interactive', of = source) {
  const member = crew.join(urgency);
  const progress: number[] = [];
  const run = { perform: world.perform, member, breathe, onProgress: (done: number) => void progress.push(done) };
  const result = runStages(world.stages.analyze(of, {}, 12), run).finally(() => member.leave());
  return { result, progress };
}

describe('a crew', () => {
  let whole: WorldAnalysis;
  beforeAll(() => {
    whole = complete(world.analyze(x, signal.sampleRate));
  });

  /** Element by element: an assertion on whole spectra takes seconds. */
  function expectSame(found: WorldAnalysis): void {
    for (const name of ['f0', 'spectralEnvelope', 'aperiodicity'] as const) {
      expect(found[name].length).toBe(whole[name].length);
      expect(found[name].findIndex((value, i) => !Object.is(value, whole[name][i]))).toBe(-1);
    }
  }

  it.each([0, 1, 2, 3])('of %i threads gives what one thread gives, and progress that only grows', async (size) => {
    const { crew, counts } = createBench(size);
    const { result, progress } = analyse(crew);
    expectSame(await result);
    expect(counts.started).toBe(size);
    expect(counts.asked > 10).toBe(size > 0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it('does again what a thread had when it was lost', async () => {
    const { crew, counts } = createBench(1, (n, { died, said }) => {
      if (n === 3) died();
      else said({ type: 'failed', error: new AppError('internal', 'never').toJSON() });
      return undefined;
    });
    const lost = createBench(1, (n, events) => {
      if (n >= 1) events.died();
      return undefined;
    });
    expectSame(await analyse(lost.crew).result);
    expect(lost.counts.started).toBeGreaterThan(1);
    await expect(analyse(crew).result).rejects.toMatchObject({ code: 'internal', message: 'never' });
    expect(counts.asked).toBeGreaterThan(0);
  });

  it('leaves its threads to whom somebody waits for', async () => {
    const { crew, counts } = createBench(1);
    const urgent = crew.join('interactive');
    expectSame(await analyse(crew, turn, 'batch').result);
    expect(counts.asked).toBe(0);
    urgent.leave();
    urgent.leave();
    await analyse(crew, turn, 'batch').result;
    expect(counts.asked).toBeGreaterThan(0);
  });

  it('ends threads that had nothing to do for a while, and starts them again', async () => {
    const { crew, counts } = createBench(2);
    await analyse(crew).result;
    expect(crew.ready).toBe(2);
    for (const call of [...due]) call();
    expect([crew.ready, counts.closed]).toEqual([0, 2]);
    await analyse(crew).result;
    expect(counts.started).toBe(4);
  });

  it('stops with the job, and is there for the next', async () => {
    const { crew } = createBench(2);
    let turns = 0;
    const stop = async (): Promise<void> => {
      await turn();
      if (++turns > 15) throw new AppError('cancelled', 'The job was cancelled.');
    };
    await expect(analyse(crew, stop).result).rejects.toMatchObject({ code: 'cancelled' });
    expectSame(await analyse(crew).result);
  });

  it('does not begin what it still has of a job that leaves', async () => {
    let begun = 0;
    const { crew } = createBench(1, undefined, () => {
      begun += 1;
    });
    const urgent = crew.join('interactive');
    while (crew.ready === 0) await analyse(crew).result;
    begun = 0;
    const frames = {
      sampleRate: signal.sampleRate,
      framePeriodMs: 5,
      sound: { x, start: 0, length: x.length },
      first: 0,
    };
    const ask = { kind: 'refine', ...frames, f0: Float64Array.of(100) } as const;
    const taken = [1, 2, 3].map(() => urgent.offer(ask)?.answer);
    await turn();
    urgent.leave();
    const answers = await Promise.allSettled(taken);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(begun).toBe(1);
    expectSame(await analyse(crew).result);
  });

  it('gives back what a thread has not begun', async () => {
    let begun = 0;
    const { crew } = createBench(1, undefined, () => {
      begun += 1;
    });
    const member = crew.join('interactive');
    while (crew.ready === 0) await analyse(crew).result;
    begun = 0;
    const sound = { x, start: 0, length: x.length };
    const frames = { sampleRate: signal.sampleRate, framePeriodMs: 5, sound, first: 0 };
    const ask = { kind: 'refine', ...frames, f0: Float64Array.of(100) } as const;
    const taken = [1, 2, 3].map(() => member.offer(ask));
    expect(member.offer(ask)).toBeUndefined();
    expect(taken.map((offered) => offered?.takeBack())).toEqual([false, true, true]);
    const answers = await Promise.all(taken.map((offered) => offered?.answer));
    expect(answers.map((answer) => answer?.length)).toEqual([1, undefined, undefined]);
    expect(taken[0]?.takeBack()).toBe(false);
    for (let i = 0; i < 5; i++) await turn();
    expect(begun).toBe(1);
    member.leave();
    expectSame(await analyse(crew).result);
  });

  it('writes its rows where all threads see them, where the host has such a place', async () => {
    const { crew, counts } = createBench(1);
    const of = sourceOf(minute, signal.sampleRate);
    const { spectralEnvelope, aperiodicity } = await analyse(crew, turn, 'interactive', of).result;
    const alone = complete(world.analyze(minute, signal.sampleRate));
    expect(aperiodicity.findIndex((value, i) => !Object.is(value, alone.aperiodicity[i]))).toBe(-1);
    expect([spectralEnvelope, aperiodicity].map(isShared)).toEqual([canShare(), canShare()]);
    expect(counts.shared > 0).toBe(canShare());
  });

  it('that is closed leaves the work to those who asked', async () => {
    const { crew, counts } = createBench(2);
    let turns = 0;
    const close = async (): Promise<void> => {
      await turn();
      if (++turns === 15) crew.close();
    };
    expectSame(await analyse(crew, close).result);
    expect(counts.closed).toBeGreaterThan(0);
  });
});
