import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { findCacheFolder } from '../agent/storage/cache-folder.ts';
import { FilesystemCache } from '../agent/storage/filesystem-cache.ts';
import { sweep } from '../agent/storage/sweep.ts';
import { verifyCache } from '../agent/storage/verify.ts';
import { findConfig } from '../agent/vt/config-file.ts';
import { AppError } from '../core/base/errors.ts';
import { entryLine, megabytes, sweepLines, verdictLines } from './cache-lines.ts';
import type { Terminal } from './terminal.ts';

/** From this level on a clean-up deletes everything; VTServer's number. */
const EVERYTHING = 1996;

/** Where a cache is when no folder is named. */
const ENVIRONMENT = 'SONDE_CACHE';

const CLOCK = { now: () => Date.now() };

const HELP = `
Without a folder, that of the environment variable ${ENVIRONMENT} is meant, or the cachefolder of the configuration that
"sonde agent" would read here. A folder that is not a cache of Sonde is
refused, and links in one are never followed.

Example:
  sonde run query.json --cache results -o out.wav
  sonde cache clean --simulate results
`;

/** The option of commands that compute. */
export function cacheOption(): Option {
  return new Option('--cache <folder>', 'keep results and analyses there, and use those kept').env(ENVIRONMENT);
}

interface CleanFlags {
  readonly level: string;
  readonly simulate?: boolean;
  readonly json?: boolean;
}

export function addCacheCommand(program: Command, terminal: Terminal): void {
  const cache = program
    .command('cache')
    .description('look into a cache of results, and clean it')
    .addHelpText('after', HELP)
    .allowExcessArguments()
    .action((_, { args: [got] }: Command) => {
      const given = got === undefined ? 'nothing' : `"${got}"`;
      const message = `cache: expected ls, clean or verify, got ${given}. See "sonde cache --help".`;
      throw new AppError('argument-invalid', message);
    });
  cache
    .command('ls [folder]')
    .description('list the entries, the one used last first')
    .option('--json', 'print {"folder", "bytes", "entries"} as one JSON object')
    .action((folder: string | undefined, { json }: { readonly json?: boolean }) => list(folder, json, terminal));
  cache
    .command('clean [folder]')
    .description('delete what has expired, what has lost its sources, and what a crash has left')
    .option('-l, --level <number>', `0: as above; ${EVERYTHING}: everything`, '0')
    .option('-s, --simulate', 'say what would be deleted, and delete nothing')
    .option('--json', 'print {"folder", "simulate", "files"} as one JSON object')
    .action((folder: string | undefined, flags: CleanFlags) => clean(folder, flags, terminal));
  cache
    .command('verify [folder]')
    .description('read every value against its checksum, and delete the damaged ones')
    .option('-s, --simulate', 'delete nothing; damage is then a failure')
    .option('--json', 'print {"folder", "entries", "damaged"} as one JSON object')
    .action((folder: string | undefined, flags: Omit<CleanFlags, 'level'>) => verify(folder, flags, terminal));
}

async function list(named: string | undefined, json: boolean | undefined, { out }: Terminal): Promise<void> {
  const folder = await existingFolder(named);
  const cache = await FilesystemCache.open(folder, { clock: CLOCK, quota: Number.POSITIVE_INFINITY });
  const entries = await cache.list();
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (json) {
    out.write(`${JSON.stringify({ folder, bytes, entries })}\n`);
    return;
  }
  for (const entry of entries) out.write(`${entryLine(entry)}\n`);
  out.write(`${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, ${megabytes(bytes)} in ${folder}\n`);
}

async function clean(named: string | undefined, flags: CleanFlags, { out }: Terminal): Promise<void> {
  const everything = readLevel(flags.level) >= EVERYTHING;
  const simulate = flags.simulate ?? false;
  const name = await nameOf(named);
  // A cache that was never used is as clean as can be.
  const folder = everything ? await existingFolder(name) : await findCacheFolder(name);
  const files = [];
  if (!flags.json) out.write(`${sweepLines(folder ?? name, simulate).join('\n')}\n`);
  if (folder !== undefined) {
    for await (const verdict of sweep(folder, { clock: CLOCK, everything, simulate })) {
      if (!flags.json) out.write(`${verdictLines(verdict).join('\n')}\n`);
      const { path, action, reason, failure } = verdict;
      files.push({ path, action, reason, ...(failure === undefined ? {} : { failure }) });
    }
  }
  if (flags.json) out.write(`${JSON.stringify({ folder: folder ?? name, simulate, files })}\n`);
}

async function verify(
  named: string | undefined,
  { simulate = false, json }: Omit<CleanFlags, 'level'>,
  { out }: Terminal,
): Promise<void> {
  const folder = await existingFolder(named);
  const damaged = [];
  let entries = 0;
  for await (const { path, damage } of verifyCache(folder, !simulate)) {
    entries += 1;
    if (damage === undefined) continue;
    damaged.push({ path, damage });
    if (!json) out.write(`${path}: ${damage}\n`);
  }
  if (simulate && damaged.length > 0) {
    const message = `${damaged.length} of the ${entries} values in ${folder} are damaged. They are not served; without --simulate they are deleted.`;
    throw new AppError('file-unreadable', message, { details: { damaged: damaged.length, entries } });
  }
  const told = `${entries} values read in ${folder}, ${damaged.length} damaged${damaged.length > 0 ? ' and deleted' : ''}`;
  out.write(json ? `${JSON.stringify({ folder, entries, damaged })}\n` : `${told}\n`);
}

async function existingFolder(named: string | undefined): Promise<string> {
  const name = await nameOf(named);
  const folder = await findCacheFolder(name);
  if (folder !== undefined) return folder;
  throw new AppError('file-not-found', `There is no folder ${name}.`, { details: { path: name } });
}

/** The folder that is named, that of the environment, or that of the VTServer door that is configured here. */
async function nameOf(named: string | undefined): Promise<string> {
  const name = named ?? process.env[ENVIRONMENT];
  if (name !== undefined) return name;
  const configured = (await findConfig({ folder: process.cwd() }))?.vt?.cachefolder;
  // Where VTServer has filled the folder, ours lies inside it.
  if (configured !== undefined) return (await findCacheFolder(join(configured, 'sonde'))) ?? configured;
  throw new AppError('argument-invalid', `Which cache? Name its folder, or set ${ENVIRONMENT}.`);
}

function readLevel(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const issue = { path: '--level', code: 'value', expected: `0 or ${EVERYTHING}`, got: `\`${text}\`` };
  throw new AppError('argument-invalid', `--level: expected ${issue.expected}, got ${issue.got}`, { issues: [issue] });
}
