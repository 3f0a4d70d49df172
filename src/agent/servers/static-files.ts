import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { systemCode } from '../host/system-error.ts';
import { type ByteRange, readRange } from './byte-range.ts';
import { acceptedCodings, type ContentCoding } from './content-coding.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.aiff': 'audio/aiff',
  '.css': 'text/css; charset=utf-8',
  '.flac': 'audio/flac',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * A link put in the place of the file since its path was resolved is not followed, and a pipe there is not waited for:
 * that would hold one of the few threads that read files.
 */
const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Vite's names carry eight characters of the content's hash: `assets/main-B7sQx0aZ.js`. */
const HASHED = /^\/assets\/.*-[\w-]{8}\.\w+$/;

/**
 * Answers GET and HEAD for one file below `root`, with ranges and revalidation, and from a compressed neighbour where the
 * build made one and the client takes it; nothing is compressed here.
 * @param root a folder, symbolic links resolved
 * @param path decoded, absolute, no dot segments
 * @returns undefined when there is no such file, or a link leads out of the root
 */
export async function serveFile(root: string, path: string, request: Request): Promise<Response | undefined> {
  const name = path === '/' ? '/index.html' : path;
  const file = await openBest(root, name, request);
  if (file === undefined) return undefined;
  const { handle, size, tag, coding } = file;
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Type': TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
    ETag: tag,
    Vary: 'Accept-Encoding',
  });
  if (coding) headers.set('Content-Encoding', coding.name);
  const wanted = isUnchanged(request, tag) ? 'unchanged' : rangeOf(request, size, tag);
  if (wanted === 'unchanged' || wanted === 'unsatisfiable') {
    await handle.close();
    if (wanted === 'unchanged') return new Response(null, { status: 304, headers });
    headers.set('Content-Range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const range = wanted ?? { start: 0, end: size };
  headers.set('Content-Length', String(range.end - range.start));
  if (wanted) headers.set('Content-Range', `bytes ${range.start}-${range.end - 1}/${size}`);
  return new Response(await bodyOf(handle, range, request.method), { status: wanted ? 206 : 200, headers });
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
  /** When it was changed, ms. */
  readonly changed: number;
  /** Entity tag: size and time of change, and how it is compressed. */
  readonly tag: string;
  readonly coding?: ContentCoding;
}

/** A part is asked for in bytes of the file itself, so it is taken from there. */
async function openBest(root: string, path: string, request: Request): Promise<OpenFile | undefined> {
  const plain = await openBelow(root, path);
  if (plain === undefined || request.headers.has('range')) return plain;
  for (const coding of acceptedCodings(request.headers.get('accept-encoding'))) {
    // The file itself is there: what is wrong with a neighbour is no reason to fail.
    const encoded = await openBelow(root, `${path}${coding.ending}`, coding).catch(() => undefined);
    // One from before the file was changed says what the file said then.
    const isFresh = encoded !== undefined && encoded.changed >= plain.changed;
    await (isFresh ? plain : encoded)?.handle.close();
    if (isFresh) return encoded;
  }
  return plain;
}

async function openBelow(root: string, path: string, coding?: ContentCoding): Promise<OpenFile | undefined> {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return undefined;
    const handle = await open(real, READ_FLAGS);
    const facts = await handle.stat();
    if (facts.isFile()) {
      const words = [facts.size.toString(36), facts.mtimeMs.toString(36), ...(coding ? [coding.name] : [])];
      const found = { handle, size: facts.size, changed: facts.mtimeMs, tag: `"${words.join('-')}"` };
      return coding ? { ...found, coding } : found;
    }
    await handle.close();
    return undefined;
  } catch (failure) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes(systemCode(failure) ?? '')) return undefined;
    throw failure;
  }
}

function isUnchanged(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  return known.map((entry) => entry.trim().replace(/^W\//, '')).some((entry) => entry === tag || entry === '*');
}

/** A range counts only for GET, and with If-Range only while the file is still the one that was begun. */
function rangeOf(request: Request, size: number, tag: string): ByteRange | 'unsatisfiable' | undefined {
  const ifRange = request.headers.get('if-range');
  if (request.method !== 'GET' || (ifRange !== null && ifRange !== tag)) return undefined;
  return readRange(request.headers.get('range'), size);
}

async function bodyOf(handle: FileHandle, range: ByteRange, method: string): Promise<ReadableStream | null> {
  if (method === 'HEAD' || range.end === range.start) {
    await handle.close();
    return null;
  }
  return streamOf(handle, range);
}

/**
 * The bytes of a file that closes with its answer, also one that is given up before its first byte.
 * Fails when the file ends early, since it was cut meanwhile: a client that was promised more would wait for it.
 */
function streamOf(handle: FileHandle, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  const file = handle.createReadStream({ start, end: end - 1 });
  const chunks: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
  let left = end - start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (!done) {
          left -= value.length;
          controller.enqueue(value);
        } else if (left > 0) {
          throw new Error(`a file was ${left} bytes shorter than when its answer began`);
        } else controller.close();
      },
      cancel() {
        file.destroy();
      },
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  );
}
