import type { BandEnvelopes, BandStretch } from '../../services/vocoder-client.ts';

/** Samples `start` to `end - 1` of a sound. */
export interface SampleSpan {
  readonly start: number;
  readonly end: number;
  readonly sampleRate: number;
}

/** Half a step of 16 bits: an envelope that stays below has nothing. */
const SILENCE = 2 ** -16;
const CELL = 256;
/** A few ms are told from what is around them. */
const FINE_CELL = 16;
/** Cells without which they are finer. */
const FEW = 64;
/** s that are asked for at once: pictures and designs wait meanwhile. */
const STRETCH = 8;

/** Whole cells, the first of them from its own begin. */
export function stretchesOf({ start, end, sampleRate }: SampleSpan): readonly BandStretch[] {
  const samplesPerCell = end - start < FEW * CELL ? FINE_CELL : CELL;
  const most = Math.max(Math.floor((STRETCH * sampleRate) / samplesPerCell), 1) * samplesPerCell;
  const found: BandStretch[] = [];
  for (let first = Math.floor(start / samplesPerCell) * samplesPerCell; first < end; first += most) {
    found.push({ first, count: Math.min(most, end - first), samplesPerCell });
  }
  return found;
}

/**
 * The bands, from 1 on, that have nothing in a span: stretch after stretch, until each was found to have something.
 * @param isOver whether nobody waits for it any more
 */
export async function findSilentBands(
  span: SampleSpan,
  ask: (stretch: BandStretch) => Promise<BandEnvelopes>,
  isOver: () => boolean,
): Promise<readonly number[] | undefined> {
  let silent: readonly number[] | undefined;
  for (const stretch of stretchesOf(span)) {
    const found = await ask(stretch);
    if (isOver()) return undefined;
    silent = silentIn(found, silent ?? Array.from({ length: found.bands }, (_, band) => band + 1));
    if (silent.length === 0) break;
  }
  return silent;
}

function silentIn({ values, cells }: BandEnvelopes, bands: readonly number[]): readonly number[] {
  return bands.filter((band) => values.subarray((band - 1) * cells, band * cells).every((value) => value < SILENCE));
}
