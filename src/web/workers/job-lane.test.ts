import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { JobLane } from './job-lane.ts';

const codeOf = (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown);

/** Work that ends when told to, and notices an abort only when it breathes. */
function manualWork() {
  let breathe = (): void => undefined;
  let started = false;
  const work = async (signal: AbortSignal): Promise<string> => {
    started = true;
    await new Promise<void>((resolve) => {
      breathe = resolve;
    });
    if (signal.aborted) throw new AppError('cancelled', 'stopped');
    return 'done';
  };
  return { work, breathe: () => breathe(), started: () => started };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

test('a job begins only when the one before it has ended', async () => {
  const lane = new JobLane();
  const first = manualWork();
  const second = manualWork();
  const a = lane.run(1, first.work);
  const b = lane.run(2, second.work);
  await turnOfTheLoop();
  expect([first.started(), second.started()]).toEqual([true, false]);
  first.breathe();
  await a;
  await turnOfTheLoop();
  expect(second.started()).toBe(true);
  second.breathe();
  expect(await b).toBe('done');
});

test('a failed job does not hold up the next', async () => {
  const lane = new JobLane();
  const failed = lane.run(1, () => Promise.reject(new Error('no')));
  const next = lane.run(2, async () => 'done');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('a waiting job is cancelled at once and never begins', async () => {
  const lane = new JobLane();
  const first = manualWork();
  const second = manualWork();
  const a = lane.run(1, first.work);
  const b = lane.run(2, second.work);
  lane.cancel(2);
  expect(await b.catch(codeOf)).toBe('cancelled');
  await turnOfTheLoop();
  first.breathe();
  expect(await a).toBe('done');
  await turnOfTheLoop();
  expect(second.started()).toBe(false);
});

test('a job behind a cancelled one still waits for the one that runs', async () => {
  const lane = new JobLane();
  const first = manualWork();
  const third = manualWork();
  const a = lane.run(1, first.work);
  const b = lane.run(2, manualWork().work);
  const c = lane.run(3, third.work);
  lane.cancel(2);
  await b.catch(codeOf);
  await turnOfTheLoop();
  expect(third.started()).toBe(false);
  first.breathe();
  await a;
  await turnOfTheLoop();
  third.breathe();
  expect(await c).toBe('done');
});

test('of 200 jobs, each cancelled by the next, only the first and the last are worked on', async () => {
  const lane = new JobLane();
  const begun: number[] = [];
  const first = manualWork();
  const jobs = [lane.run(0, first.work)];
  await turnOfTheLoop();
  for (let id = 1; id < 200; id++) {
    lane.cancel(id - 1);
    jobs.push(
      lane.run(id, async () => {
        begun.push(id);
        return 'done';
      }),
    );
  }
  first.breathe();
  const outcomes = await Promise.all(jobs.map((job) => job.catch(codeOf)));
  expect(outcomes.slice(0, -1).every((outcome) => outcome === 'cancelled')).toBe(true);
  expect(outcomes.at(-1)).toBe('done');
  expect(begun).toEqual([199]);
});

test('cancelling a job that is over does nothing to a later one', async () => {
  const lane = new JobLane();
  await lane.run(1, async () => 'done');
  lane.cancel(1);
  expect(await lane.run(2, async () => 'done')).toBe('done');
});

test('a wide lane works on so many jobs at a time, and a place is taken over by the one that waits longest', async () => {
  const lane = new JobLane({ width: 2 });
  const works = Array.from({ length: 4 }, manualWork);
  const jobs = works.map(({ work }, id) => lane.run(id, work));
  const started = () => works.map((work) => work.started());
  await turnOfTheLoop();
  expect(started()).toEqual([true, true, false, false]);
  works[1]!.breathe();
  await jobs[1];
  await turnOfTheLoop();
  expect(started()).toEqual([true, true, true, false]);
  lane.cancel(3);
  await jobs[3]?.catch(codeOf);
  for (const work of works) work.breathe();
  expect(await Promise.all([jobs[0], jobs[2]])).toEqual(['done', 'done']);
  await lane.idle();
});

test('who listens hears once that there is work, and once that there is none', async () => {
  const heard: boolean[] = [];
  const lane = new JobLane({ onBusy: (busy) => heard.push(busy) });
  await Promise.all([lane.run(1, async () => 'done'), lane.run(2, async () => 'done')]);
  expect(heard).toEqual([true, false]);
  await lane.run(3, async () => 'done');
  expect(heard).toEqual([true, false, true, false]);
});
