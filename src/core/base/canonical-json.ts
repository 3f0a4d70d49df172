import { AppError } from './errors.ts';

/** Deep enough for every legal request; a value that refers to itself goes beyond any depth. */
const MAX_DEPTH = 256;

/**
 * The one JSON text of a value: keys sorted by UTF-16 code units, ECMAScript number and string form, no white space.
 * Equal meaning gives equal text, so that a signature can be taken from it; `-0` becomes `0`.
 * @throws AppError internal for what JSON cannot hold: NaN, infinities, undefined, functions, bigints, lone surrogates,
 *   instances of classes, and values nested deeper than 256 levels or in a circle; the message names the place
 * @source RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, String(value));
  if (typeof value === 'string') return writeText(value, path);
  if (typeof value !== 'object') return refuse(path, typeof value);
  if (depth >= MAX_DEPTH) return refuse(path, `a value nested ${MAX_DEPTH} levels deep, or in a circle`);
  if (Array.isArray(value)) {
    // Array.from, not map: a hole must be seen (as undefined) to be refused.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (!isPlain(value)) return refuse(path, Object.prototype.toString.call(value));
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const members = entries.map(([key, item]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return `${writeText(key, place)}:${write(item, place, depth + 1)}`;
  });
  return `{${members.join(',')}}`;
}

function writeText(text: string, path: string): string {
  return LONE_SURROGATE.test(text) ? refuse(path, 'text with a lone surrogate') : JSON.stringify(text);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** True for object literals of any realm and for objects without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
}

function refuse(path: string, got: string): never {
  const place = path === '' ? '' : ` at ${path.slice(0, 200)}`;
  throw new AppError('internal', `Expected a JSON value${place}, got ${got}.`);
}
