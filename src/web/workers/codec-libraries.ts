import programUrl from 'libflacjs/dist/libflac.wasm.js?url';
import binaryUrl from 'libflacjs/dist/libflac.wasm.wasm?url';
import type { FlacLibrary } from '../../core/codecs/flac-library.ts';
import { type CodecLibraries, loadOnce } from '../../core/codecs/libraries.ts';

/** Of this worker: fetched when the first sound needs one, never with the page. */
export const CODEC_LIBRARIES: CodecLibraries = { flac: loadOnce(loadFlac) };

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
