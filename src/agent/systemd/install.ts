import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/base/errors.ts';
import { fromSystem, systemCode } from '../host/system-error.ts';
import { writeFileAtomically } from '../host/write-file.ts';
import { UNIT_MARK, type UnitScope } from './unit.ts';

const UNIT_NAME = 'sonde.service';

/** Where systemd looks for what an administrator, or a user, has put there. */
export function unitPath(kind: UnitScope['kind']): string {
  if (kind === 'system') return join('/etc/systemd/system', UNIT_NAME);
  return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'systemd', 'user', UNIT_NAME);
}

/**
 * Has systemd read a unit, before it lies where systemd would use it.
 * @returns false where there is no systemd-analyze to ask
 * @throws AppError argument-invalid with what systemd says against it: an account, a path
 */
export async function verifyUnit(text: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sonde-unit-'));
  try {
    const path = join(folder, UNIT_NAME);
    await writeFile(path, text);
    const complaints = await complaintsAbout(path);
    if (complaints) throw new AppError('argument-invalid', `systemd does not accept the unit: ${complaints}`);
    return complaints !== undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Undefined where nobody can be asked; what a system says of its other units is not ours. */
function complaintsAbout(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('systemd-analyze', ['verify', '--man=no', path], (failure, stdout, stderr) => {
      if (systemCode(failure) === 'ENOENT') return resolve(undefined);
      const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(UNIT_NAME));
      resolve(lines.map((line) => line.replaceAll(path, UNIT_NAME)).join('; '));
    });
  });
}

/**
 * Puts a unit into its place, whole or not at all; one of ours is replaced.
 * @throws AppError file-exists for one that somebody else wrote; file-unwritable, disk-full
 */
export async function installUnit(path: string, text: string): Promise<void> {
  const present = await readUnit(path);
  if (present !== undefined && !isOurs(present)) throw notOurs(path);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
  await writeFileAtomically(path, [new TextEncoder().encode(text)], { overwrite: true });
}

/**
 * Removes the unit, and the links by which systemd starts it.
 * @returns false when there was none
 * @throws AppError file-exists for one that somebody else wrote; file-unwritable
 */
export async function uninstallUnit(path: string): Promise<boolean> {
  const present = await readUnit(path);
  if (present === undefined) return false;
  if (!isOurs(present)) throw notOurs(path);
  try {
    for (const target of ['default', 'multi-user']) {
      const link = join(dirname(path), `${target}.target.wants`, UNIT_NAME);
      const facts = await lstat(link).catch(() => undefined);
      if (facts?.isSymbolicLink()) await rm(link);
    }
    await rm(path);
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
  return true;
}

async function readUnit(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (systemCode(failure) === 'ENOENT') return undefined;
    throw fromSystem(failure, 'read', path);
  }
}

function isOurs(text: string): boolean {
  return text.startsWith(UNIT_MARK);
}

function notOurs(path: string): AppError {
  return new AppError('file-exists', `${path} was not written by Sonde: it is left as it is. Move it away first.`, {
    details: { path },
  });
}
