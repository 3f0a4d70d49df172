/** What a stream says of itself in its STREAMINFO. */
export interface FlacStreamInfo {
  readonly min_blocksize: number;
  readonly max_blocksize: number;
  readonly min_framesize: number;
  readonly max_framesize: number;
  readonly total_samples: number;
  /** 32 hexadecimal digits. */
  readonly md5sum: string;
}

/** Of one decoded frame. */
export interface FlacFrame {
  /** Samples per channel. */
  readonly blocksize: number;
  readonly channels: number;
  readonly bitsPerSample: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What is used of libFLAC in WebAssembly (the package libflacjs), by its own names. Coders are numbers; 0 is none. */
export interface FlacLibrary {
  isReady(): boolean;
  on(event: 'ready', listener: () => void): void;
  create_libflac_encoder(
    sampleRate: number,
    channels: number,
    bitsPerSample: number,
    compressionLevel: number,
    totalSamples: number,
    verify: boolean,
  ): number;
  /** @returns 0 when all is well */
  init_encoder_stream(
    encoder: number,
    /** `samples` per channel; 0 for what stands before the frames. */
    write: (bytes: Bytes, length: number, samples: number) => void,
    metadata: (info: FlacStreamInfo) => void,
  ): number;
  FLAC__stream_encoder_process_interleaved(encoder: number, samples: Int32Array, frames: number): boolean;
  FLAC__stream_encoder_finish(encoder: number): boolean;
  FLAC__stream_encoder_delete(encoder: number): void;
  create_libflac_decoder(verify: boolean): number;
  /** @returns 0 when all is well */
  init_decoder_stream(
    decoder: number,
    read: (limit: number) => { readonly buffer: Bytes; readonly readDataLength: number; readonly error: boolean },
    /** Of each channel: 8 and 16 bits as 2 bytes a sample, 24 bits as 4, little-endian. `false` stops. */
    write: (channels: readonly Bytes[], frame: FlacFrame) => boolean,
    error: (code: number, description: string) => void,
  ): number;
  /** One block of metadata, or one frame. @returns false where it cannot go on */
  FLAC__stream_decoder_process_single(decoder: number): boolean;
  FLAC__stream_decoder_get_state(decoder: number): number;
  /** @returns false where the samples are not those of the MD5 sum in the stream */
  FLAC__stream_decoder_finish(decoder: number): boolean;
  FLAC__stream_decoder_delete(decoder: number): void;
}
