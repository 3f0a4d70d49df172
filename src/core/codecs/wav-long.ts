import type { LongSound } from '../audio/long-sound.ts';
import type { ByteSource } from '../base/byte-source.ts';
import { SourceReader } from '../base/source-reader.ts';
import type { CodecKernels, CodecWarning, SoundRecipe } from './codec.ts';
import { encodeRecipe } from './recipe.ts';
import { framed } from './samples.ts';
import type { WavOptions } from './wav.ts';
import { isWavContainer } from './wav-container.ts';
import { layOutWav } from './wav-layout.ts';
import { readWavFacts } from './wav-read.ts';

export interface OpenedWav {
  readonly sound: LongSound;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

/**
 * Opens a WAV, RF64 or BW64 file whose samples are read where they are needed.
 * @returns undefined for a file that is none
 * @throws AppError audio-invalid, audio-empty, audio-unsupported
 */
export function openWav(source: ByteSource, { pcm }: CodecKernels): OpenedWav | undefined {
  if (source.length < 4 || !isWavContainer(String.fromCharCode(...source.read(0, 4)))) return undefined;
  const facts = readWavFacts(new SourceReader(source));
  const { encoding, channelCount, sampleRate, dataStart, frameBytes, frames, recipe, warnings } = facts;
  const read = (channel: number, start: number, count: number): Float64Array => {
    const bytes = source.read(dataStart + start * frameBytes, count * frameBytes);
    return pcm.decode(bytes, encoding, channelCount)[channel] ?? new Float64Array(count);
  };
  return { sound: { sampleRate, channelCount, frames, read }, recipe, warnings };
}

/** Samples of one channel in a piece of a file. */
const PIECE = 65_536;

/**
 * The pieces of the file that `encodeWav` gives for the same sound in memory.
 * @param sound with finite samples
 * @throws AppError audio-unsupported, at once and not at the first piece
 */
export function encodeLongWav(
  sound: LongSound,
  options: WavOptions,
  { pcm }: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const { channelCount, sampleRate, frames } = sound;
  const { encoding, container = 'auto' } = options;
  const recipe = options.recipe === undefined ? undefined : encodeRecipe(options.recipe);
  const { head, tail } = layOutWav({ encoding, channelCount, sampleRate, frames, recipe, container });
  function* samples(): Generator<Uint8Array<ArrayBuffer>, void, void> {
    for (let start = 0; start < frames; start += PIECE) {
      const count = Math.min(PIECE, frames - start);
      // A copy of each: what is read is valid until the next is.
      const block = Array.from({ length: channelCount }, (_, channel) => sound.read(channel, start, count).slice());
      yield pcm.encode(block, encoding, 'wav');
    }
  }
  return framed(head, samples(), tail);
}
