import { hopLevel, visibleTiles } from '../components/plot/draw-spectrogram.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import { type MapSource, sourceKey } from '../state/map-tile.ts';
import type { Pictures } from '../state/pictures.ts';

export interface SteadyPicture {
  readonly source: MapSource;
  readonly level: number;
}

export type SteadyMap = (
  pictures: Pictures,
  wanted: MapSource,
  share: Share,
  reference: number,
  deviceWidth: number,
) => SteadyPicture | undefined;

/**
 * Decides what a pane draws while its sound keeps changing: the last complete picture stays until the next one is
 * complete, and a picture once begun is finished before a newer one is begun, so that a drag is seen as it goes.
 */
export function createSteadyMap(pane: string): SteadyMap {
  let shown: MapSource | undefined;
  let next: MapSource | undefined;

  return (pictures, wanted, share, reference, deviceWidth) => {
    const tilesOf = (source: MapSource) => visibleTiles(source, hopLevel(source, share, deviceWidth), share, reference);
    const complete = (source: MapSource) =>
      tilesOf(source).every(({ level, index }) => pictures.tile(source, level, index) !== undefined);
    const stuck = (source: MapSource) => pictures.isGone(source.id) || pictures.problem(source.id) !== undefined;

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

function same(a: MapSource, b: MapSource): boolean {
  return sourceKey(a) === sourceKey(b);
}

/** Pictures of other settings, or of a sound at another rate, do not stand in for each other. */
function related(a: MapSource, b: MapSource): boolean {
  return (
    a.settings === b.settings &&
    a.maxFrequency === b.maxFrequency &&
    a.sampleRate === b.sampleRate &&
    a.channel === b.channel
  );
}
