import type { LongSound } from '../audio/long-sound.ts';
import type { CodecWarning, LongFile } from './codec.ts';

/** A file whose samples need not be decoded in order: there is nothing to wait for. */
export function pcmFile(sound: LongSound, warnings: readonly CodecWarning[]): LongFile {
  return {
    seconds: sound.frames / sound.sampleRate,
    *open() {
      yield 1;
      return { sound, warnings };
    },
  };
}
