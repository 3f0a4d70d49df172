import { sha256 } from '@noble/hashes/sha2.js';
import { strToU8 } from 'fflate';
import { ZipWriter } from '../base/zip-writer.ts';

/** A set's zip, with the digest of everything in it. */
export class SetArchive {
  readonly #zip = new ZipWriter();
  readonly #root: string;
  readonly #sums: string[] = [];
  readonly #paths = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  get bytes(): number {
    return this.#zip.bytes;
  }

  get entries(): number {
    return this.#zip.entries;
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** @returns SHA-256 in hexadecimal */
  add(path: string, content: readonly Uint8Array[], kind: 'text' | 'sound'): string {
    const member = this.#zip.begin(`${this.#root}/${path}`, kind === 'text' ? 9 : 0);
    const digest = sha256.create();
    for (const piece of content) {
      digest.update(piece);
      member.push(piece);
    }
    member.end();
    const sum = [...digest.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#paths.add(path);
    this.#sums.push(`${sum}  ${path}\n`);
    return sum;
  }

  close(): void {
    this.add('SHA256SUMS', [strToU8(this.#sums.join(''))], 'text');
    this.#zip.end();
  }

  take(): Uint8Array[] {
    return this.#zip.take();
  }
}
