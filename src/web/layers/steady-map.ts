import { hopLevel, visibleTiles } from '../components/plot/draw-spectrogram.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { Pictures } from '../state/pictures.ts';
import { type SpectrogramSource, sourceKey } from '../state/spectrogram-tile.ts';

export interface SteadyPicture {
  readonly source: SpectrogramSource;
  readonly level: number;
}

export type SteadyMap = (
  pictures: Pictures,
  wanted: SpectrogramSource,
  share: Share,
  reference: number,
  deviceWidth: number,
) => SteadyPicture | undefined;

/**
 * Decides what a pane draws while its sound keeps changing: the last complete picture stays until the next one is
 * complete, and a picture once begun is finished before a newer one is begun, so that a drag is seen as it goes.
 */
export function createSteadyMap(pane: string): SteadyMap {
  let shown: SpectrogramSource | undefined;
  let next: SpectrogramSource | undefined;

  return (pictures, wanted, share, reference, deviceWidth) => {
    const tilesOf = (source: SpectrogramSource) =>
      visibleTiles(source, hopLevel(source, share, deviceWidth), share, reference);
    const complete = (source: SpectrogramSource) =>
      tilesOf(source).every(({ level, index }) => pictures.tile(source, level, index) !== undefined);
    const stuck = (source: SpectrogramSource) =>
      pictures.isGone(source.id) || pictures.problem(source.id) !== undefined;

    if (next && !same(next, wanted) && (complete(next) || stuck(next) || !related(next, wanted))) {
      if (complete(next)) shown = next;
      next = undefined;
    }
    next ??= wanted;
    if (same(next, wanted) && (complete(wanted) || !shown || !related(shown, wanted))) shown = wanted;
    pictures.want(pane, tilesOf(next));
    const source = shown ?? wanted;
    return { source, level: hopLevel(source, share, deviceWidth) };
  };
}

function same(a: SpectrogramSource, b: SpectrogramSource): boolean {
  return sourceKey(a) === sourceKey(b);
}

/** Pictures of other settings, or of a sound at another rate, do not stand in for each other. */
function related(a: SpectrogramSource, b: SpectrogramSource): boolean {
  return (
    a.windowLength === b.windowLength &&
    a.maxFrequency === b.maxFrequency &&
    a.preEmphasis === b.preEmphasis &&
    a.sampleRate === b.sampleRate &&
    a.channel === b.channel
  );
}
