import { describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { AppError } from '../base/errors.ts';
import { instantiate } from './instance.ts';

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

describe('what is read from linear memory', () => {
  it('is what was written, of every type', () => {
    const heap = instantiate(binary);
    const at = heap.allocate(64);
    heap.writeF64(at, Float64Array.of(1.5, -2, Number.MIN_VALUE));
    expect(heap.readF64(at, 3)).toEqual(Float64Array.of(1.5, -2, Number.MIN_VALUE));
    heap.writeF32(at, Float32Array.of(0.25, 3));
    expect(heap.readF32(at, 2)).toEqual(Float32Array.of(0.25, 3));
    heap.writeI32(at, Int32Array.of(-7, 8));
    expect(heap.readI32(at, 2)).toEqual(Int32Array.of(-7, 8));
    heap.writeBytes(at, Uint8Array.of(1, 2, 255));
    expect(heap.readBytes(at, 3)).toEqual(Uint8Array.of(1, 2, 255));
  });

  it('is a copy that outlives growth and later writes', () => {
    const heap = instantiate(binary);
    const at = heap.allocate(16);
    heap.writeF64(at, Float64Array.of(1, 2));
    const copy = heap.readF64(at, 2);
    heap.allocate(64 * 2 ** 20);
    heap.writeF64(at, Float64Array.of(3, 4));
    expect(copy).toEqual(Float64Array.of(1, 2));
    expect(copy.buffer.byteLength).toBe(16);
    const target = new Float64Array(2);
    heap.readF64Into(at, target);
    expect(target).toEqual(Float64Array.of(3, 4));
  });
});

describe('a scope', () => {
  it('gives back all that was taken, however it ends', () => {
    const heap = instantiate(binary);
    const place = () => heap.scoped((scope) => scope.f64(100_000));
    const before = place();
    for (let i = 0; i < 50; i++) {
      expect(() =>
        heap.scoped((scope) => {
          scope.putF64(new Float64Array(1000));
          scope.putBytes(new Uint8Array(1001));
          throw new Error('on purpose');
        }),
      ).toThrow('on purpose');
    }
    expect(place()).toBe(before);
  });

  it('frees newest first, and once', () => {
    const heap = instantiate(binary);
    const scope = heap.open();
    const freed: number[] = [];
    for (const handle of [8, 16, 24]) scope.own(handle, (each) => freed.push(each));
    scope.close();
    scope.close();
    expect(freed).toEqual([24, 16, 8]);
  });

  it('takes a null handle for want of memory', () => {
    const heap = instantiate(binary);
    expect(codeOf(() => heap.scoped((scope) => scope.own(0, () => undefined)))).toBe('memory-limit');
  });
});

describe('memory that there is not', () => {
  it('is a memory-limit for a piece of 2 GiB', () => {
    expect(codeOf(() => instantiate(binary).allocate(2 ** 31))).toBe('memory-limit');
  });

  it('is a memory-limit beyond 4 GiB in all, and the instance goes on', () => {
    const heap = instantiate(binary);
    heap.scoped((scope) => {
      expect(
        codeOf(() => {
          for (let i = 0; i < 3; i++) scope.bytes(1.5 * 2 ** 30);
        }),
      ).toBe('memory-limit');
    });
    expect(heap.allocate(1024)).toBeGreaterThan(0);
  });
});

it('turns statuses into errors', () => {
  const heap = instantiate(binary);
  heap.check(0);
  expect(codeOf(() => heap.check(1))).toBe('memory-limit');
  expect(codeOf(() => heap.check(2))).toBe('internal');
});
