import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { AppError } from './errors.ts';

/** Bytes that fit into a plain zip, whose sizes have 32 bits, with room for its directory. */
export const MOST_ZIP_BYTES = 4_200_000_000;
/** Entries of a plain zip, a few fewer than it can count. */
export const MOST_ZIP_ENTRIES = 65_000;

/** Of every member: an archive says nothing about when, and the same members are the same bytes. */
const DATE = '1980-01-01T00:00:00';

/** A member that is being written. */
export interface ZipMemberWriter {
  push(piece: Uint8Array): void;
  end(): void;
}

/** A zip that is written piece by piece, and whose bytes are taken as they come. */
export class ZipWriter {
  readonly #zip: Zip;
  #ready: Uint8Array<ArrayBuffer>[] = [];
  #failure: Error | undefined;
  /** Written so far, the directory not among them. */
  bytes = 0;
  entries = 0;

  constructor() {
    this.#zip = new Zip((failure, piece) => {
      if (failure) this.#failure = failure;
      else {
        this.#ready.push(piece as Uint8Array<ArrayBuffer>);
        this.bytes += piece.length;
      }
    });
  }

  /** One member at a time. @param level of packing; 0 stores it as it is */
  begin(path: string, level: 0 | 6 | 9): ZipMemberWriter {
    const member = level === 0 ? new ZipPassThrough(path) : new ZipDeflate(path, { level });
    // Of the local time zone, as zip has it: the same fields everywhere.
    member.mtime = DATE;
    this.#zip.add(member);
    this.entries += 1;
    return {
      push: (piece) => member.push(piece),
      end: () => member.push(new Uint8Array(), true),
    };
  }

  /** Writes the directory; nothing may follow. */
  end(): void {
    this.#zip.end();
  }

  /** What is ready since the last time. @throws AppError internal */
  take(): Uint8Array<ArrayBuffer>[] {
    if (this.#failure) throw new AppError('internal', `the archive cannot be written: ${this.#failure.message}`);
    return this.#ready.splice(0);
  }
}
