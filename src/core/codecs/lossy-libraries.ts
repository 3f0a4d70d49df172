import { loadOnce } from './libraries.ts';
import type { LossyLibraries, VorbisDecoder } from './lossy-library.ts';

/** Makes modules of the encoders' binaries, by the names that `wasm-media-encoders` exports them under. */
export type CompileEncoder = (name: 'mp3' | 'ogg') => Promise<WebAssembly.Module>;

type Loaded<N extends keyof LossyLibraries> = ReturnType<NonNullable<LossyLibraries[N]>>;

/**
 * The libraries of the lossy formats, each loaded when the first sound needs it. The decoders carry their binaries in
 * their scripts; the encoders' lie where only a host knows.
 */
export function lossyLibraries(compile: CompileEncoder): Required<LossyLibraries> {
  return {
    lame: loadOnce(() => loadLame(compile)),
    vorbisEncoder: loadOnce(() => loadVorbisEncoder(compile)),
    mpg123: loadOnce(loadMpg123),
    vorbisDecoder: loadOnce(loadVorbisDecoder),
    opusDecoder: loadOnce(loadOpusDecoder),
  };
}

async function loadLame(compile: CompileEncoder): Loaded<'lame'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile('mp3');
  return async () => await createEncoder('audio/mpeg', module);
}

async function loadVorbisEncoder(compile: CompileEncoder): Loaded<'vorbisEncoder'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile('ogg');
  return async () => await createEncoder('audio/ogg', module);
}

async function loadMpg123(): Loaded<'mpg123'> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  return async () => await ready(new MPEGDecoder({ enableGapless: false }));
}

async function loadVorbisDecoder(): Loaded<'vorbisDecoder'> {
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  // Its type asks for whole pages, of which it looks at what `VorbisPage` has.
  return async () => (await ready(new OggVorbisDecoder())) as unknown as VorbisDecoder;
}

async function loadOpusDecoder(): Loaded<'opusDecoder'> {
  const { OpusDecoder } = await import('opus-decoder');
  return async (layout) => await ready(new OpusDecoder(layout));
}

async function ready<T extends { readonly ready: Promise<void> }>(decoder: T): Promise<T> {
  await decoder.ready;
  return decoder;
}
