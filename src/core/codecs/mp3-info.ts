import { ByteReader, ByteWriter } from '../base/bytes.ts';
import { HEADER_BYTES, type MpegHeader, readMpegHeader } from './mpeg-frame.ts';

/** What the frame before the sound says of it. */
export interface Mp3Info {
  /** Frames after this one. */
  readonly frames: number | undefined;
  /** Of the stream, this frame included. */
  readonly bytes: number | undefined;
  /** Samples that the encoder put before the sound and after it; undefined where it does not say. */
  readonly delay: number | undefined;
  readonly padding: number;
}

/** What is written into that frame. */
export interface Mp3Stream {
  /** kb/s */
  readonly bitrate: number;
  readonly frames: number;
  /** All frames of sound. */
  readonly bytes: Uint8Array;
  readonly delay: number;
  readonly padding: number;
}

/** Bytes of the Info tag without LAME's part: name, flags, frames, bytes, table of contents, quality. */
const TAG_BYTES = 120;
const LAME_BYTES = 36;
const TOC_ENTRIES = 100;
/** Frames, bytes, table of contents and quality are all there. */
const ALL_FIELDS = 15;
/** LAME's mark for its settings at a constant rate: 100 - 10 * (VBR quality 4) - (algorithm 3). */
const QUALITY = 57;
const CONSTANT_RATE = 1;

/**
 * Reads the tag that LAME and others put into a silent first frame (`Info` for constant, `Xing` for variable rates).
 * @returns undefined where the frame is one of sound
 * @source the layout as LAME's documentation of its "Mp3 Info Tag rev 1" gives it
 */
export function readMp3Info(frame: Uint8Array, header: MpegHeader): Mp3Info | undefined {
  const reader = new ByteReader(frame, 'big');
  if (isVbri(reader)) return { frames: reader.u32(50), bytes: reader.u32(46), delay: undefined, padding: 0 };
  let at = tagOffset(header);
  if (header.layer !== 3 || at + 8 > frame.length || !/^(Xing|Info)$/.test(reader.text(at, 4))) return undefined;
  const flags = reader.u32(at + 4);
  at += 8;
  const field = (bit: number, length: number): number | undefined => {
    if ((flags & bit) === 0) return undefined;
    at += length;
    return at <= frame.length ? reader.u32(at - length) : undefined;
  };
  const frames = field(1, 4);
  const bytes = field(2, 4);
  field(4, TOC_ENTRIES);
  field(8, 4);
  if (at + 24 > frame.length || /^\0*$/.test(reader.text(at, 9)))
    return { frames, bytes, delay: undefined, padding: 0 };
  const [high = 0, middle = 0, low = 0] = frame.subarray(at + 21, at + 24);
  return { frames, bytes, delay: (high << 4) | (middle >> 4), padding: ((middle & 15) << 8) | low };
}

/** The tag of Fraunhofer's encoder, always at one place; it says nothing that we could trim by. */
function isVbri(reader: ByteReader): boolean {
  return reader.length >= 54 && reader.text(36, 4) === 'VBRI';
}

/** After the header, its checksum and the side information, which are zeros in such a frame. */
function tagOffset({ version, channelCount, isProtected }: MpegHeader): number {
  const [mono, stereo] = version === 1 ? [17, 32] : [9, 17];
  return HEADER_BYTES + (isProtected ? 2 : 0) + (channelCount === 1 ? mono : stereo);
}

/**
 * The frame that goes before a stream of constant rate, so that players know its length and how much to cut off.
 * @param first header of the stream's first frame
 */
export function writeMp3Info(first: Uint8Array, stream: Mp3Stream): Uint8Array<ArrayBuffer> {
  const { bytes: headerBytes, header } = roomyHeader(first);
  const before = tagOffset(header);
  const length = stream.bytes.length + header.length;
  const tag = new ByteWriter(header.length, 'big');
  tag.raw(headerBytes).raw(new Uint8Array(before - HEADER_BYTES));
  tag.text('Info').u32(ALL_FIELDS).u32(stream.frames).u32(length);
  tag.raw(Uint8Array.from({ length: TOC_ENTRIES }, (_, index) => Math.floor((256 * index) / TOC_ENTRIES))).u32(QUALITY);
  tag.text('LAME3.100').raw(Uint8Array.of(CONSTANT_RATE, 0)).raw(new Uint8Array(9));
  const { delay, padding, bitrate } = stream;
  tag.raw(Uint8Array.of(Math.min(bitrate, 255), delay >> 4, ((delay & 15) << 4) | (padding >> 8), padding & 255));
  tag.u32(0).u32(length).u16(crc16(stream.bytes));
  const rest = header.length - before - TAG_BYTES - LAME_BYTES;
  const frame = tag.raw(new Uint8Array(2 + rest)).finish();
  const checked = before + TAG_BYTES + LAME_BYTES - 2;
  const checksum = crc16(frame.subarray(0, checked));
  frame.set([checksum >> 8, checksum & 255], checked);
  return frame;
}

/** The stream's header without padding and checksum, at the least rate whose frame has room for the tag. */
function roomyHeader(first: Uint8Array): { readonly bytes: Uint8Array; readonly header: MpegHeader } {
  const bytes = first.slice(0, HEADER_BYTES);
  bytes[1] = (bytes[1] ?? 0) | 1;
  for (let rate = (bytes[2] ?? 0) >> 4; rate < 15; rate++) {
    bytes[2] = (rate << 4) | ((bytes[2] ?? 0) & 0x0d);
    const header = readMpegHeader(bytes, 0);
    if (header !== undefined && header.length >= tagOffset(header) + TAG_BYTES + LAME_BYTES) return { bytes, header };
  }
  throw new RangeError('no MPEG frame has room for the Info tag');
}

/** CRC-16 with the polynomial 0x8005, least bit first, from 0: the checksum of LAME's tag. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < bytes.length; at++) crc = (crc >> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return crc;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0xa001;
  return crc;
});
