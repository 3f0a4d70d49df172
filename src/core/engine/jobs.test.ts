import { describe, expect, it } from 'vitest';
import type { Progress } from './engine.ts';
import { type JobHandlers, Jobs } from './jobs.ts';

/** Work that goes one slice per `step()`, polling its signal before each. */
function createWork() {
  let advance: () => void = () => {};
  const state = { starts: 0, slices: 0, stopped: false };
  const work = async ({ signal, report }: JobHandlers): Promise<string> => {
    state.starts += 1;
    for (let slice = 1; slice <= 3; slice++) {
      await new Promise<void>((resolve) => {
        advance = resolve;
      });
      if (signal?.aborted) {
        state.stopped = true;
        throw new Error('stopped');
      }
      state.slices += 1;
      report({ fraction: slice / 3, label: 'working' });
    }
    return 'done';
  };
  const step = async () => {
    advance();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { work, step, state };
}

const caller = () => {
  const seen: Progress[] = [];
  const signal = { aborted: false };
  return { seen, signal, handlers: { signal, report: (progress: Progress) => void seen.push(progress) } };
};

/** The outcome as text, so that a rejection that nobody awaits yet is not unhandled. */
const outcome = (promise: Promise<string>) => promise.catch((error: Error) => `failed: ${error.message}`);

describe('Jobs', () => {
  it('does the same work once and answers everyone who asked', async () => {
    const { work, step, state } = createWork();
    const jobs = new Jobs();
    const [a, b] = [caller(), caller()];
    const answers = [jobs.share('key', a.handlers, work), jobs.share('key', b.handlers, work)];
    for (let slice = 0; slice < 3; slice++) await step();
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
    expect(state).toMatchObject({ starts: 1, slices: 3 });
    expect(b.seen).toEqual(a.seen);
    expect(jobs.size).toBe(0);
  });

  it('tells a late comer how far it is', async () => {
    const { work, step } = createWork();
    const jobs = new Jobs();
    void outcome(jobs.share('key', caller().handlers, work));
    await step();
    const late = caller();
    void outcome(jobs.share('key', late.handlers, work));
    expect(late.seen).toEqual([{ fraction: 1 / 3, label: 'working' }]);
  });

  it('lets one caller go at the next slice and works on for the other', async () => {
    const { work, step, state } = createWork();
    const jobs = new Jobs();
    const [a, b] = [caller(), caller()];
    const first = outcome(jobs.share('key', a.handlers, work));
    const second = jobs.share('key', b.handlers, work);
    await step();
    a.signal.aborted = true;
    await step();
    expect(await first).toBe('failed: The job was cancelled.');
    expect(a.seen).toHaveLength(1);
    await step();
    expect(await second).toBe('done');
    expect(state.stopped).toBe(false);
  });

  it('stops when the last caller has left, and begins anew for the next', async () => {
    const { work, step, state } = createWork();
    const jobs = new Jobs();
    const [a, b] = [caller(), caller()];
    const answers = [outcome(jobs.share('key', a.handlers, work)), outcome(jobs.share('key', b.handlers, work))];
    await step();
    a.signal.aborted = true;
    b.signal.aborted = true;
    await step();
    expect(await Promise.all(answers)).toEqual(Array(2).fill('failed: The job was cancelled.'));
    expect(state).toMatchObject({ stopped: true, slices: 1 });
    const next = jobs.share('key', caller().handlers, work);
    for (let slice = 0; slice < 3; slice++) await step();
    expect(await next).toBe('done');
    expect(state.starts).toBe(2);
  });

  it('keeps its successor when an abandoned job ends at last', async () => {
    const jobs = new Jobs();
    const left = caller();
    let end: () => void = () => {};
    const slowToEnd = async ({ signal }: JobHandlers): Promise<string> => {
      left.signal.aborted = true;
      expect(signal?.aborted).toBe(true);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return 'too late';
    };
    const first = outcome(jobs.share('key', left.handlers, slowToEnd));
    const { work, step, state } = createWork();
    const second = jobs.share('key', caller().handlers, work);
    end();
    await step();
    const third = jobs.share('key', caller().handlers, work);
    for (let slice = 0; slice < 3; slice++) await step();
    expect(await Promise.all([first, second, third])).toEqual(['failed: The job was cancelled.', 'done', 'done']);
    expect(state.starts).toBe(1);
  });

  it('gives a failure to everyone and remembers it for nobody', async () => {
    const jobs = new Jobs();
    const fail = async () => Promise.reject(new Error('no luck'));
    const answers = [jobs.share('key', caller().handlers, fail), jobs.share('key', caller().handlers, fail)];
    for (const answer of answers) await expect(answer).rejects.toThrow('no luck');
    await expect(jobs.share('key', caller().handlers, async () => 'luck')).resolves.toBe('luck');
  });

  it('fails a caller whose report throws, and nobody else', async () => {
    const { work, step } = createWork();
    const jobs = new Jobs();
    const report = () => {
      throw new Error('no window');
    };
    const first = outcome(jobs.share('key', { signal: undefined, report }, work));
    const second = jobs.share('key', caller().handlers, work);
    for (let slice = 0; slice < 3; slice++) await step();
    expect(await first).toBe('failed: no window');
    expect(await second).toBe('done');
  });

  it('does not answer a caller who aborted while the last slice ran', async () => {
    const { work, step } = createWork();
    const jobs = new Jobs();
    const [a, b] = [caller(), caller()];
    const first = outcome(jobs.share('key', { ...a.handlers, report: () => (a.signal.aborted = true) }, work));
    const second = jobs.share('key', b.handlers, work);
    for (let slice = 0; slice < 3; slice++) await step();
    expect(await first).toBe('failed: The job was cancelled.');
    expect(await second).toBe('done');
  });
});
