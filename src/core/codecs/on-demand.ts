import type { Codec, CodecCode } from './codec.ts';
import { FORMATS, type FormatFacts } from './formats.ts';
import { readMpegHeader } from './mpeg-frame.ts';

/** The beginning of a file as text, byte by byte. */
const text = (head: Uint8Array, length: number): string => String.fromCharCode(...head.subarray(0, length));

/** A format whose code is fetched when a sound first needs it, so that a page starts without. */
function onDemand(facts: FormatFacts, recognises: Codec['recognises'], load: () => Promise<CodecCode>): Codec {
  return {
    ...facts,
    recognises,
    decode: async (bytes, tools) => (await load()).decode(bytes, tools),
    encode: async (sound, options, tools) => (await load()).encode(sound, options, tools),
  };
}

const loadAiff = async () => (await import('./aiff.ts')).aiffCode;
const loadFlac = async () => (await import('./flac.ts')).flacCode;

/** AIFF and AIFF-C. */
export const aiffCodec: Codec = {
  ...onDemand(FORMATS.aiff, (head) => /^FORM.{4}AIF[FC]/s.test(text(head, 12)), loadAiff),
  open: async (source, tools) => (await loadAiff()).open(source, tools),
};

/** FLAC in its own container. */
export const flacCodec: Codec = {
  ...onDemand(FORMATS.flac, (head) => text(head, 4) === 'fLaC', loadFlac),
  open: async (source, tools) => (await loadFlac()).open(source, tools),
};

/** Layers I, II and III of MPEG. */
export const mp3Codec: Codec = onDemand(
  FORMATS.mp3,
  (head) => text(head, 3) === 'ID3' || readMpegHeader(head, 0) !== undefined,
  async () => (await import('./mp3.ts')).mp3Code,
);

/** Ogg with Vorbis or Opus inside, written with Vorbis. */
export const oggCodec: Codec = onDemand(
  FORMATS.ogg,
  (head) => text(head, 4) === 'OggS',
  async () => (await import('./ogg.ts')).oggCode,
);
