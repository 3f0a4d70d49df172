import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FlacLibrary } from '../../core/codecs/flac-library.ts';
import { type CodecLibraries, loadOnce } from '../../core/codecs/libraries.ts';
import { type CompileEncoder, lossyLibraries } from '../../core/codecs/lossy-libraries.ts';

/** Of this thread: found in the packages, loaded when the first sound needs one. */
export const CODEC_LIBRARIES: CodecLibraries = {
  flac: loadOnce(loadFlac),
  ...lossyLibraries(compile),
};

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

async function compile(name: Parameters<CompileEncoder>[0]): Promise<WebAssembly.Module> {
  return new WebAssembly.Module(await readFile(require.resolve(`wasm-media-encoders/wasm/${name}`)));
}
