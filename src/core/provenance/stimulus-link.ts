import { deflateSync, Inflate, strToU8 } from 'fflate';
import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { AppError } from '../base/errors.ts';
import { HASH_PATTERN } from '../base/hash.ts';
import type { JsonValue } from '../query/query.ts';
import { LINK_PREFIX } from './link-prefix.ts';

/** Characters of a source's name. */
export const MOST_NAME = 255;

const digest = z.string().regex(HASH_PATTERN);
const size = z.int().min(0);
const format = { frames: size, sampleRate: z.int().min(1), channels: z.int().min(1) };

const schema = z.object({
  /** Which engine made the sound: its id, and the digest of its kernels. */
  engine: z.object({ id: z.string().max(64), wasm: z.string().max(64) }),
  /** The request; its sounds are called `source:1`, `source:2`, ... */
  query: z.custom<JsonValue>((value) => typeof value === 'object' && value !== null),
  /** In the order of those names: content id, digest of the samples, what they are; a file name only where it was asked for. */
  sources: z
    .array(z.object({ id: digest, samples: digest, ...format, name: z.string().max(MOST_NAME).exactOptional() }))
    .max(1000),
  /** What has to come out. */
  result: z.object({ ...format, pcm16: digest, float: digest }),
});

/** A sound that anybody who has its sources can rebuild and compare; it holds no samples, no notes, and no names but those that were asked for. */
export type StimulusLink = z.output<typeof schema>;

/** Characters of the fragment that are read. */
const LONGEST_TEXT = 65_536;
/** Bytes that it may unpack to. */
const LARGEST_JSON = 262_144;

/** The fragment of a link: `x1=` + base64url(raw DEFLATE of the canonical JSON). */
export function encodeLink(link: StimulusLink): string {
  return LINK_PREFIX + toBase64Url(deflateSync(strToU8(canonicalJson(link)), { level: 9, mem: 9 }));
}

/**
 * Reads a link: an address with a fragment, or the fragment alone.
 * @throws AppError link-invalid, saying what is wrong; size-limit
 */
export function decodeLink(text: string): StimulusLink {
  const at = text.lastIndexOf(LINK_PREFIX);
  if (at < 0) throw invalid(`it has no part that begins with "${LINK_PREFIX}"`);
  const packed = text.slice(at + LINK_PREFIX.length).trim();
  if (packed.length > LONGEST_TEXT) {
    const message = `The link has ${packed.length} characters; at most ${LONGEST_TEXT} are read.`;
    throw new AppError('size-limit', message, { details: { limit: LONGEST_TEXT, size: packed.length } });
  }
  const parsed = schema.safeParse(parseJson(inflate(fromBase64Url(packed))));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(`${issue?.path.join('.') ?? 'it'} is not what a link holds (${issue?.message ?? 'unknown'})`);
}

function invalid(reason: string, cause?: unknown): AppError {
  const message = `This is not a stimulus link: ${reason}. Copy the whole address, up to its last character.`;
  return new AppError('link-invalid', message, { cause });
}

/** Unpacks no more than the limit, whatever the packed bytes promise. */
function inflate(packed: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate((chunk) => {
    total += chunk.length;
    if (total > LARGEST_JSON) {
      throw new AppError('size-limit', `The link unpacks to more than ${LARGEST_JSON} bytes.`, {
        details: { limit: LARGEST_JSON },
      });
    }
    chunks.push(chunk);
  });
  try {
    // In pieces, so that the limit is heard before a small text has become a large one.
    for (let from = 0; from < packed.length; from += 256) {
      stream.push(packed.subarray(from, from + 256), from + 256 >= packed.length);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw invalid('it is cut short or changed', cause);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalid('it is cut short or changed', cause);
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = Math.min(4, bytes.length - at + 1);
    for (let k = 0; k < characters; k += 1) text += ALPHABET.charAt((group >> (18 - 6 * k)) & 63);
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw invalid(`it has the character ${JSON.stringify(character)}`);
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (pending >> bits) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
