import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';

/** Speaks the protocol; the path it is asked to identify says how it behaves. */
const PROGRAM = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ type, ask }) => {
  const fail = (code) => parentPort.postMessage({ type: 'failed', error: { kind: 'x', code, message: code } });
  if (type === 'cancel') return fail('cancelled');
  if (ask.path === 'crash') process.exit(3);
  if (ask.path === 'throw') throw new Error('unheard of');
  if (ask.path === 'fail') return fail('audio-invalid');
  if (ask.path === 'spin') for (;;);
  if (ask.path !== 'hang') parentPort.postMessage({ type: 'done', value: ask.path });
});
`;

const pools: WorkerPool[] = [];
let started = 0;

function poolOf(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  started = 0;
  const start = (): Worker => {
    started += 1;
    return new Worker(PROGRAM, { eval: true });
  };
  const pool = new WorkerPool({ start, size: 2, queue: 8, timeLimitMs: 60_000, ...options });
  pools.push(pool);
  return pool;
}

afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

const ask = (pool: WorkerPool, path: string, signal?: AbortSignal): Promise<string> =>
  pool.run('identify', { path }, signal);

describe('a pool of threads', () => {
  it('gives each task to one thread and its value to who asked', async () => {
    const pool = poolOf();
    const paths = ['a', 'b', 'c', 'd', 'e'];
    expect(await Promise.all(paths.map((path) => ask(pool, path)))).toEqual(paths);
    expect(started).toBe(2);
  });

  it('starts no thread before there is work, and no more than there is work for', async () => {
    const pool = poolOf();
    expect(started).toBe(0);
    await ask(pool, 'a');
    await ask(pool, 'b');
    expect(started).toBe(1);
  });

  it('passes on the failure of a task as it is, and goes on with the same thread', async () => {
    const pool = poolOf({ size: 1 });
    await expect(ask(pool, 'fail')).rejects.toMatchObject({ code: 'audio-invalid', kind: 'invalid' });
    expect(await ask(pool, 'a')).toBe('a');
    expect(started).toBe(1);
  });

  it.each(['crash', 'throw'])(
    'fails a task at once when its thread dies (%s), and replaces the thread',
    async (way) => {
      const pool = poolOf({ size: 1 });
      const [dead, waiting] = [ask(pool, way), ask(pool, 'a')];
      await expect(dead).rejects.toMatchObject({ kind: 'internal', message: expect.stringContaining('unexpectedly') });
      expect(await waiting).toBe('a');
      expect(started).toBe(2);
    },
  );

  it('refuses a task when too many are waiting', async () => {
    const pool = poolOf({ size: 1, queue: 1 });
    const stop = new AbortController();
    const hanging = ask(pool, 'hang', stop.signal);
    const waiting = ask(pool, 'a');
    await expect(ask(pool, 'b')).rejects.toMatchObject({ code: 'busy' });
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    expect(await waiting).toBe('a');
  });

  it('cancels a task that waits, one that runs, and one that was cancelled before', async () => {
    const pool = poolOf({ size: 1 });
    const [one, other] = [new AbortController(), new AbortController()];
    const running = ask(pool, 'hang', one.signal);
    const waiting = ask(pool, 'a', other.signal);
    other.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    one.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(ask(pool, 'a', other.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect([await ask(pool, 'b'), started]).toEqual(['b', 1]);
  });

  it('tells of the time limit at once, and ends a thread that does not hear the cancel', async () => {
    const pool = poolOf({ size: 1, timeLimitMs: 1500 });
    const endless = ask(pool, 'spin');
    const waiting = ask(pool, 'a');
    await expect(endless).rejects.toMatchObject({ code: 'time-limit', kind: 'limit' });
    expect(await waiting).toBe('a');
    expect(started).toBe(2);
  });

  it('cancels everything when it is closed, and takes nothing more', async () => {
    const pool = poolOf({ size: 1 });
    const tasks = [ask(pool, 'spin'), ask(pool, 'a')].map((task) => task.catch((error) => error.code));
    await pool.close();
    expect(await Promise.all(tasks)).toEqual(['cancelled', 'cancelled']);
    await expect(ask(pool, 'a')).rejects.toMatchObject({ code: 'cancelled' });
  });
});
