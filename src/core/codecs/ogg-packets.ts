import { concatBytes } from '../base/bytes.ts';
import { MAX_SEGMENTS, type OggPage, writeOggPage } from './ogg-page.ts';

/** The packets that end on one page of a stream. */
export interface OggPackets {
  readonly packets: readonly Uint8Array[];
  readonly granule: number;
  readonly isLast: boolean;
  /** Something before these packets is missing. */
  readonly isAfterLoss: boolean;
}

/** Puts a stream's packets together from its pages; parts of what is not whole are left out. */
export class OggAssembler {
  #parts: Uint8Array[] = [];
  #isOpen = false;
  #sequence: number | undefined;

  add(page: OggPage): OggPackets {
    const isAfterLoss = this.#sequence !== undefined && page.sequence !== this.#sequence + 1;
    this.#sequence = page.sequence;
    if (isAfterLoss || !page.isContinued) this.#drop();
    const packets: Uint8Array[] = [];
    // Of a packet whose beginning is lost, the rest is of no use.
    let isUseless = page.isContinued && !this.#isOpen;
    let at = 0;
    for (const length of page.lacing) {
      if (!isUseless) this.#parts.push(page.body.subarray(at, at + length));
      at += length;
      this.#isOpen = length === MAX_SEGMENTS;
      if (this.#isOpen) continue;
      const [only = new Uint8Array(0)] = this.#parts;
      if (!isUseless) packets.push(this.#parts.length === 1 ? only : concatBytes(this.#parts));
      this.#parts = [];
      isUseless = false;
    }
    if (isUseless) this.#drop();
    return { packets, granule: page.granule, isLast: page.isLast, isAfterLoss };
  }

  #drop(): void {
    this.#parts = [];
    this.#isOpen = false;
  }
}

/** Pages of a stream's headers: the first alone on the first page, the others together on as many as they need. */
export function writeHeaderPages(
  headers: readonly [Uint8Array, ...Uint8Array[]],
  serial: number,
): Uint8Array<ArrayBuffer>[] {
  const [first, ...others] = headers;
  const start = { isContinued: false, isLast: false, granule: 0, serial };
  const pages = [
    writeOggPage({ ...start, isFirst: true, sequence: 0, lacing: Uint8Array.from(lacingOf(first)), body: first }),
  ];
  const lacing = others.flatMap(lacingOf);
  const body = concatBytes(others);
  for (let segment = 0, at = 0; segment < lacing.length; segment += MAX_SEGMENTS) {
    const own = lacing.slice(segment, segment + MAX_SEGMENTS);
    const length = own.reduce((sum, part) => sum + part, 0);
    const isContinued = lacing[segment - 1] === MAX_SEGMENTS;
    const part = { lacing: Uint8Array.from(own), body: body.subarray(at, at + length) };
    // A page on which no packet ends has no position.
    const granule = own.every((one) => one === MAX_SEGMENTS) ? NO_POSITION : 0;
    pages.push(writeOggPage({ ...start, isContinued, isFirst: false, sequence: pages.length, granule, ...part }));
    at += length;
  }
  return pages;
}

const NO_POSITION = Number.POSITIVE_INFINITY;

/** As many 255 as there are, and the rest, which may be 0. */
function lacingOf({ length }: Uint8Array): number[] {
  return [...Array<number>(Math.floor(length / 255)).fill(255), length % 255];
}
