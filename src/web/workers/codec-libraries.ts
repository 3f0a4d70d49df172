import programUrl from 'libflacjs/dist/libflac.wasm.js?url';
import binaryUrl from 'libflacjs/dist/libflac.wasm.wasm?url';
import lameUrl from 'wasm-media-encoders/wasm/mp3?url';
import vorbisUrl from 'wasm-media-encoders/wasm/ogg?url';
import type { FlacLibrary } from '../../core/codecs/flac-library.ts';
import { type CodecLibraries, loadOnce } from '../../core/codecs/libraries.ts';
import type { LossyLibraries, VorbisDecoder } from '../../core/codecs/lossy-library.ts';

/** Of this worker: fetched when the first sound needs one, never with the page. */
export const CODEC_LIBRARIES: CodecLibraries = {
  flac: loadOnce(loadFlac),
  lame: loadOnce(loadLame),
  vorbisEncoder: loadOnce(loadVorbisEncoder),
  mpg123: loadOnce(loadMpg123),
  vorbisDecoder: loadOnce(loadVorbisDecoder),
  opusDecoder: loadOnce(loadOpusDecoder),
};

type Loaded<N extends keyof LossyLibraries> = ReturnType<NonNullable<LossyLibraries[N]>>;

/** How libflacjs, a plain script, is told where its binary lies, and what it leaves behind. */
interface FlacGlobals {
  FLAC_SCRIPT_LOCATION?: Readonly<Record<string, string>> | undefined;
  Flac?: FlacLibrary | undefined;
  fetch: typeof fetch;
}

async function loadFlac(): Promise<FlacLibrary> {
  const scope: FlacGlobals = globalThis;
  const { fetch } = scope;
  // Beforehand, because the script itself would wait for ever for a binary that does not come.
  const binary = await fetch(binaryUrl);
  if (!binary.ok) throw new Error(`${binary.status} ${binary.statusText}`);
  scope.FLAC_SCRIPT_LOCATION = { 'libflac.wasm.wasm': binaryUrl };
  try {
    await import(/* @vite-ignore */ programUrl);
    const library = scope.Flac;
    if (library === undefined) throw new Error('the script defined nothing');
    if (!library.isReady()) await new Promise<void>((resolve) => library.on('ready', resolve));
    return library;
  } finally {
    // It wraps fetch for pages without a server.
    scope.fetch = fetch;
    delete scope.FLAC_SCRIPT_LOCATION;
    delete scope.Flac;
  }
}

async function loadLame(): Loaded<'lame'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile(lameUrl);
  return async () => await createEncoder('audio/mpeg', module);
}

async function loadVorbisEncoder(): Loaded<'vorbisEncoder'> {
  const { createEncoder } = await import('wasm-media-encoders');
  const module = await compile(vorbisUrl);
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

/** By address and not inlined, so that it is fetched alone and can be replaced by another build. */
async function compile(url: string): Promise<WebAssembly.Module> {
  const binary = await fetch(url);
  if (!binary.ok) throw new Error(`${binary.status} ${binary.statusText}`);
  return await WebAssembly.compile(await binary.arrayBuffer());
}
