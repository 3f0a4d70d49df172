import type { ScratchFile } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';
import { storageError } from '../storage/project-db.ts';

/** What is used of a file of the origin that one worker alone reads and writes. */
export interface PagedFile {
  read(into: Uint8Array, place: { readonly at: number }): number;
  write(from: Uint8Array, place: { readonly at: number }): number;
}

const PAGE = 2 ** 20;

/**
 * Places for bytes in one file. Opening a file takes time, which a module that needs a place cannot wait for; so one is opened
 * before, and its pages are given to whoever writes next.
 */
export class ScratchSpace {
  readonly #file: PagedFile;
  #pages = 0;

  constructor(file: PagedFile) {
    this.#file = file;
  }

  /** An empty place. */
  place(): ScratchFile {
    const pages: number[] = [];
    let length = 0;
    const each = (start: number, bytes: Uint8Array, work: (part: Uint8Array, at: number) => number): void => {
      for (let done = 0; done < bytes.length; ) {
        const place = start + done;
        const page = Math.floor(place / PAGE);
        while (pages.length <= page) pages.push(this.#pages++);
        const within = place % PAGE;
        const part = bytes.subarray(done, done + Math.min(PAGE - within, bytes.length - done));
        if (work(part, (pages[page] ?? 0) * PAGE + within) !== part.length) {
          throw new AppError('disk-full', 'The browser has no room left for what is being computed.');
        }
        done += part.length;
      }
    };
    return {
      get length() {
        return length;
      },
      read: (start, count) => {
        const bytes = new Uint8Array(count);
        each(start, bytes, (part, at) => this.#file.read(part, { at }));
        return bytes;
      },
      write: (start, bytes) => {
        try {
          each(start, bytes, (part, at) => this.#file.write(part, { at }));
        } catch (thrown) {
          throw storageError(thrown);
        }
        length = Math.max(length, start + bytes.length);
      },
    };
  }
}
