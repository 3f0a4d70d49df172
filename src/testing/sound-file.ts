import { readFile } from 'node:fs/promises';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import type { DecodedSound } from '../core/codecs/codec.ts';
import { decodeSound } from '../core/codecs/registry.ts';

const kernels = await readKernels(findInstallation().wasmPath);

/** A file of any format, as a client that gets its path reads it. */
export async function readSoundFile(path: string): Promise<DecodedSound> {
  return await decodeSound(await readFile(path), path, { kernels, libraries: CODEC_LIBRARIES });
}

/** Its samples as interleaved codes of 16 bits: the golden vectors of VTServer have the SHA-256 of these. */
export async function codesOfFile(path: string): Promise<Uint8Array> {
  const { clip } = await readSoundFile(path);
  return kernels.pcm.encode(clip.channels, 's16', 'flac');
}
