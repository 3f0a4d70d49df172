import type { LongSound } from '../audio/long-sound.ts';
import type { ByteSource } from '../base/byte-source.ts';
import { SourceReader } from '../base/source-reader.ts';
import type { CodecKernels, CodecTools, CodecWarning, LongFile, SoundRecipe } from './codec.ts';
import { pcmFile } from './pcm-file.ts';
import { isWavContainer } from './wav-container.ts';
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
export function openWav(source: ByteSource, kernels: CodecKernels): OpenedWav | undefined {
  if (source.length < 4 || !isWavContainer(String.fromCharCode(...source.read(0, 4)))) return undefined;
  return readWav(source, kernels);
}

/** The same, as a codec opens files. @throws AppError audio-invalid, audio-empty, audio-unsupported */
export function openWavFile(source: ByteSource, { kernels }: Pick<CodecTools, 'kernels'>): LongFile {
  const { sound, warnings } = readWav(source, kernels);
  return pcmFile(sound, warnings);
}

function readWav(source: ByteSource, { pcm }: CodecKernels): OpenedWav {
  const facts = readWavFacts(new SourceReader(source));
  const { encoding, channelCount, sampleRate, dataStart, frameBytes, frames, recipe, warnings } = facts;
  const read = (channel: number, start: number, count: number): Float64Array => {
    const bytes = source.read(dataStart + start * frameBytes, count * frameBytes);
    return pcm.decode(bytes, encoding, channelCount)[channel] ?? new Float64Array(count);
  };
  return { sound: { sampleRate, channelCount, frames, read }, recipe, warnings };
}
