import { AppError } from '../base/errors.ts';
import type { Codec } from './codec.ts';
import { FORMATS } from './formats.ts';
import { encodeBlocks, savable } from './samples.ts';

/**
 * Samples and nothing else: interleaved, little-endian, the codes that WAV has. There is no place for a recipe, a rate or
 * the number of channels, so that such a file is written and never read.
 */
export const rawCodec: Codec = {
  ...FORMATS.raw,
  recognises: () => false,
  async decode() {
    throw new AppError('audio-unsupported', 'Raw PCM cannot be read: the file does not say its rate and channels.');
  },
  async encode(sound, { encoding }, { kernels: { pcm, level } }) {
    return encodeBlocks(savable(sound, level), (block) => pcm.encode(block, encoding, 'wav'));
  },
};
