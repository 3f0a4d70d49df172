import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../core/base/errors.ts';
import { createDesk } from './desk.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts';

/** One thread's work: a task comes, its outcome goes; a cancel stops the task that runs. */
const port = parentPort;
if (port === null) throw new Error('This is started as a worker thread.');
const desk = await createDesk(workerData as WorkerSetup);
let current = new AbortController();

port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') return current.abort();
  current = new AbortController();
  desk(message, current.signal).then(
    (value) => port.postMessage({ type: 'done', value } satisfies FromWorker),
    (failure) => port.postMessage({ type: 'failed', error: AppError.from(failure).toJSON() } satisfies FromWorker),
  );
});
