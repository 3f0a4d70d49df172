import { type Hand, HandCrew, type HandEvents } from '../src/core/kernels/crew.ts';

/** Starts a thread of a crew. */
export type StartHand = (binary: WebAssembly.Module, events: HandEvents) => Hand;

/** Where the bench's page has the program of the threads of Sonde's page. */
const PAGE_HAND = '/.cache/engines/bench-hand.js';

export const startPageHand: StartHand = (binary, { said, died }) => {
  const worker = new Worker(PAGE_HAND, { type: 'module' });
  worker.onmessage = ({ data }) => said(data);
  worker.onerror = () => died();
  worker.postMessage(binary);
  return {
    send: (message, transfer) => worker.postMessage(message, [...transfer]),
    close: () => worker.terminate(),
  };
};

/** One whose threads stay until it is closed. @param size besides the thread that asks */
export function createCrew(binary: WebAssembly.Module, startHand: StartHand, size: number): HandCrew {
  const start = (events: HandEvents): Hand => startHand(binary, events);
  return new HandCrew({ size, start, idleMs: 0, later: () => () => {} });
}

/** Lets messages in, as the hosts do. */
export function breathe(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    waiting.push(resolve);
    port?.postMessage(undefined);
  });
}

const waiting: (() => void)[] = [];
const port = typeof setImmediate === 'function' ? undefined : createPort();

function createPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => waiting.shift()?.();
  return port1;
}
