/** A `sonde agent` with its VTServer door open, as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What Linux counts processor time in; the same on every machine of today. */
const TICK_MS = 10;

/** A client of the original: a connection, a line, an answer. */
export function askOnce(port, line) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\n`));
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('error', reject).on('end', () => resolve(JSON.parse(answer)));
  });
}

/**
 * Starts the agent on the sounds in `<folder>/sounds`, and asks it for its status.
 * @returns its port; ms from its start to its first answer; processor time and memory so far; and how to end it
 */
export async function startDoor({ folder, pin, program }) {
  const config = join(folder, 'sonde.conf.json');
  const vtServer = { port: 0, cachefolder: join(folder, 'cache'), roots: [join(folder, 'sounds')], cacheformat: 'wav' };
  writeFileSync(config, JSON.stringify({ vtServer: { ...vtServer, logfile: join(folder, 'log') } }));
  const command = [...pin, process.execPath, program, 'agent', '--port', '0', '--config', config, '--json'];
  const started = performance.now();
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = await once(child.stdout.setEncoding('utf8'), 'data');
  const { port } = JSON.parse(text).vt;
  await askOnce(port, '{"action": "status"}');
  const startMs = performance.now() - started;
  const about = (file) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  const cpuMs = () => {
    const [user, system] = about('stat').split(') ')[1].split(' ').slice(11, 13).map(Number);
    return TICK_MS * (user + system);
  };
  return {
    port,
    startMs,
    startCpuMs: cpuMs(),
    cpuMs,
    /** Resident, MB. */
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(about('status'))[1]) / 1000,
    async stop() {
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}
