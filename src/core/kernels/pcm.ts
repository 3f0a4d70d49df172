import { AppError } from '../base/errors.ts';
import * as abiGen from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { PcmEncoding, PcmKernel, PcmRule } from './kernels.ts';

const ENCODINGS: Readonly<Record<PcmEncoding, { readonly id: number; readonly bytes: number }>> = {
  u8: { id: abiGen.SONDE_PCM_U8, bytes: 1 },
  s16: { id: abiGen.SONDE_PCM_S16, bytes: 2 },
  s24: { id: abiGen.SONDE_PCM_S24, bytes: 3 },
  s32: { id: abiGen.SONDE_PCM_S32, bytes: 4 },
  f32: { id: abiGen.SONDE_PCM_F32, bytes: 4 },
  f64: { id: abiGen.SONDE_PCM_F64, bytes: 8 },
};

const RULES: Readonly<Record<PcmRule, number>> = {
  wav: abiGen.SONDE_PCM_RULE_WAV,
  flac: abiGen.SONDE_PCM_RULE_FLAC,
  'world-tool': abiGen.SONDE_PCM_RULE_WORLD_TOOL,
};

/** PCM codes to doubles and back, in blocks: linear memory stays small whatever the length of the sound. */
export function createPcmKernel(heap: Heap): PcmKernel {
  return {
    decode: (bytes, encoding, channelCount) => decode(heap, bytes, encoding, channelCount),
    encode: (channels, encoding, rule) => encode(heap, channels, encoding, rule),
  };
}

function decode(heap: Heap, bytes: Uint8Array, encoding: PcmEncoding, channelCount: number): Float64Array[] {
  const { id, bytes: width } = ENCODINGS[encoding];
  const frameBytes = width * channelCount;
  if (!Number.isInteger(channelCount) || channelCount < 1 || bytes.length % frameBytes !== 0) {
    const got = `${bytes.length} bytes of ${encoding} in ${channelCount} channels`;
    throw new AppError('internal', `pcm: the bytes must be whole frames of at least one channel, got ${got}`);
  }
  const frames = bytes.length / frameBytes;
  const most = framesPerBlock(channelCount);
  const out = Array.from({ length: channelCount }, () => new Float64Array(frames));
  return heap.scoped((scope) => {
    const from = scope.bytes(most * frameBytes);
    const to = scope.f64(most * channelCount);
    for (const { start, length } of blocksOf(frames, most)) {
      heap.writeBytes(from, bytes.subarray(start * frameBytes, (start + length) * frameBytes));
      heap.check(heap.abi.sonde_pcm_decode(from, id, channelCount, length, to));
      for (const [c, channel] of out.entries()) {
        heap.readF64Into(to + 8 * c * length, channel.subarray(start, start + length));
      }
    }
    return out;
  });
}

function encode(
  heap: Heap,
  channels: readonly Float64Array[],
  encoding: PcmEncoding,
  rule: PcmRule,
): Uint8Array<ArrayBuffer> {
  const { id, bytes: width } = ENCODINGS[encoding];
  const frames = channels[0]?.length ?? 0;
  if (channels.some((channel) => channel.length !== frames)) {
    throw new AppError('internal', 'pcm: the channels of a sound must have one length');
  }
  if (frames === 0) return new Uint8Array(0);
  const frameBytes = width * channels.length;
  const most = framesPerBlock(channels.length);
  const out = new Uint8Array(frames * frameBytes);
  return heap.scoped((scope) => {
    const from = scope.f64(most * channels.length);
    const to = scope.bytes(most * frameBytes);
    for (const { start, length } of blocksOf(frames, most)) {
      for (const [c, channel] of channels.entries()) {
        heap.writeF64(from + 8 * c * length, channel.subarray(start, start + length));
      }
      heap.check(heap.abi.sonde_pcm_encode(from, id, RULES[rule], channels.length, length, to));
      out.set(heap.readBytes(to, length * frameBytes), start * frameBytes);
    }
    return out;
  });
}

function framesPerBlock(channelCount: number): number {
  return Math.max(1, Math.floor(BLOCK_SAMPLES / channelCount));
}
