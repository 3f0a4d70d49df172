import { lstat, stat, utimes } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/base/errors.ts';
import { readFileBytes } from '../host/read-file.ts';
import { writeFileAtomically } from '../host/write-file.ts';
import { absent, RECORD_SUFFIX } from './cache-folder.ts';

const RECORD = z.object({
  format: z.literal('sonde-record'),
  version: z.literal(1),
  /** Name of the file that it tells of, in the same folder. */
  target: z.string(),
  key: z.string(),
  /** Bytes of the target. */
  size: z.int().min(0),
  /** The checksum that the target ends with. */
  checksum: z.string(),
  /** The sounds it was made from: content id, and the file it was read from where that is known. */
  sources: z.array(z.object({ id: z.string(), path: z.string().nullable() })),
  /** ms since the epoch. */
  created: z.number(),
  /** s without use; null never. */
  lifetime: z.number().nullable(),
});

export type CacheRecord = Omit<z.output<typeof RECORD>, 'format' | 'version'>;

/** A record as found; its file's modification time is the last use, so that a use costs no writing. */
export type FoundRecord = CacheRecord & {
  /** ms since the epoch. */
  readonly lastUsed: number;
};

/** The record of a target, written whole or not at all. */
export async function writeRecord(targetPath: string, record: CacheRecord): Promise<void> {
  const text = `${JSON.stringify({ format: 'sonde-record', version: 1, ...record }, undefined, 2)}\n`;
  await writeFileAtomically(targetPath + RECORD_SUFFIX, [new TextEncoder().encode(text)], { overwrite: true });
  await touchRecord(targetPath, record.created);
}

/** Renews the last use; a record that went away meanwhile stays away. */
export async function touchRecord(targetPath: string, now: number): Promise<void> {
  await utimes(targetPath + RECORD_SUFFIX, now / 1000, now / 1000).catch(absent);
}

/**
 * @returns undefined when there is none
 * @throws AppError file-unreadable when it is not a record of this target
 */
export async function readRecord(targetPath: string): Promise<FoundRecord | undefined> {
  const path = targetPath + RECORD_SUFFIX;
  try {
    const text = new TextDecoder().decode(await readFileBytes(path, { maxBytes: 1e6 }));
    const { mtimeMs } = await stat(path);
    const { format: _, version: __, ...record } = RECORD.parse(JSON.parse(text));
    if (record.target !== basename(targetPath)) throw new SyntaxError('it tells of another file');
    return { ...record, lastUsed: Math.round(mtimeMs) };
  } catch (failure) {
    if (failure instanceof AppError && failure.code === 'file-not-found') return undefined;
    if (await lstat(path).catch(absent)) throw notRecord(path, failure);
    return undefined;
  }
}

function notRecord(path: string, cause: unknown): AppError {
  const why = cause instanceof AppError || cause instanceof SyntaxError ? cause.message : 'fields are missing or wrong';
  return new AppError('file-unreadable', `${path} is not a record of the cache: ${why}`, { details: { path }, cause });
}
