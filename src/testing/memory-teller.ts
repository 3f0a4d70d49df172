import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { COMMAND } from './sonde-process.ts';

/** What a process holds once its garbage is collected. */
export interface Holdings {
  /** Bytes of the main thread's heap and of buffers outside of it. */
  readonly heap: number;
  /** Bytes of the whole process in memory now, and at most so far. */
  readonly resident: number;
  readonly peak: number;
  /** Open files, sockets included. */
  readonly files: number;
}

/** A running `sonde` that can be asked what it holds. */
export interface Teller {
  /** The JSON that it printed once it listened. */
  readonly listening: { readonly port: number; readonly vt: { readonly port: number } };
  rest(): Promise<Holdings>;
  stop(): Promise<void>;
}

/** Collects twice: what the first collection finalises is garbage for the second. */
const TELL = `process.on('message', () => {
  gc(); gc();
  setImmediate(() => { gc(); process.send(process.memoryUsage()); });
});`;

/** Starts the built command with a line to ask it by. Linux only. */
export async function startTeller(args: readonly string[], cwd: string): Promise<Teller> {
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(TELL)}`];
  const child = spawn(process.execPath, [...flags, COMMAND, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = child;
  if (stdout === null) throw new Error('a pipe was asked for');
  const [text] = await once(stdout.setEncoding('utf8'), 'data');
  return {
    listening: JSON.parse(String(text)),
    rest: () => askHoldings(child),
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGINT');
      // The line to ask by would keep it alive.
      child.disconnect();
      await exit;
    },
  };
}

async function askHoldings(child: ChildProcess): Promise<Holdings> {
  const answer = once(child, 'message');
  child.send('rest');
  const [usage] = (await answer) as [NodeJS.MemoryUsage];
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  const inStatus = (name: string): number => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    heap: usage.heapUsed + usage.external,
    resident: inStatus('VmRSS'),
    peak: inStatus('VmHWM'),
    files: (await readdir(`/proc/${child.pid}/fd`)).length,
  };
}
