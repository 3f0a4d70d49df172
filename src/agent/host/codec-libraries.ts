import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FlacLibrary } from '../../core/codecs/flac-library.ts';
import { type CodecLibraries, loadOnce } from '../../core/codecs/libraries.ts';
import type { LossyLibraries, VorbisDecoder } from '../../core/codecs/lossy-library.ts';

/** Of this thread: found in the packages, loaded when the first sound needs one. */
export const CODEC_LIBRARIES: CodecLibraries = {
  flac: loadOnce(loadFlac),
  lame: loadOnce(loadLame),
  vorbisEncoder: loadOnce(loadVorbisEncoder),
  mpg123: loadOnce(loadMpg123),
  vorbisDecoder: loadOnce(loadVorbisDecoder),
  opusDecoder: loadOnce(loadOpusDecoder),
};

type Loaded<N extends keyof LossyLibraries> = ReturnType<NonNullable<LossyLibraries[N]>>;

const require = createRequire(import.meta.url);

async function loadFlac(): Promise<FlacLibrary> {
  const library = withoutFetch(() => require('libflacjs/dist/libflac.wasm.js') as FlacLibrary);
  if (!library.isReady()) await new Promise<void>((resolve) => library.on('ready', resolve));
  return library;
}

/** Where there is `fetch`, libflacjs wants a browser, and would fetch a file's path. It looks while it is loaded. */
function withoutFetch<T>(load: () => T): T {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true });
  try {
    return load();
  } finally {
    if (fetch !== undefined) Object.defineProperty(globalThis, 'fetch', fetch);
  }
}

async function loadLame(): Loaded<'lame'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile('wasm-media-encoders/wasm/mp3');
  return async () => await createEncoder('audio/mpeg', module);
}

async function loadVorbisEncoder(): Loaded<'vorbisEncoder'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile('wasm-media-encoders/wasm/ogg');
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

async function compile(name: string): Promise<WebAssembly.Module> {
  return new WebAssembly.Module(await readFile(require.resolve(name)));
}
