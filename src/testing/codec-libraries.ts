import type { CodecLibraries } from '../core/codecs/libraries.ts';

let libraries: CodecLibraries | undefined;

/** As the set-up file of each project does: a test of core gets what a host of its kind has. */
export function installLibraries(those: CodecLibraries): void {
  libraries = those;
}

export function librariesForTest(): CodecLibraries {
  if (!libraries) throw new Error('no libraries installed: is the vitest project missing its setup file?');
  return libraries;
}
