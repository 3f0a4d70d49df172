/** The programs besides Node that tests use, and how they come to be there. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One of `programs` is enough; `without` says what is not proven when there is none. */
const TOOLS = [
  { programs: ['clang++', 'g++'], package: 'g++', without: 'the native build of the kernels under the sanitizers' },
  { programs: ['sox'], package: 'sox', without: 'WAV files read and written by SoX' },
  { programs: ['ffprobe'], package: 'ffmpeg', without: 'WAV files read by FFmpeg' },
  { programs: ['sndfile-info'], package: 'sndfile-programs', without: 'WAV files read by libsndfile' },
  { programs: ['flac'], package: 'flac', without: 'FLAC files verified by their reference program' },
  { programs: ['python3'], package: 'python3', without: 'the client in Python of the README' },
  {
    programs: ['NumPy'],
    probe: "for p in python3 /usr/bin/python3; do $p -c 'import numpy' 2>/dev/null && exit 0; done; exit 1",
    package: 'python3-numpy',
    without: 'features read and written by NumPy',
  },
  { programs: ['php'], package: 'php-cli', without: 'pages in PHP that ask the agent' },
  { programs: ['Rscript'], package: 'r-base-core', without: 'the client in R of the README' },
  {
    programs: ['systemd-analyze'],
    package: 'systemd',
    without: "systemd's own word on the unit of `sonde agent install`",
  },
];

const runs = (script) => spawnSync('sh', ['-c', script]).status === 0;
const isThere = (program) => runs(`command -v ${program}`);
const isMissing = ({ programs, probe }) => (probe === undefined ? !programs.some(isThere) : !runs(probe));
const isRoot = process.getuid?.() === 0;

/**
 * Installs what is missing where that is possible (root with apt).
 * @returns what is still missing
 */
export function ensureTools() {
  const missing = TOOLS.filter(isMissing);
  if (missing.length > 0 && isRoot && isThere('apt-get')) {
    const packages = missing.map((tool) => tool.package).join(' ');
    process.stderr.write(`Installing ${packages} ...\n`);
    const script = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages} >/dev/null`;
    spawnSync('sh', ['-c', script], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  return missing.filter(isMissing);
}

/** True when a Chromium is there, installed if need be. */
export function ensureBrowser() {
  const script = fileURLToPath(new URL('ensure-browser.sh', import.meta.url));
  return spawnSync('sh', [script], { stdio: 'inherit' }).status === 0;
}
