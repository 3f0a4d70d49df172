import { ByteReader } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { invalid } from './damage.ts';
import type { OpusLayout } from './lossy-library.ts';
import { MAX_SAMPLE_RATE } from './samples.ts';

/** What the first packet of a stream says. */
export interface VorbisStart {
  readonly codec: 'Vorbis';
  readonly channelCount: number;
  /** Hz */
  readonly sampleRate: number;
  /** Packets before the sound, this one included. */
  readonly headers: 3;
}

export interface OpusStart {
  readonly codec: 'Opus';
  readonly channelCount: number;
  readonly sampleRate: 48000;
  readonly headers: 2;
  /** Samples to leave out at the beginning. */
  readonly preSkip: number;
  /** dB, to be applied to all samples. */
  readonly gainDb: number;
  readonly layout: OpusLayout;
}

export type StreamStart = VorbisStart | OpusStart;

const MAX_CHANNELS = 8;

/** Others that live in Ogg, by their first packets. */
const OTHER_CODECS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\x7fFLAC/, 'FLAC'],
  [/^Speex /, 'Speex'],
  [/^\x80theora/, 'Theora video'],
];

/**
 * Reads a stream's first packet.
 * @returns undefined for a stream of another kind
 * @throws AppError audio-invalid, audio-unsupported
 * @source Vorbis I specification, 4.2.2; RFC 7845, 5.1
 */
export function readStreamStart(packet: Uint8Array, offset: number): StreamStart | undefined {
  const head = headOf(packet);
  const start = head.startsWith('\x01vorbis')
    ? readVorbis(packet, offset)
    : head.startsWith('OpusHead')
      ? readOpus(packet, offset)
      : undefined;
  if (start !== undefined && start.channelCount > MAX_CHANNELS) {
    const message = `${start.codec} of ${start.channelCount} channels cannot be read here, only of 1 to ${MAX_CHANNELS}.`;
    throw new AppError('audio-unsupported', message, { details: { offset } });
  }
  return start;
}

/** What an Ogg file has in place of a sound that can be read. */
export function nameStream(packet: Uint8Array): string | undefined {
  return OTHER_CODECS.find(([pattern]) => pattern.test(headOf(packet)))?.[1];
}

function headOf(packet: Uint8Array): string {
  return String.fromCharCode(...packet.subarray(0, 8));
}

function readVorbis(packet: Uint8Array, offset: number): VorbisStart {
  const reader = new ByteReader(packet);
  if (reader.length < 30) throw invalid(`The Vorbis header on the page at byte ${offset} is cut short.`, offset);
  const channelCount = reader.u8(11);
  const sampleRate = reader.u32(12);
  if (channelCount === 0 || sampleRate === 0 || sampleRate > MAX_SAMPLE_RATE) {
    const got = `${channelCount} channels of ${sampleRate} Hz`;
    throw invalid(`The Vorbis header on the page at byte ${offset} is damaged: it says ${got}.`, offset);
  }
  return { codec: 'Vorbis', channelCount, sampleRate, headers: 3 };
}

function readOpus(packet: Uint8Array, offset: number): OpusStart {
  const reader = new ByteReader(packet);
  const cut = invalid(`The Opus header on the page at byte ${offset} is cut short.`, offset);
  if (reader.length < 19) throw cut;
  const channels = reader.u8(9);
  const family = reader.u8(18);
  if (family !== 0 && reader.length < 21 + channels) throw cut;
  const gain = reader.u16(16);
  const layout = readLayout(reader, channels, family);
  if (layout === undefined) throw invalid(`The Opus header on the page at byte ${offset} is damaged.`, offset);
  if (family > 1) {
    const message = `Opus with channel mapping ${family} cannot be read here, only with 0 and 1.`;
    throw new AppError('audio-unsupported', message, { details: { offset } });
  }
  const start = { preSkip: reader.u16(10), gainDb: ((gain << 16) >> 16) / 256, layout };
  return { codec: 'Opus', channelCount: channels, sampleRate: 48000, headers: 2, ...start };
}

/** Which stream each channel is in; undefined where that cannot be. */
function readLayout(reader: ByteReader, channels: number, family: number): OpusLayout | undefined {
  if (family === 0) {
    const channelMappingTable = channels === 1 ? [0] : [0, 1];
    const plain = { channels, streamCount: 1, coupledStreamCount: channels - 1, channelMappingTable };
    return channels === 1 || channels === 2 ? plain : undefined;
  }
  const streamCount = reader.u8(19);
  const coupledStreamCount = reader.u8(20);
  const channelMappingTable = [...reader.bytes.subarray(21, 21 + channels)];
  const decoded = streamCount + coupledStreamCount;
  const isPossible = channels > 0 && streamCount > 0 && coupledStreamCount <= streamCount && decoded <= 255;
  const isMapped = channelMappingTable.every((index) => index === 255 || index < decoded);
  return isPossible && isMapped ? { channels, streamCount, coupledStreamCount, channelMappingTable } : undefined;
}
