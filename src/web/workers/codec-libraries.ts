import programUrl from 'libflacjs/dist/libflac.wasm.js?url';
import binaryUrl from 'libflacjs/dist/libflac.wasm.wasm?url';
import lameUrl from 'wasm-media-encoders/wasm/mp3?url';
import vorbisUrl from 'wasm-media-encoders/wasm/ogg?url';
import type { FlacLibrary } from '../../core/codecs/flac-library.ts';
import { type CodecLibraries, loadOnce } from '../../core/codecs/libraries.ts';
import { type CompileEncoder, lossyLibraries } from '../../core/codecs/lossy-libraries.ts';

/** Of this worker: fetched when the first sound needs one, never with the page. */
export const CODEC_LIBRARIES: CodecLibraries = {
  flac: loadOnce(loadFlac),
  ...lossyLibraries(compile),
};

const ENCODERS = { mp3: lameUrl, ogg: vorbisUrl };

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

/** By address and not inlined, so that it is fetched alone and can be replaced by another build. */
async function compile(name: Parameters<CompileEncoder>[0]): Promise<WebAssembly.Module> {
  const binary = await fetch(ENCODERS[name]);
  if (!binary.ok) throw new Error(`${binary.status} ${binary.statusText}`);
  return await WebAssembly.compile(await binary.arrayBuffer());
}
