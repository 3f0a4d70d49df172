import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { readFileBytes } from './read-file.ts';

/**
 * Compiles the one binary for this thread.
 * @throws AppError wasm-unsupported, file-not-found
 */
export async function readKernels(wasmPath: string): Promise<Kernels> {
  return loadKernels(await compileKernels(wasmPath));
}

/**
 * Compiles it to be handed to any number of threads.
 * @throws AppError wasm-unsupported, file-not-found
 */
export async function compileKernels(wasmPath: string): Promise<WebAssembly.Module> {
  const bytes = await readFileBytes(wasmPath);
  if (!WebAssembly.validate(bytes)) {
    throw new AppError(
      'wasm-unsupported',
      `This Node (${process.version}) cannot run ${wasmPath}: it needs WebAssembly SIMD.`,
    );
  }
  return new WebAssembly.Module(bytes);
}
