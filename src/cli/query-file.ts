import { dirname } from 'node:path';
import { readFileBytes } from '../agent/host/read-file.ts';
import { AppError, type Issue } from '../core/base/errors.ts';
import { MODULES } from '../core/modules/registry.ts';
import { parseQueryText } from '../core/query/parse-text.ts';
import type { Query } from '../core/query/query.ts';

/** Bytes; four times what the parser reads in characters. */
const MAX_QUERY_BYTES = 1 << 22;

export interface QueryFile {
  readonly query: Query;
  readonly warnings: readonly Issue[];
  /** Where the names of sources start: the file's own folder, or the current one for stdin. */
  readonly folder: string;
}

/**
 * @param path a file, or `-` for stdin
 * @throws AppError query-invalid, file-not-found, file-unreadable, size-limit
 */
export async function readQueryFile(path: string): Promise<QueryFile> {
  const parsed = parseQueryText(await readJsonText(path, MAX_QUERY_BYTES), MODULES);
  if (!parsed.ok) throw parsed.error;
  return { ...parsed.value, folder: path === '-' ? '.' : dirname(path) };
}

/** The text of a file, or of stdin for `-`. @throws AppError query-invalid, file-not-found, file-unreadable, size-limit */
export async function readJsonText(path: string, maxBytes: number): Promise<string> {
  if (path === '-') return decode(await readStdin(maxBytes), 'stdin');
  return decode(await readFileBytes(path, { maxBytes }), path);
}

/** From the stream, since a socket that is stdin cannot be opened by name. */
async function readStdin(maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new AppError('size-limit', `stdin has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('query-invalid', `${name} is not UTF-8 text, so it is no JSON.`, { cause });
  }
}
