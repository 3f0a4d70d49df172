import { blake2b } from '@noble/hashes/blake2.js';
import { DIGEST_BYTES, digestText } from './digest-text.ts';

/** What every content id and every signature looks like (a signature may carry a prefix `M` or `S`). */
export const HASH_PATTERN = /^[a-z2-7]{48}$/;

/** Digests bytes that arrive in pieces; the result depends on their sequence, not on how it was cut. */
export interface Hasher {
  /** @throws Error after `digest` */
  update(bytes: Uint8Array): Hasher;
  /** Another one that has had the same bytes. @throws Error after `digest` */
  fork(): Hasher;
  /** 48 characters `[a-z2-7]`; ends this hasher. */
  digest(): string;
}

/** Hashes bytes as they come; `hashBytes` of all of them at once gives the same. */
export function createHasher(): Hasher {
  return hasherOn(blake2b.create({ dkLen: DIGEST_BYTES }));
}

function hasherOn(state: ReturnType<typeof blake2b.create>): Hasher {
  const hasher: Hasher = {
    update(bytes) {
      state.update(bytes);
      return hasher;
    },
    fork: () => hasherOn(state.clone()),
    digest: () => digestText(state.digest()),
  };
  return hasher;
}

/**
 * Identity of a sequence of bytes, for short ones such as the text of a query: files and sounds are hashed by the
 * kernel, ten times as fast. BLAKE2b with a 30-byte digest, RFC 4648 base32 in lower case.
 * @returns 48 characters `[a-z2-7]`
 * @source RFC 7693 (BLAKE2), RFC 4648 section 6
 */
export function hashBytes(bytes: Uint8Array): string {
  return createHasher().update(bytes).digest();
}

/** `hashBytes` of the text's UTF-8 form. */
export function hashText(text: string): string {
  return hashBytes(new TextEncoder().encode(text));
}
