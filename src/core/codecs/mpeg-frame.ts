/** What the four bytes before each frame of an MPEG audio stream say. */
export interface MpegHeader {
  /** 1, 2, or 2.5 for the extension to low sampling rates. */
  readonly version: 1 | 2 | 2.5;
  readonly layer: 1 | 2 | 3;
  /** kb/s */
  readonly bitrate: number;
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: 1 | 2;
  /** Whether two bytes of checksum follow the header. */
  readonly isProtected: boolean;
  /** Bytes, header included. */
  readonly length: number;
  /** Samples per channel. */
  readonly samples: number;
}

const VERSIONS = [2.5, undefined, 2, 1] as const;
const LAYERS = [undefined, 3, 2, 1] as const;

/** Hz, by the version; MPEG-2 has half of these, its extension a quarter. */
const SAMPLE_RATES = [44100, 48000, 32000] as const;
const RATE_DIVISORS = { 1: 1, 2: 2, 2.5: 4 } as const;

/** kb/s by the header's four bits; 0 is a free rate, which is not read. */
const BITRATES = {
  firstI: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  firstII: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  firstIII: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  laterI: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  later: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** Bytes of a header. */
export const HEADER_BYTES = 4;

/**
 * The header at a place; undefined where there is none, or one of a reserved or a free kind.
 * @source ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3
 */
export function readMpegHeader(bytes: Uint8Array, offset: number): MpegHeader | undefined {
  const second = bytes[offset + 1] ?? 0;
  const third = bytes[offset + 2] ?? 0;
  const fourth = bytes[offset + 3];
  if (bytes[offset] !== 0xff || (second & 0xe0) !== 0xe0 || fourth === undefined) return undefined;
  const version = VERSIONS[(second >> 3) & 3];
  const layer = LAYERS[(second >> 1) & 3];
  const baseRate = SAMPLE_RATES[(third >> 2) & 3];
  const isEmphasisReserved = (fourth & 3) === 2;
  if (version === undefined || layer === undefined || baseRate === undefined || isEmphasisReserved) return undefined;
  const bitrate = bitratesOf(version, layer)[third >> 4] ?? 0;
  if (bitrate === 0) return undefined;
  const sampleRate = baseRate / RATE_DIVISORS[version];
  const samples = samplesPerFrame(version, layer);
  const padding = (third >> 1) & 1;
  // Layer I counts in slots of four bytes.
  const slot = layer === 1 ? 4 : 1;
  const length = (Math.floor(((samples / 8 / slot) * bitrate * 1000) / sampleRate) + padding) * slot;
  const channelCount = fourth >> 6 === 3 ? 1 : 2;
  return { version, layer, bitrate, sampleRate, channelCount, isProtected: (second & 1) === 0, length, samples };
}

function samplesPerFrame(version: MpegHeader['version'], layer: MpegHeader['layer']): number {
  if (layer === 1) return 384;
  return layer === 3 && version !== 1 ? 576 : 1152;
}

function bitratesOf(version: MpegHeader['version'], layer: MpegHeader['layer']): readonly number[] {
  if (version === 1) return BITRATES[layer === 1 ? 'firstI' : layer === 2 ? 'firstII' : 'firstIII'];
  return layer === 1 ? BITRATES.laterI : BITRATES.later;
}

/** Whether two headers can be of one stream: its rates of bits may change, and its channels be joined. */
export function isSameStream(a: MpegHeader, b: MpegHeader): boolean {
  return a.version === b.version && a.layer === b.layer && a.sampleRate === b.sampleRate;
}
