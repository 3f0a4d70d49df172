import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { readFileBytes } from '../agent/host/read-file.ts';
import type { Clip } from '../core/audio/clip.ts';
import { AppError } from '../core/base/errors.ts';
import type { SoundRecipe } from '../core/codecs/codec.ts';
import { decodeSound } from '../core/codecs/registry.ts';
import { MODULES } from '../core/modules/registry.ts';
import { parseQuery } from '../core/query/parse.ts';
import type { Query } from '../core/query/query.ts';

/** A sound that Sonde made, with what made it. */
export interface MadeSound {
  readonly clip: Clip;
  readonly query: Query;
  readonly recipe: SoundRecipe;
}

/** @throws AppError recipe-missing for a sound without a recipe; what reading and decoding throw */
export async function readMadeSound(path: string): Promise<MadeSound> {
  const kernels = await readKernels(findInstallation().wasmPath);
  const host = createNodeHost(kernels, { folder: '.' });
  const { clip, recipe } = await decodeSound(await readFileBytes(path), path, host);
  if (recipe === undefined) {
    throw new AppError(
      'recipe-missing',
      `${path} has no recipe inside. Sonde writes one into every sound that it exports; other programs remove it.`,
    );
  }
  const parsed = parseQuery(recipe.query, MODULES);
  if (!parsed.ok) throw parsed.error;
  return { clip, query: parsed.value.query, recipe };
}
