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
  const isStdin = path === '-';
  const bytes = isStdin ? await readStdin() : await readFileBytes(path, { maxBytes: MAX_QUERY_BYTES });
  const parsed = parseQueryText(decode(bytes, isStdin ? 'stdin' : path), MODULES);
  if (!parsed.ok) throw parsed.error;
  return { ...parsed.value, folder: isStdin ? '.' : dirname(path) };
}

/** From the stream, since a socket that is stdin cannot be opened by name. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_QUERY_BYTES)
      throw new AppError('size-limit', `The query on stdin has more than ${MAX_QUERY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('query-invalid', `${name} is not UTF-8 text, so it is no query.`, { cause });
  }
}
