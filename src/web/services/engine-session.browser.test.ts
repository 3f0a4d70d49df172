import { afterEach, expect, test, vi } from 'vitest';
import { captureWorkers } from '../../testing/capture-workers.ts';
import { startSession } from './engine-session.ts';

const NO_KERNELS = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('workers that cannot begin are ended, so that the next try does not add to them', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  const workers = captureWorkers();
  const compiled = { module: await WebAssembly.compile(NO_KERNELS), file: new Blob([NO_KERNELS]) };
  await expect(
    startSession(compiled, { report: () => undefined, hear: () => undefined, onEnd: () => undefined }),
  ).rejects.toThrow();
  expect(workers).toHaveLength(2);
  expect(new Set(terminate.mock.contexts)).toEqual(new Set(workers));
});
