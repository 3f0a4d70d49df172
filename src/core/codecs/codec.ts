import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import type { Kernels, PcmEncoding, Sliced } from '../kernels/kernels.ts';
import type { FormatFacts } from './formats.ts';
import type { CodecLibraries } from './libraries.ts';

/** Formats of files, by the names that a query's `output.format` has. */
export const SOUND_FORMATS = ['wav', 'aiff', 'flac', 'mp3', 'ogg', 'raw'] as const;

export type SoundFormat = (typeof SOUND_FORMATS)[number];

/** What a format holds, where it does not hold every encoding. */
export const HELD_ENCODINGS: Readonly<Partial<Record<SoundFormat, readonly EncodeOptions['encoding'][]>>> = {
  flac: ['s16', 's24'],
};

/** How a sound was made; travels inside the file. */
export interface SoundRecipe {
  /** The query, JSON-safe; unknown until the parser has read it. */
  readonly query: unknown;
  readonly signature: string;
  /** Name and version of the program. */
  readonly engine: string;
}

/** Something about a file that a researcher must be told, though its sound could be read. */
export interface CodecWarning {
  readonly code:
    | 'truncated'
    | 'unfinished'
    | 'partial-frame'
    | 'damaged'
    | 'delay-unknown'
    | 'chained'
    | 'recipe-unreadable';
  readonly message: string;
}

export interface DecodedSound {
  readonly clip: Clip;
  /** How the samples were stored; of MP3 and Ogg, how they were decoded. */
  readonly encoding: PcmEncoding;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

export interface EncodeOptions {
  readonly encoding: Exclude<PcmEncoding, 'u8'>;
  readonly recipe?: SoundRecipe;
  /** MP3 only, kb/s. */
  readonly bitrate?: number;
  /** Ogg only, -1 to 10. */
  readonly quality?: number;
}

/** The kernels that turn codes into samples and back. */
export type CodecKernels = Pick<Kernels, 'pcm' | 'level' | 'edit'>;

/** What a host hands to the codecs; an engine's host is one. */
export interface CodecTools {
  readonly kernels: CodecKernels;
  /** Missing where there are none: formats that need one are then refused. */
  readonly libraries?: CodecLibraries;
  /**
   * Most samples of a sound, over all channels, of which a few bytes of a compressed file can claim any number; by default
   * `SAMPLE_LIMIT`.
   */
  readonly sampleLimit?: number;
  /** A place for what does not fit into memory; where there is none, it must. */
  readonly scratch?: () => ScratchFile;
}

export type LongCodecTools = Required<Pick<CodecTools, 'kernels' | 'scratch'>> & Pick<CodecTools, 'libraries'>;

/** A file of a sound that may not fit into memory. */
export interface LongFile {
  /** As its head says; undefined where that does not say it. */
  readonly seconds: number | undefined;
  /** The same in samples over all channels. */
  readonly samples: number | undefined;
  /** Whether it is decoded into a scratch file before anything of it can be read. */
  readonly isSpread: boolean;
  /** Makes its samples readable, in slices. @throws AppError audio-invalid */
  open(): Sliced<OpenedSound>;
}

export interface OpenedSound {
  readonly sound: LongSound;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

/** 4 GiB of doubles: an hour and a half of stereo. */
export const SAMPLE_LIMIT = 2 ** 29;

/** Bytes of a file to a clip and back. The same samples and options always give the same bytes. */
/** What reads and writes a format. */
export interface CodecCode<Options extends EncodeOptions = EncodeOptions> {
  /**
   * @param bytes left untouched, and not kept
   * @throws AppError audio-invalid, audio-empty, audio-not-finite, audio-unsupported, memory-limit, codec-unavailable
   */
  decode(bytes: Uint8Array, tools: CodecTools): Promise<DecodedSound>;
  /**
   * The same for a sound that may not fit into memory, where the format has such a form. Whether its samples are finite is
   * not looked at.
   * @throws AppError audio-invalid, audio-empty, audio-unsupported, codec-unavailable
   */
  open?(source: ByteSource, tools: LongCodecTools): Promise<LongFile>;
  /**
   * The file in pieces, in order, so that a host can write it as it comes; a piece may be empty, where a slice of work
   * gave no bytes yet. What cannot be encoded is refused before there are pieces, never halfway.
   * @throws AppError audio-empty, audio-not-finite, audio-unsupported, codec-unavailable
   */
  encode(sound: Clip | LongSound, options: Options, tools: CodecTools): Promise<Iterable<Uint8Array<ArrayBuffer>>>;
}

/** A format: what it is called, how it is told, what reads and writes it. */
export interface Codec<Options extends EncodeOptions = EncodeOptions> extends FormatFacts, CodecCode<Options> {
  /** Whether the first bytes (16 are enough) are of this format. */
  recognises(head: Uint8Array): boolean;
}
