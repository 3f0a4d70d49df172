import { describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { AppError } from '../base/errors.ts';
import type { Heap } from './heap.ts';
import { instantiate } from './instance.ts';

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));

function thrownBy(action: () => unknown): AppError {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

/** Address 2^32 - 8 is outside any memory that has not grown to its limit. */
function readOutOfBounds(heap: Heap): void {
  const plan = heap.abi.sonde_fft_plan_create(16);
  heap.abi.sonde_fft_real_forward(plan, 2 ** 32 - 8, 2 ** 32 - 8, 2 ** 32 - 8);
}

describe('a trap', () => {
  it('is a kernel-trap that names the function', () => {
    const error = thrownBy(() => readOutOfBounds(instantiate(binary)));
    expect(error.code).toBe('kernel-trap');
    expect(error.details).toEqual({ function: 'sonde_fft_real_forward' });
    expect(error.message).toContain('out of bounds');
  });

  it('carries the message that the kernel left', () => {
    const { abi } = instantiate(binary);
    const mask = abi.sonde_stone_mask_create(16000);
    const error = thrownBy(() => abi.sonde_stone_mask_run(mask, 0, 0, 0, 0, 5, 0, 0, 1));
    expect(error.message).toContain('stone mask: at least one sample');
  });

  it('ends the instance: later calls fail with the same error', () => {
    const heap = instantiate(binary);
    const first = thrownBy(() => readOutOfBounds(heap));
    expect(thrownBy(() => heap.allocate(8))).toBe(first);
  });

  it('is what a scope lets through, not what its clean-up would say', () => {
    const heap = instantiate(binary);
    const error = thrownBy(() =>
      heap.scoped((scope) => {
        scope.f64(100);
        readOutOfBounds(heap);
      }),
    );
    expect(error.details).toEqual({ function: 'sonde_fft_real_forward' });
  });

  it('leaves other instances alone', () => {
    const healthy = instantiate(binary);
    thrownBy(() => readOutOfBounds(instantiate(binary)));
    expect(healthy.allocate(8)).toBeGreaterThan(0);
  });
});

it('says what to do when the binary is older than the sources', async () => {
  // An empty reactor: it exports _initialize and a memory, and no kernels.
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00],
    ...[0x05, 0x03, 0x01, 0x00, 0x01, 0x07, 0x18, 0x02, 0x06, ...ascii('memory'), 0x02, 0x00],
    ...[0x0b, ...ascii('_initialize'), 0x00, 0x00, 0x0a, 0x04, 0x01, 0x02, 0x00, 0x0b],
  ];
  const empty = await WebAssembly.compile(Uint8Array.from(bytes));
  expect(thrownBy(() => instantiate(empty)).message).toContain('npm run build:wasm');
});

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
