/** What an engine needs and how to get it: from the distribution when that is possible, else a message that says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** An engine that cannot run here; the message says what would make it run. */
export class MissingEngine extends Error {}

let isListFresh = false;

/** @returns {string | undefined} the first of the paths or commands that is there */
export function findCommand(candidates) {
  for (const candidate of candidates) {
    if (candidate?.includes('/')) {
      if (existsSync(candidate)) return candidate;
    } else if (candidate) {
      const found = spawnSync('sh', ['-c', `command -v ${candidate}`], { encoding: 'utf8' });
      if (found.status === 0) return found.stdout.trim();
    }
  }
  return undefined;
}

/** Finds a command, installing its Debian package when run by root. @throws MissingEngine */
export function requireCommand(candidates, debianPackage) {
  const found = findCommand(candidates);
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && findCommand(['apt-get'])) {
    process.stderr.write(`installing ${debianPackage} ...\n`);
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    if (!isListFresh) spawnSync('apt-get', ['update', '-qq'], options);
    isListFresh = true;
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], options);
    const installed = findCommand(candidates);
    if (installed) return installed;
  }
  throw new MissingEngine(`${candidates.filter(Boolean).at(-1)} was not found; install the package ${debianPackage}`);
}
