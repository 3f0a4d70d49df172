import type { Kernels } from '../core/kernels/kernels.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { readFixture } from './fixture.ts';

let shared: Promise<Kernels> | undefined;

/** The committed binary, instantiated once per test file, in whatever engine the test runs. */
export function kernelsForTest(): Promise<Kernels> {
  shared ??= readFixture('public/wasm/sonde.wasm').then(async (bytes) => loadKernels(await WebAssembly.compile(bytes)));
  return shared;
}
