/** Fails on a source file of more than 400 lines; at 200 it is time to look for the second responsibility. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HARD_LIMIT = 400;
const top = fileURLToPath(new URL('../', import.meta.url));
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: top,
  encoding: 'utf8',
});
const sources = listed
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs|cjs|sh|css|cpp|hpp|h)$/.test(path) && !path.includes('.gen.'));

const long = [];
for (const path of sources) {
  let text;
  try {
    text = readFileSync(`${top}${path}`, 'utf8');
  } catch (failure) {
    if (failure.code === 'ENOENT') continue;
    throw failure;
  }
  const lines = text.trimEnd().split('\n').length;
  if (lines > HARD_LIMIT)
    long.push(`${path}: ${lines} lines; at most ${HARD_LIMIT}, split it at its second responsibility`);
}

if (sources.length === 0) long.push('no source file was found: the check itself is broken');
for (const line of long) process.stdout.write(`${line}\n`);
process.exitCode = long.length > 0 ? 1 : 0;
