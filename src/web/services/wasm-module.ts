import { AppError } from '../../core/base/errors.ts';

/** The smallest module with a SIMD instruction: (func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0)))). */
const SIMD_PROBE = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
]);

export interface CompiledEngine {
  /** Goes to any number of workers by message. */
  readonly module: WebAssembly.Module;
  /** What it was compiled from. */
  readonly file: Blob;
}

/**
 * Fetches and compiles the engine once.
 * @throws AppError wasm-unsupported when this browser cannot run it, file-unreadable when it cannot be fetched
 */
export async function compileEngine(url: string): Promise<CompiledEngine> {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(SIMD_PROBE)) {
    const remedy =
      'Chrome or Edge 91, Firefox 89, Safari 16.4 and anything newer can; WebAssembly must not be turned off.';
    throw new AppError('wasm-unsupported', `This browser cannot run WebAssembly with SIMD. ${remedy}`);
  }
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError('file-unreadable', `The engine could not be fetched from ${url}.`, { cause });
  });
  if (!response.ok) {
    throw new AppError('file-unreadable', `The engine could not be fetched from ${url}: status ${response.status}.`);
  }
  const whole = response.clone().blob();
  try {
    return { module: await WebAssembly.compileStreaming(response), file: await whole };
  } catch {
    // A static host may serve it as something other than application/wasm, which streaming refuses.
    const file = await whole;
    return { module: await compileWhole(await file.arrayBuffer(), url), file };
  }
}

async function compileWhole(bytes: ArrayBuffer, url: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new AppError('file-unreadable', `What ${url} holds is not the engine: ${String(cause)}`, { cause });
  }
}
