import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { LongSounds } from './long-sounds.ts';
import type { SampleSource } from './samples-protocol.ts';

/** What the engine's worker gives to the one that draws. @param clip copies a sound that is held */
export function createSampleSource(long: LongSounds, clip: (id: string) => Clip): SampleSource {
  return {
    open(id) {
      const kept = long.get(id);
      if (kept) return { kind: 'long', shape: kept.shape, pyramids: kept.survey.pyramids };
      const held = clip(id);
      return Comlink.transfer(
        { kind: 'clip', clip: held },
        held.channels.map(({ buffer }) => buffer as ArrayBuffer),
      );
    },
    read(id, channel, start, count) {
      const kept = long.get(id);
      if (!kept) throw new AppError('source-not-found', `There is no sound ${id} any more.`);
      // A copy: what is read is valid until the next is.
      const samples = kept.sound.read(channel, start, count).slice();
      return Comlink.transfer(samples, [samples.buffer]);
    },
    recall: (id, what) => long.recall(id, what),
    remember: (id, what, value) => long.remember(id, what, value),
  };
}
