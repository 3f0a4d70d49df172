import type { LongFile, OpenedSound } from './codec.ts';

/** A file whose samples need not be decoded in order: there is nothing to wait for. */
export function pcmFile(opened: OpenedSound): LongFile {
  const { frames, sampleRate, channelCount } = opened.sound;
  return {
    seconds: frames / sampleRate,
    samples: frames * channelCount,
    isSpread: false,
    *open() {
      yield 1;
      return opened;
    },
  };
}
