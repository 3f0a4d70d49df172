import { type Share, type Wave, waveLevel, wavesOf } from '../components/plot/draw-waveform.ts';
import type { Pictures } from '../state/pictures.ts';
import type { PlotSound } from '../state/plot-sound.ts';

export type SteadyWave = (
  pictures: Pictures,
  sound: Pick<PlotSound, 'id' | 'frames'>,
  channel: number,
  share: Share,
  deviceWidth: number,
) => Wave;

/** Asks for what a lane shows, and shows the sound before as long as nothing is known of a newer one. */
export function createSteadyWave(): SteadyWave {
  const shown = new Map<number, Pick<PlotSound, 'id' | 'frames'>>();
  return (pictures, sound, channel, share, deviceWidth) => {
    const level = waveLevel(sound.frames, share, deviceWidth);
    const wanted = wavesOf(sound.frames, share, level);
    pictures.wantWaves(sound.id, channel, level, wanted);
    const known = wanted.some((index) => pictures.wave(sound.id, channel, level, index) !== undefined);
    const before = shown.get(channel);
    const { id, frames } = known || before === undefined ? sound : before;
    shown.set(channel, { id, frames });
    return { frames, tile: (at, index) => pictures.wave(id, channel, at, index) };
  };
}
