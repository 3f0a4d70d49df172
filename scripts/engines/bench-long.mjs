/** `sonde transform` on a minute and on an hour: processor time of a second of sound, and peak memory over an idle process. */
import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = new URL('../../', import.meta.url);
const COMMAND = fileURLToPath(new URL('dist/node/sonde.js', top));
const SENTENCES = ['female', 'male'].map((voice) => `src/testing/golden/world/speech_${voice}_44100/input.wav`);
const SAMPLE_RATE = 44_100;
const HEAD = 44;

/** The golden sentences one after the other, again and again: 16-bit mono. */
async function writeSpeech(path, seconds) {
  const files = await Promise.all(SENTENCES.map((name) => readFile(new URL(name, top))));
  const head = Buffer.from(files[0].subarray(0, HEAD));
  const length = 2 * SAMPLE_RATE * seconds;
  head.writeUInt32LE(HEAD - 8 + length, 4);
  head.writeUInt32LE(length, HEAD - 4);
  const file = await open(path, 'w');
  await file.write(head);
  for (let done = 0, turn = 0; done < length; turn++) {
    const piece = files[turn % files.length].subarray(HEAD, HEAD + length - done);
    await file.write(piece);
    done += piece.length;
  }
  await file.close();
}

/** Runs the command. @returns s of processor time, bytes at most, s on the clock */
async function measure(args) {
  const started = Date.now();
  const child = spawn(process.execPath, ['--import', usageHook(), COMMAND, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise((resolve) => child.on('close', resolve));
  const usage = /USAGE (.*)/.exec(said)?.[1];
  if (status !== 0 || usage === undefined) throw new Error(`sonde ${args.join(' ')} failed: ${said}`);
  return { wall: (Date.now() - started) / 1000, ...JSON.parse(usage) };
}

/** A module that makes a process say at its end what it used. */
function usageHook() {
  const code = `import { writeSync } from 'node:fs';
    process.on('exit', () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
      writeSync(2, 'USAGE ' + JSON.stringify({ peak: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }) + '\\n');
    });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** @param durations s of sound, of which the first is what the others are compared with; each over a minute */
export async function benchLong(durations) {
  const folder = await mkdtemp(join(tmpdir(), 'sonde-bench-'));
  try {
    const idle = await measure(['--version']);
    const runs = [];
    for (const duration of durations) {
      const [input, output] = ['in.wav', 'out.wav'].map((name) => join(folder, name));
      await writeSpeech(input, duration);
      const change = ['--world', 'f0=*1.2,vtl=-2st', '-f', '-o', output];
      runs.push({ duration, ...(await measure(['transform', input, ...change])) });
    }
    return { idle, runs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const LONG_TITLE = '## Long sounds';

/** The section of the report. */
export function longSection({ idle, runs }, { load, machine }) {
  const [first] = runs;
  const mega = (bytes) => (bytes / 1e6).toFixed(0);
  const rows = runs.map(({ duration, wall, cpu, peak }) => {
    const cost = cpu / duration / (first.cpu / first.duration);
    return [duration, wall.toFixed(1), cpu.toFixed(1), cost.toFixed(2), mega(peak), mega(peak - idle.peak)];
  });
  const head = [
    'Sound, s',
    'Time, s',
    'Processor time, s',
    'Cost of a second, to the first',
    'Peak memory, MB',
    'Over an idle process, MB',
  ];
  const table = [head, head.map(() => '---'), ...rows];
  return `${LONG_TITLE}

- ${new Date().toISOString().slice(0, 10)}; ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; load ${load.toFixed(1)} when it began
- \`sonde transform --world 'f0=*1.2,vtl=-2st'\` on 16-bit mono at 44.1 kHz, from file to file, on all threads; an idle process
  is one that only says its version

${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
