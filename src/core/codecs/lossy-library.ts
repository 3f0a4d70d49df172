import type { Mp3Rates } from './mp3-bitrates.ts';

/** What came out of a decoder: float32, one array per channel. */
interface DecodedBlock {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
}

/** One encoding under way: LAME or libvorbis in WebAssembly (the package wasm-media-encoders), by its own names. */
export interface LossyEncoder<Settings> {
  configure(settings: Settings & { readonly channels: 1 | 2; readonly sampleRate: number }): void;
  /** @returns a view that lives until the next call */
  encode(samples: readonly Float32Array[]): Uint8Array;
  finalize(): Uint8Array;
}

/** -1 to 10, and the number of the stream in its file. */
export interface VorbisSettings {
  readonly vbrQuality: number;
  readonly oggSerialNo: number;
}

/** libmpg123 in WebAssembly (the package mpg123-decoder), by its own names. Two channels, equal ones for a mono frame. */
export interface Mpg123Decoder {
  decodeFrame(frame: Uint8Array): DecodedBlock;
}

/** libvorbis in WebAssembly (the package ogg-vorbis), which is handed the parts of pages that it looks at. */
export interface VorbisDecoder {
  decodeOggPages(pages: readonly VorbisPage[]): Promise<DecodedBlock>;
}

/** The first page has the first header as its data, the second page all headers, with its first packet. */
export interface VorbisPage {
  readonly data: Uint8Array;
  readonly codecFrames: readonly { readonly header: { readonly vorbisSetup: Uint8Array }; readonly data: Uint8Array }[];
  readonly isLastPage: false;
}

/** libopus in WebAssembly (the package opus-decoder), by its own names. */
export interface OpusDecoder {
  /** No samples for a packet that is none of Opus. */
  decodeFrame(packet: Uint8Array): DecodedBlock;
}

export interface OpusLayout {
  readonly channels: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
}

/** Each call starts an encoder or decoder of its own. */
export interface LossyLibraries {
  readonly lame?: () => Promise<() => Promise<LossyEncoder<Mp3Rates>>>;
  readonly vorbisEncoder?: () => Promise<() => Promise<LossyEncoder<VorbisSettings>>>;
  readonly mpg123?: () => Promise<() => Promise<Mpg123Decoder>>;
  readonly vorbisDecoder?: () => Promise<() => Promise<VorbisDecoder>>;
  readonly opusDecoder?: () => Promise<(layout: OpusLayout) => Promise<OpusDecoder>>;
}
