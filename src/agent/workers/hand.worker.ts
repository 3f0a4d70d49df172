import { parentPort, workerData } from 'node:worker_threads';
import type { HandAnswer } from '../../core/kernels/crew.ts';
import { createHand } from '../../core/kernels/hand.ts';
import { loadKernels } from '../../core/kernels/load.ts';

/** A thread of a crew: parts come, answers go, in their order. It is started with the compiled kernels. */
const port = parentPort;
if (port === null) throw new Error('This is started as a worker thread.');
const { world } = loadKernels(workerData as WebAssembly.Module);

const say = (message: HandAnswer, transfer?: ArrayBuffer[]): void => port.postMessage(message, transfer);
port.on('message', createHand({ perform: world.perform, say, soon: setImmediate }));
say({ type: 'ready' });
