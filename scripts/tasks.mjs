/** Runs programs, several at a time, and prints what each had to say only when it failed. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../', import.meta.url));
const path = `${fileURLToPath(new URL('../node_modules/.bin', import.meta.url))}${delimiter}${process.env.PATH}`;

/** Runs a program from the project's top level; gives its status and everything it printed. */
export function run(command, args, options = {}) {
  const { env = {}, show = false } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: top, env: { ...process.env, PATH: path, ...env } });
    let output = '';
    const collect = (stream) => (chunk) => {
      output += chunk;
      if (show) stream.write(chunk);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    child.on('error', (failure) => resolve({ ok: false, output: `${command}: ${failure.message}\n` }));
    child.on('close', (status) => resolve({ ok: status === 0, output }));
  });
}

/**
 * @param tasks `{ name, work }`, where work gives `{ ok, output }`
 * @returns the names of those that failed
 */
export async function runAll(tasks) {
  const waiting = [...tasks];
  const failed = [];
  async function worker() {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const started = performance.now();
      const { ok, output } = await task.work();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${task.name} (${seconds} s)\n`);
      if (ok) continue;
      failed.push(task.name);
      process.stdout.write(`${output.trimEnd().replace(/^/gm, '      ')}\n`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  return failed;
}
