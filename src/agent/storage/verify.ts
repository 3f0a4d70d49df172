import { checksumIn, decodeValue } from '../../core/cache/value-bytes.ts';
import { readFileBytes } from '../host/read-file.ts';
import { removeEntry, walkCache } from './cache-folder.ts';
import { readRecord } from './record.ts';

/** One value of a cache, read to its last byte. */
export interface Examined {
  readonly path: string;
  /** Why it would not be served; absent when it is as it was written. */
  readonly damage?: string;
}

/**
 * Reads every value of a cache against its checksum and its record.
 * @param folder a cache folder
 * @param remove what is damaged
 */
export async function* verifyCache(folder: string, remove: boolean): AsyncGenerator<Examined> {
  for await (const { path, hasTarget, hasRecord } of walkCache(folder)) {
    // One without the other may be in the making; `sweep` knows how long to wait.
    if (!hasTarget || !hasRecord || !path.endsWith('.value')) continue;
    const damage = await damageOf(path);
    if (damage !== undefined && remove) await removeEntry(path);
    yield { path, ...(damage === undefined ? {} : { damage }) };
  }
}

async function damageOf(path: string): Promise<string | undefined> {
  try {
    const [record, bytes] = [await readRecord(path), await readFileBytes(path)];
    if (record === undefined) return undefined;
    if (checksumIn(bytes) !== record.checksum) return 'it is not the value that its record tells of';
    return decodeValue(record.key, bytes) === undefined ? 'its bytes have changed since it was written' : undefined;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}
