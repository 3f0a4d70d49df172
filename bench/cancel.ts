import type { HandCrew, Offered } from '../src/core/kernels/crew.ts';
import type { Kernels, MonoSource } from '../src/core/kernels/kernels.ts';
import { runStages } from '../src/core/kernels/run-stages.ts';
import type { Staged } from '../src/core/kernels/staged.ts';
import { sourceOf } from '../src/core/kernels/world-source.ts';
import { breathe } from './crew.ts';

/** How long work goes on after somebody has cancelled it. */
export interface Stops {
  readonly name: string;
  /** ms until who asked has its answer, */
  readonly stopped: readonly number[];
  /** and until all threads have nothing of it left. */
  readonly free: readonly number[];
}

interface Work {
  readonly name: string;
  /** ms from the start within which it is cancelled. */
  readonly within: number;
  run(go: <T>(work: Staged<T>) => Promise<T>): Promise<unknown>;
}

const SAMPLE_RATE = 44_100;
/** s of the sound that is never in memory as a whole. */
const LONG = 600;

/** Cancels works at times that cover them evenly. */
export async function runCancels(
  kernels: Kernels,
  x: Float64Array,
  crew: HandCrew,
  count: number,
): Promise<readonly Stops[]> {
  const stops: Stops[] = [];
  for (const work of await worksOf(kernels, x, 1 + crew.size)) {
    const stopped: number[] = [];
    const free: number[] = [];
    for (let i = 0; i < count; i++) {
      const times = await cancelled(work, kernels, crew, (work.within * (i + 0.5)) / count);
      stopped.push(times.stopped);
      free.push(times.free);
    }
    stops.push({ name: work.name, stopped, free });
  }
  return stops;
}

async function worksOf({ world }: Kernels, x: Float64Array, hands: number): Promise<readonly Work[]> {
  const { stages, perform } = world;
  const source = sourceOf(x, SAMPLE_RATE);
  const long = repeated(x, LONG * SAMPLE_RATE);
  const alone = { perform, member: undefined, breathe, onProgress: () => {} };
  const contour = await runStages(stages.contour(long, {}, 1), alone);
  const change = { f0: { kind: 'ratio', value: 1.2 }, vtl: { kind: 'ratio', value: 1.1 } } as const;
  const changed = stages.change(contour, change);
  const chain =
    (options: { readonly f0Method?: 'harvest' }): Work['run'] =>
    async (go) =>
      go(stages.synthesize(await go(stages.analyze(source, options, hands)), change, x.length, hands));
  const seconds = x.length / SAMPLE_RATE;
  const write = (): void => {};
  return [
    { name: `${seconds} s, with DIO`, within: 20 * seconds, run: chain({}) },
    { name: `${seconds} s, with Harvest`, within: 50 * seconds, run: chain({ f0Method: 'harvest' }) },
    { name: `${LONG} s, f0 by DIO`, within: 1000, run: (go) => go(stages.contour(long, {}, hands)) },
    {
      name: `${LONG} s, f0 by Harvest`,
      within: 2000,
      run: (go) => go(stages.contour(long, { f0Method: 'harvest' }, hands)),
    },
    {
      name: `${LONG} s, the rest`,
      within: 1000,
      run: (go) => go(stages.resynthesize(long, contour, changed, long.length, write, {}, hands)),
    },
  ];
}

/** @param at ms after the start; whoever cancels is somewhere else, and is heard between two pieces of work */
async function cancelled(
  { run }: Work,
  { world }: Kernels,
  crew: HandCrew,
  at: number,
): Promise<{ readonly stopped: number; readonly free: number }> {
  const member = crew.join('interactive');
  const stopAt = performance.now() + at;
  const stop = async (): Promise<void> => {
    await breathe();
    if (performance.now() >= stopAt) throw new Error('cancelled');
  };
  const { perform } = world;
  await run((work) => runStages(work, { perform, member, breathe: stop, onProgress: () => {} })).catch(() => undefined);
  member.leave();
  const stopped = performance.now() - stopAt;
  await idle(crew);
  // Work that was done before it could be cancelled has nothing to stop.
  return { stopped: Math.max(0, stopped), free: Math.max(0, performance.now() - stopAt) };
}

/** Where there is no thread. */
const NOTHING: Offered = { answer: Promise.resolve(undefined), takeBack: () => false };

/** Waits until a thread has done what it is asked after all that it had. */
async function idle(crew: HandCrew): Promise<void> {
  const member = crew.join('interactive');
  const sound = { x: new Float64Array(100), start: 0, length: 100 };
  const ask = {
    kind: 'refine',
    sampleRate: SAMPLE_RATE,
    framePeriodMs: 5,
    sound,
    first: 0,
    f0: new Float64Array(1),
  } as const;
  let offered = crew.ready === 0 ? NOTHING : member.offer(ask);
  for (; offered === undefined; offered = member.offer(ask)) await breathe();
  await offered.answer;
  member.leave();
}

function repeated(x: Float64Array, length: number): MonoSource {
  const read = (start: number, count: number): Float64Array => {
    const y = new Float64Array(count);
    for (let done = 0; done < count; ) {
      const from = (start + done) % x.length;
      const some = x.subarray(from, from + count - done);
      y.set(some, done);
      done += some.length;
    }
    return y;
  };
  return { length, sampleRate: SAMPLE_RATE, read };
}
