import { AppError } from '../base/errors.ts';
import type { CodecWarning } from './codec.ts';
import { invalid } from './damage.ts';
import { OggAssembler, type OggPackets } from './ogg-packets.ts';
import { type OggGap, type OggPage, readOggPages } from './ogg-page.ts';
import { nameStream, readStreamStart, type StreamStart } from './ogg-streams.ts';

/** The first sound of an Ogg file. */
export interface OggSound {
  readonly start: StreamStart;
  readonly headers: readonly Uint8Array[];
  /** The packets of sound, page by page; to be walked once. */
  readonly pages: Iterable<OggPackets>;
  /** What is wrong with the pages that were walked so far. */
  damage(): CodecWarning[];
}

interface Walk {
  readonly gaps: OggGap[];
  lossCount: number;
  isEnded: boolean;
  isChained: boolean;
}

/**
 * Finds the first stream of Vorbis or Opus in a file, and reads its headers.
 * @throws AppError audio-invalid, audio-empty, audio-unsupported
 */
export function openOgg(bytes: Uint8Array): OggSound {
  if (bytes.length === 0) throw new AppError('audio-empty', 'The file is empty: it has 0 bytes.');
  const walk: Walk = { gaps: [], lossCount: 0, isEnded: false, isChained: false };
  const pages = readOggPages(bytes, (gap) => walk.gaps.push(gap));
  const { page, start } = findStream(pages, walk.gaps);
  const assembler = new OggAssembler();
  const packets = [...assembler.add(page).packets];
  // Packets that follow the headers on their page, which is not allowed but easy to read.
  let granule = page.granule;
  while (packets.length < start.headers) {
    const next = nextOf(pages, page.serial);
    if (next === undefined) {
      throw new AppError('audio-empty', 'The sound has no samples: the Ogg file ends inside its headers.');
    }
    granule = next.granule;
    packets.push(...assembler.add(next).packets);
  }
  const rest = { packets: packets.slice(start.headers), granule, isLast: false, isAfterLoss: false };
  return {
    start,
    headers: packets.slice(0, start.headers),
    pages: walkSound(rest, pages, assembler, page.serial, walk),
    damage: () => describeOggDamage(walk),
  };
}

/** The first pages of all streams stand before everything else. */
function findStream(pages: Iterator<OggPage>, gaps: readonly OggGap[]): { page: OggPage; start: StreamStart } {
  const others: string[] = [];
  for (let step = pages.next(); !step.done; step = pages.next()) {
    const page = step.value;
    const start = page.isFirst ? readStreamStart(page.body, page.start) : undefined;
    if (start !== undefined) return { page, start };
    if (!page.isFirst) break;
    const other = nameStream(page.body);
    if (other !== undefined) others.push(other);
  }
  const [other] = others;
  if (other !== undefined) {
    throw new AppError('audio-unsupported', `${other} in an Ogg file cannot be read here, only Vorbis and Opus.`);
  }
  if (gaps[0]?.at === 0) throw invalid('Not an Ogg file: there is no whole page with a right checksum at byte 0.', 0);
  throw invalid('The Ogg file has no stream of Vorbis or Opus.', 0);
}

function nextOf(pages: Iterator<OggPage>, serial: number): OggPage | undefined {
  for (let step = pages.next(); !step.done; step = pages.next()) {
    if (step.value.serial === serial) return step.value;
  }
  return undefined;
}

function* walkSound(
  rest: OggPackets,
  pages: Iterator<OggPage>,
  assembler: OggAssembler,
  serial: number,
  walk: Walk,
): Generator<OggPackets, void, void> {
  if (rest.packets.length > 0) yield rest;
  for (let step = pages.next(); !step.done; step = pages.next()) {
    const page = step.value;
    if (page.isFirst) walk.isChained = true;
    if (page.serial !== serial || walk.isChained || walk.isEnded) continue;
    const packets = assembler.add(page);
    if (packets.isAfterLoss) walk.lossCount++;
    walk.isEnded = page.isLast;
    yield packets;
  }
}

function describeOggDamage({ gaps, lossCount, isEnded, isChained }: Walk): CodecWarning[] {
  const warnings: CodecWarning[] = [];
  const cut = gaps.some((gap) => gap.isCut);
  const strays = gaps.filter((gap) => !gap.isCut);
  if (strays.length > 0 || lossCount > 0) {
    const length = strays.reduce((sum, stray) => sum + stray.length, 0);
    const where = strays.length === 0 ? '' : `, the first at byte ${strays[0]?.at}`;
    const message = `The file is damaged: ${length} bytes are in no sound page${where}, and pages are missing in ${lossCount} places. What is there was read; what follows a gap comes too early.`;
    warnings.push({ code: 'damaged', message });
  }
  if (cut || !isEnded) {
    warnings.push({
      code: 'truncated',
      message: 'The file is cut short: its last page is missing. What is there was read.',
    });
  }
  if (isChained) {
    warnings.push({
      code: 'chained',
      message: 'The file holds several sounds, one after the other; only the first was read.',
    });
  }
  return warnings;
}
