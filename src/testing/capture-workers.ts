import { vi } from 'vitest';

/** Every worker that is started from now on; until the test's globals are put back. */
export function captureWorkers(): Worker[] {
  const workers: Worker[] = [];
  const RealWorker = Worker;
  vi.stubGlobal(
    'Worker',
    class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    },
  );
  return workers;
}
