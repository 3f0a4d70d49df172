import { expect, it } from 'vitest';
import { createNewestWins } from './newest-wins.ts';

interface Running {
  readonly value: number;
  readonly signal: AbortSignal;
  readonly finish: (result: string) => void;
  readonly fail: (error: Error) => void;
}

function setUp() {
  const running: Running[] = [];
  const heard: string[] = [];
  const jobs = createNewestWins<number, string>({
    run: (value, signal) =>
      new Promise((finish, fail) => {
        running.push({ value, signal, finish, fail });
      }),
    started: (value) => heard.push(`start ${value}`),
    done: (value, result) => heard.push(`done ${value} ${result}`),
    failed: (value, error) => heard.push(`failed ${value} ${error}`),
    idle: () => heard.push('idle'),
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { running, heard, jobs, turn };
}

it('runs a single request to its end', async () => {
  const { running, heard, jobs, turn } = setUp();
  jobs.request(1, 'commit');
  running[0]!.finish('a');
  await turn();
  expect(heard).toEqual(['start 1', 'done 1 a', 'idle']);
});

it('stops the older job when a value is committed, and never delivers it', async () => {
  const { running, heard, jobs, turn } = setUp();
  jobs.request(1, 'commit');
  jobs.request(2, 'commit');
  expect(running[0]!.signal.aborted).toBe(true);
  running[0]!.finish('late');
  running[1]!.finish('b');
  await turn();
  expect(heard).toEqual(['start 1', 'start 2', 'done 2 b', 'idle']);
});

it('lets the running job finish during a drag, then runs only the latest value', async () => {
  const { running, heard, jobs, turn } = setUp();
  jobs.request(0, 'drag');
  for (let value = 1; value <= 200; value++) jobs.request(value, 'drag');
  expect(running).toHaveLength(1);
  running[0]!.finish('first');
  await turn();
  running[1]!.finish('last');
  await turn();
  expect(heard).toEqual(['start 0', 'done 0 first', 'start 200', 'done 200 last', 'idle']);
});

it('runs the waiting value even when the one before it fails, and does not report that failure', async () => {
  const { running, heard, jobs, turn } = setUp();
  jobs.request(1, 'drag');
  jobs.request(2, 'drag');
  running[0]!.fail(new Error('no'));
  await turn();
  running[1]!.finish('b');
  await turn();
  expect(heard).toEqual(['start 1', 'start 2', 'done 2 b', 'idle']);
});

it('forgets what runs and what waits when cancelled', async () => {
  const { running, heard, jobs, turn } = setUp();
  jobs.request(1, 'drag');
  jobs.request(2, 'drag');
  jobs.cancel();
  running[0]!.finish('late');
  await turn();
  expect(heard).toEqual(['start 1', 'idle']);
  expect(running).toHaveLength(1);
});
