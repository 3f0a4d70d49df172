import { createContourKernel } from './contour.ts';
import { createEditKernel } from './edit.ts';
import { createFeatureCodecKernel } from './feature-codec.ts';
import { createFftKernel } from './fft.ts';
import { createFilterKernel } from './filter.ts';
import { createHashKernel } from './hash.ts';
import { instantiate } from './instance.ts';
import { createInterpolationKernel } from './interpolation.ts';
import type { Kernels } from './kernels.ts';
import { createLevelKernel } from './level.ts';
import { createPcmKernel } from './pcm.ts';
import { createResampleKernel } from './resample.ts';
import { createViewKernel } from './view.ts';
import { createVocoderKernel } from './vocoder.ts';
import { createWorldKernel } from './world.ts';

/**
 * Instantiates the binary, compiled by the host, and dresses its exports. Synchronous and free of anything that a
 * worklet lacks. One `Kernels` per thread; when it is dropped, its memory goes with it.
 *
 * Each group comes from a factory of one shape, `createXKernel(heap: Heap): XKernel`, in the file of its name.
 * @throws AppError internal when the binary is older than these sources
 */
export function loadKernels(module: WebAssembly.Module): Kernels {
  const heap = instantiate(module);
  return {
    contour: createContourKernel(heap),
    edit: createEditKernel(heap),
    features: createFeatureCodecKernel(heap),
    fft: createFftKernel(heap),
    filter: createFilterKernel(heap),
    hash: createHashKernel(heap),
    interpolation: createInterpolationKernel(heap),
    level: createLevelKernel(heap),
    pcm: createPcmKernel(heap),
    resample: createResampleKernel(heap),
    view: createViewKernel(heap),
    vocoder: createVocoderKernel(heap),
    world: createWorldKernel(heap),
  };
}
