import { AppError } from '../base/errors.ts';
import type { Codec } from './codec.ts';
import { FORMATS } from './formats.ts';
import { assertSavable, encodeBlocks } from './samples.ts';

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
  async encode(clip, { encoding }, { kernels: { pcm, level } }) {
    assertSavable(clip, level);
    return encodeBlocks(clip, (block) => pcm.encode(block, encoding, 'wav'));
  },
};
