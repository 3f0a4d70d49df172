import { lstat, stat } from 'node:fs/promises';
import type { Clock } from '../../core/base/clock.ts';
import { AppError } from '../../core/base/errors.ts';
import { isExpired } from '../../core/cache/expiry.ts';
import { absent, type Found, removeEntry, walkCache } from './cache-folder.ts';
import { type FoundRecord, readRecord } from './record.ts';

/** Files without a record are left alone for so long: somebody may be about to write it. */
const YOUNG_MS = 120_000;

/** What was found out about one file of a cache, and what becomes of it. */
export interface Verdict {
  readonly path: string;
  /** False for a record whose file is missing. */
  readonly hasTarget: boolean;
  /** Absent when there is no record that can be read. */
  readonly record?: FoundRecord;
  /** Files that it was made from, where they are known. */
  readonly sources: readonly { readonly path: string; readonly isThere: boolean }[];
  readonly action: 'keep' | 'delete';
  /** Why, in a few words. */
  readonly reason: string;
  /** Why it could not be deleted. */
  readonly failure?: string;
}

export interface SweepOptions {
  readonly clock: Clock;
  /** Delete all, used or not. */
  readonly everything: boolean;
  /** Say what would be deleted, and delete nothing. */
  readonly simulate: boolean;
}

/**
 * Goes through a cache: what has expired, what was made from a file that is gone, and what a crash has left goes;
 * what is being written stays. What cannot be deleted is reported and passed over. Links are never followed.
 * @param folder a cache folder
 */
export async function* sweep(folder: string, options: SweepOptions): AsyncGenerator<Verdict> {
  for await (const found of walkCache(folder)) {
    const verdict = await judge(found, options);
    if (verdict.action === 'keep' || options.simulate) {
      yield verdict;
      continue;
    }
    try {
      await removeEntry(verdict.path);
      yield verdict;
    } catch (failure) {
      yield { ...verdict, failure: failure instanceof Error ? failure.message : String(failure) };
    }
  }
}

async function judge(found: Found, { clock, everything }: SweepOptions): Promise<Verdict> {
  const { path, hasTarget, hasRecord, isTemporary } = found;
  const facts = { path, hasTarget, sources: [] };
  const read = hasRecord ? await readRecord(path).catch((failure) => AppError.from(failure).message) : undefined;
  const record = typeof read === 'string' ? undefined : read;
  const isYoung = record === undefined && (await isYoungerThan(path, YOUNG_MS, clock));
  if (isTemporary && isYoung) return { ...facts, action: 'keep', reason: 'being written' };
  if (everything) return { ...facts, ...(record ? { record } : {}), action: 'delete', reason: 'everything goes' };
  if (!hasTarget) return { ...facts, action: 'delete', reason: 'a record of a file that is missing' };
  if (record === undefined) {
    const what = isTemporary ? 'unfinished' : (typeof read === 'string' && read) || 'no record';
    return { ...facts, action: isYoung ? 'keep' : 'delete', reason: isYoung ? `${what}, but new` : what };
  }
  if (isExpired(record.lastUsed, record.lifetime, clock.now())) {
    return { ...facts, record, action: 'delete', reason: 'expired' };
  }
  const sources = await Promise.all(record.sources.flatMap(({ path }) => (path === null ? [] : [lookFor(path)])));
  const isGone = sources.some(({ isThere }) => !isThere);
  return {
    ...facts,
    record,
    sources,
    action: isGone ? 'delete' : 'keep',
    reason: isGone ? 'a source is gone' : 'in use',
  };
}

/** A source that cannot be looked for, as on a drive that is not there today, counts as there unless it is missing. */
async function lookFor(path: string): Promise<{ path: string; isThere: boolean }> {
  const isThere = await stat(path).then(
    () => true,
    (failure: NodeJS.ErrnoException) => failure.code !== 'ENOENT' && failure.code !== 'ENOTDIR',
  );
  return { path, isThere };
}

async function isYoungerThan(path: string, ms: number, clock: Clock): Promise<boolean> {
  const facts = await lstat(path).catch(absent);
  return facts === undefined || clock.now() - facts.mtimeMs < ms;
}
