import { parentPort, workerData } from 'node:worker_threads';
import type { HandAnswer, HandAsk } from '../../core/kernels/crew.ts';
import { answerAsk } from '../../core/kernels/hand.ts';
import { loadKernels } from '../../core/kernels/load.ts';

/** A thread of a crew: parts come, answers go, in their order. It is started with the compiled kernels. */
const port = parentPort;
if (port === null) throw new Error('This is started as a worker thread.');
const { world } = loadKernels(workerData as WebAssembly.Module);

port.on('message', (asked: HandAsk) => {
  const { message, transfer } = answerAsk(asked, world.perform);
  port.postMessage(message, transfer);
});
port.postMessage({ type: 'ready' } satisfies HandAnswer);
