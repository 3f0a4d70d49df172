import type { Dirent } from 'node:fs';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../core/base/errors.ts';
import { HASH_PATTERN, hashText } from '../../core/base/hash.ts';
import { readFileBytes } from '../host/read-file.ts';
import { fromSystem, systemCode } from '../host/system-error.ts';
import { writeFileAtomically } from '../host/write-file.ts';

/** Says that a folder is ours: nothing is ever deleted in one without it. */
const MARKER = 'sonde-cache.json';
const MARKER_TEXT = `${JSON.stringify({ format: 'sonde-cache', version: 1 })}\n`;

const TEMPORARY = /^\.sonde-[0-9a-f]+\.tmp$/;

/** The folders in a cache folder: the first character of a name. */
const SHELF = /^[a-z2-7MS_]$/;

export const RECORD_SUFFIX = '.json';

/**
 * Makes a folder a cache, or finds that it is one.
 * @returns its absolute path
 * @throws AppError argument-invalid for a folder with something else in it; file-unwritable, disk-full, file-not-found
 */
export async function openCacheFolder(folder: string): Promise<string> {
  const path = absolutePath(folder);
  try {
    await mkdir(path, { recursive: true, mode: 0o750 });
    const names = (await readdir(path)).filter((name) => !TEMPORARY.test(name));
    if (names.length > 0 && !names.includes(MARKER)) throw notCache(path, 'It has other files in it; name a new one.');
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
  if (!(await isCacheFolder(path))) await mark(path);
  return path;
}

/**
 * Makes one of the folders in an open cache, where it is not there yet; and says again that the cache is ours, which is
 * lost where somebody has emptied it meanwhile.
 * @throws AppError file-unwritable, disk-full
 */
export async function makeShelf(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: 0o750 });
    if (made !== undefined) await mark(dirname(path));
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
}

async function mark(folder: string): Promise<void> {
  await writeFileAtomically(join(folder, MARKER), [new TextEncoder().encode(MARKER_TEXT)], { overwrite: true });
}

/**
 * A folder that is a cache already.
 * @returns its absolute path, or undefined when there is no such folder
 * @throws AppError argument-invalid for a folder that is none; file-unreadable
 */
export async function findCacheFolder(folder: string): Promise<string | undefined> {
  const path = absolutePath(folder);
  if (await isCacheFolder(path)) return path;
  const facts = await lstat(path).catch(absent);
  if (facts === undefined) return undefined;
  throw notCache(path, `It has no ${MARKER}, so nothing in it is touched.`);
}

function absolutePath(folder: string): string {
  if (folder !== '' && !folder.includes('\0')) return resolve(folder);
  throw new AppError('argument-invalid', 'The name of a cache folder is empty or has a NUL in it.');
}

async function isCacheFolder(path: string): Promise<boolean> {
  try {
    const marker: unknown = JSON.parse(new TextDecoder().decode(await readFileBytes(join(path, MARKER))));
    return typeof marker === 'object' && marker !== null && 'format' in marker && marker.format === 'sonde-cache';
  } catch (failure) {
    if (failure instanceof SyntaxError) return false;
    if (failure instanceof AppError && failure.code === 'file-not-found') return false;
    throw failure;
  }
}

function notCache(path: string, advice: string): AppError {
  return new AppError('argument-invalid', `The folder ${path} is not a cache of Sonde. ${advice}`, {
    details: { path },
  });
}

/** Where a key's value lies: `<cache>/<first character>/<key>.value`; keys that are no signatures are hashed. */
export function valuePath(folder: string, key: string): string {
  const name = HASH_PATTERN.test(key.replace(/^[MS]/, '')) ? key : `_${hashText(key)}`;
  return join(folder, name.charAt(0), `${name}.value`);
}

/** A file beside its record: either may be missing. */
export interface Found {
  readonly path: string;
  readonly hasTarget: boolean;
  readonly hasRecord: boolean;
  readonly isTemporary: boolean;
}

/** All files of a cache, by name; links and other folders are passed over. */
export async function* walkCache(folder: string): AsyncGenerator<Found> {
  const shelves = (await entriesOf(folder)).filter((entry) => entry.isDirectory() && SHELF.test(entry.name));
  for (const shelf of shelves) {
    const path = join(folder, shelf.name);
    const names = (await entriesOf(path)).filter((entry) => entry.isFile()).map((entry) => entry.name);
    const targets = new Set(names.map((name) => (name.endsWith(RECORD_SUFFIX) ? targetOf(name) : name)));
    const present = new Set(names);
    for (const name of targets) {
      const hasRecord = present.has(name + RECORD_SUFFIX);
      yield { path: join(path, name), hasTarget: present.has(name), hasRecord, isTemporary: TEMPORARY.test(name) };
    }
  }
}

function targetOf(recordName: string): string {
  return recordName.slice(0, -RECORD_SUFFIX.length);
}

/** By name; nothing when it went away meanwhile. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((failure: unknown) => {
    if (systemCode(failure) !== 'ENOENT') throw fromSystem(failure, 'read', folder);
    return [];
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `{cache}/a/abc.value`, as lists show it. */
export function shownPath(path: string): string {
  return join('{cache}', basename(dirname(path)), basename(path));
}

/** A file and its record; the record first, since a file without one is never served. */
export async function removeEntry(path: string): Promise<void> {
  await rm(path + RECORD_SUFFIX, { force: true });
  await rm(path, { force: true });
}

export function absent(failure: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR'].includes(systemCode(failure) ?? '')) throw failure;
}
