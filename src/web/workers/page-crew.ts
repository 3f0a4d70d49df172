import { type HandAnswer, HandCrew } from '../../core/kernels/crew.ts';

/** ms without work after which a thread is ended: a slider that rests a while shall find them when it moves again. */
const IDLE_MS = 30_000;
/** More threads than this are no use to one sound. */
const MOST = 7;

/** Threads that help the engine's worker, started from inside it; by default all that the machine has besides it. */
export function createPageCrew(engine: WebAssembly.Module, size = navigator.hardwareConcurrency - 1): HandCrew {
  return new HandCrew({
    size: Math.max(0, Math.min(MOST, size)),
    idleMs: IDLE_MS,
    later: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    start: ({ said, died }) => {
      const worker = new Worker(new URL('./hand.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<HandAnswer>) => said(data);
      worker.onerror = () => died();
      worker.onmessageerror = () => died();
      worker.postMessage(engine);
      return {
        send: (message, transfer) => worker.postMessage(message, [...transfer]),
        close: () => worker.terminate(),
      };
    },
  });
}
