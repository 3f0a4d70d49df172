import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type HandAnswer, HandCrew } from '../../core/kernels/crew.ts';

/** ms without work after which a thread is ended. */
const IDLE_MS = 5000;

export interface NodeCrewOptions {
  readonly kernels: WebAssembly.Module;
  /** The built program of a thread. */
  readonly handPath: string;
  /** Threads besides the one that asks; default all that the machine has. */
  readonly size?: number;
}

/** Threads of this process that help with parts. They do not keep it from ending. */
export function createNodeCrew({ kernels, handPath, size }: NodeCrewOptions): HandCrew {
  return new HandCrew({
    size: size ?? availableParallelism() - 1,
    idleMs: IDLE_MS,
    later: (ms, call) => {
      const timer = setTimeout(call, ms).unref();
      return () => clearTimeout(timer);
    },
    start: ({ said, died }) => {
      const worker = new Worker(handPath, { workerData: kernels });
      worker.unref();
      let asked = 0;
      worker.on('message', (message: HandAnswer) => {
        if (message.type !== 'ready' && --asked === 0) worker.unref();
        said(message);
      });
      // Without a listener an error in the thread would end the process; its exit follows.
      worker.on('error', () => undefined);
      worker.on('exit', died);
      return {
        send: (message, transfer) => {
          if ('ask' in message && asked++ === 0) worker.ref();
          worker.postMessage(message, [...transfer]);
        },
        close: () => void worker.terminate(),
      };
    },
  });
}
