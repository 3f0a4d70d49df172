import type { ByteSource } from '../base/byte-source.ts';
import { SourceReader } from '../base/source-reader.ts';
import type { CodecTools, LongFile } from './codec.ts';
import { pcmFile } from './pcm-file.ts';
import { readWavFacts } from './wav-read.ts';

/**
 * Opens a WAV, RF64 or BW64 file whose samples are read where they are needed.
 * @throws AppError audio-invalid, audio-empty, audio-unsupported
 */
export function openWavFile(source: ByteSource, { kernels }: Pick<CodecTools, 'kernels'>): LongFile {
  const facts = readWavFacts(new SourceReader(source));
  const { encoding, channelCount, sampleRate, dataStart, frameBytes, frames, recipe, warnings } = facts;
  const read = (channel: number, start: number, count: number): Float64Array => {
    const bytes = source.read(dataStart + start * frameBytes, count * frameBytes);
    return kernels.pcm.decode(bytes, encoding, channelCount)[channel] ?? new Float64Array(count);
  };
  return pcmFile({ sound: { sampleRate, channelCount, frames, read }, recipe, warnings });
}
