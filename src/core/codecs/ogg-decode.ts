import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { CodecTools, DecodedSound } from './codec.ts';
import { assertFinite } from './finite.ts';
import { FloatCollector } from './floats.ts';
import { libraryFor } from './libraries.ts';
import type { VorbisPage } from './lossy-library.ts';
import type { OggPackets } from './ogg-packets.ts';
import { type OggSound, openOgg } from './ogg-read.ts';
import type { OpusStart } from './ogg-streams.ts';
import { opusDuration } from './opus-packet.ts';
import { findRecipeComment } from './vorbis-comment.ts';

type Block = readonly Float32Array[];

interface PacketDecoder {
  decode(packets: readonly Uint8Array[]): Promise<readonly Block[]>;
  /** Packets so far that were none. */
  lost: number;
}

/** What libraries take at most, bytes. */
const MAX_VORBIS_PACKET = 131_072;
const OPUS_PACKET_PER_CHANNEL = 3840;

/**
 * Where channels of Vorbis and Opus go, so that they come as in WAV: front left and right, centre, low frequencies, back,
 * side. Up to two channels, and four, are in one order in both.
 */
const ORDERS: Readonly<Record<number, readonly number[]>> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
};

/**
 * Reads the first sound of an Ogg file: Vorbis, or Opus at its own rate of 48 kHz.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, audio-not-finite, memory-limit, codec-unavailable
 */
export async function decodeOgg(bytes: Uint8Array, tools: CodecTools): Promise<DecodedSound> {
  const sound = openOgg(bytes);
  const { start, headers } = sound;
  const decoder = start.codec === 'Opus' ? await startOpus(start, tools) : await startVorbis(headers, tools);
  const { clip: decoded, missing } = await decodePages(sound, decoder, tools.sampleLimit);
  const clip = inWavOrder(amplified(decoded, sound, tools));
  assertFinite(clip, tools.kernels.level, 'The file');
  const comments = headers[1]?.subarray(start.codec === 'Opus' ? 8 : 7) ?? new Uint8Array(0);
  const { recipe, warnings } = findRecipeComment(comments, 'of the Ogg file');
  const damage = sound.damage();
  if (damage.length === 0 && (missing > 0 || decoder.lost > 0)) {
    const message = `The file is damaged: ${decoder.lost} packets could not be decoded, and ${missing} samples are missing.`;
    damage.push({ code: 'damaged', message });
  }
  return { clip, encoding: 'f32', recipe, warnings: [...damage, ...warnings] };
}

async function startVorbis(headers: readonly Uint8Array[], tools: CodecTools): Promise<PacketDecoder> {
  const start = await libraryFor('vorbisDecoder', 'Ogg Vorbis', tools);
  const library = await start();
  const [data = NOTHING, , vorbisSetup = NOTHING] = headers;
  let before: VorbisPage[] = [{ data, codecFrames: [], isLastPage: false }];
  const decode = async (packets: readonly Uint8Array[]): Promise<readonly Block[]> => {
    const short = packets.filter((packet) => packet.length <= MAX_VORBIS_PACKET);
    decoder.lost += packets.length - short.length;
    if (short.length === 0) return [];
    const codecFrames = short.map((packet) => ({ header: { vorbisSetup }, data: packet }));
    const pages = [...before, { data: vorbisSetup, codecFrames, isLastPage: false } as const];
    before = [];
    return [(await library.decodeOggPages(pages)).channelData];
  };
  const decoder: PacketDecoder = { decode, lost: 0 };
  return decoder;
}

async function startOpus({ layout }: OpusStart, tools: CodecTools): Promise<PacketDecoder> {
  const start = await libraryFor('opusDecoder', 'Opus', tools);
  const library = await start(layout);
  const most = OPUS_PACKET_PER_CHANNEL * layout.channels;
  const decodeOne = (packet: Uint8Array): Block => {
    const { channelData, samplesDecoded } = packet.length > most ? NO_SAMPLES : library.decodeFrame(packet);
    if (samplesDecoded > 0) return channelData;
    decoder.lost++;
    // Silence, so that the rest stays in its place.
    return Array.from({ length: layout.channels }, () => new Float32Array(opusDuration(packet)));
  };
  const decoder: PacketDecoder = { decode: async (packets) => packets.map(decodeOne), lost: 0 };
  return decoder;
}

const NOTHING = new Uint8Array(0);
const NO_SAMPLES = { channelData: [], samplesDecoded: 0 };

/** The samples, without those that the stream's positions and its header say are none of the sound. */
async function decodePages(
  sound: OggSound,
  decoder: PacketDecoder,
  limit?: number,
): Promise<{ clip: Clip; missing: number }> {
  const { start } = sound;
  const collected = new FloatCollector(start, limit);
  let origin: number | undefined;
  let end: number | undefined;
  for (const page of sound.pages) {
    for (const block of await guarded(() => decoder.decode(page.packets))) collected.add(block);
    origin ??= originOf(page, collected.frames);
    if (page.isLast && page.granule < Number.POSITIVE_INFINITY) end = page.granule - (origin ?? 0);
  }
  if (collected.frames === 0) throw new AppError('audio-empty', 'The sound has no samples that could be decoded.');
  const begin = start.codec === 'Opus' ? start.preSkip : Math.max(0, -(origin ?? 0));
  const length = Math.min(collected.frames, Math.max(end ?? collected.frames, 0)) - begin;
  if (length <= 0) throw new AppError('audio-empty', 'The sound has no samples: all of it is marked as padding.');
  const missing = Math.max(0, (end ?? 0) - collected.frames);
  return { clip: collected.finish(begin, begin + length), missing };
}

/** The position of the first decoded sample: that of a page less what was decoded. A last page may end before its packets do. */
function originOf({ granule, packets, isLast }: OggPackets, decoded: number): number | undefined {
  if (packets.length === 0 || granule === Number.POSITIVE_INFINITY) return undefined;
  return isLast ? 0 : granule - decoded;
}

/** A decoder that fails on what it is given has found damage that pages do not show. */
async function guarded<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('audio-invalid', 'The sound cannot be decoded: its headers or packets are damaged.', { cause });
  }
}

/** As the header of Opus asks for. */
function amplified(clip: Clip, { start }: OggSound, { kernels }: CodecTools): Clip {
  if (start.codec !== 'Opus' || start.gainDb === 0) return clip;
  const nothing = clip.channels.map((channel) => new Float64Array(channel.length));
  return { ...clip, channels: kernels.edit.mix(clip.channels, nothing, [start.gainDb, 0]) };
}

function inWavOrder(clip: Clip): Clip {
  const order = ORDERS[clip.channels.length];
  if (order === undefined) return clip;
  return { ...clip, channels: order.flatMap((index) => clip.channels[index] ?? []) };
}
