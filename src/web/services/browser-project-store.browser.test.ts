import { afterEach, expect, test, vi } from 'vitest';
import type { AppError } from '../../core/base/errors.ts';
import { captureWorkers } from '../../testing/capture-workers.ts';
import { firstDoc } from '../state/project-doc.ts';
import { createProjectStore } from './browser-project-store.ts';

afterEach(() => vi.unstubAllGlobals());

const recipe = firstDoc({ steps: [] } as never);
const nobody = async () => undefined;

test('a storage worker that dies answers what it owes, and the next call starts another', async () => {
  const workers = captureWorkers();
  const store = createProjectStore('worker-test', recipe);
  const { lease } = await store.open(nobody);
  expect(lease).toBe('held');
  const file = store.file('a'.repeat(48)).catch((error: AppError) => error.code);
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'Out of memory' }));
  expect(await file).toBe('file-unwritable');
  expect(await store.file('a'.repeat(48)).catch((error: AppError) => error.code)).toBe('source-not-found');
  expect(workers).toHaveLength(2);
});
