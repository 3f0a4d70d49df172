import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The built command, as an installation has it. */
export const COMMAND = fileURLToPath(new URL('../../dist/node/sonde.js', import.meta.url));

export interface ProcessOptions {
  /** Working folder. */
  readonly cwd?: string;
  /** Text for stdin, which is then closed; without it stdin is empty. */
  readonly input?: string;
  readonly command?: string;
  /** Variables beside those that are there. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files that it may have open at a time. */
  readonly mostFiles?: number;
}

export interface Finished {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running `sonde`, for tests that send it signals or read it as it goes. */
export interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The first line of stdout, once it is there. */
  readonly firstLine: Promise<string>;
  readonly finished: Promise<Finished>;
}

export function startSonde(args: readonly string[], options: ProcessOptions = {}): Running {
  const { cwd, mostFiles } = options;
  const env = { ...process.env, ...options.env };
  const line = [process.execPath, options.command ?? COMMAND, ...args];
  const limited = mostFiles === undefined ? line : ['sh', '-c', `ulimit -n ${mostFiles}; exec "$@"`, 'sh', ...line];
  const [program = '', ...rest] = limited;
  const child = spawn(program, rest, { cwd, env, stdio: 'pipe' });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    child.once('close', () => resolve(stdout));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const finished = once(child, 'close').then(([status, signal]) => ({ status, signal, stdout, stderr }));
  return { child, firstLine, finished };
}

export function runSonde(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  return startSonde(args, options).finished;
}
