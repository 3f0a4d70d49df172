import type { HandAnswer, HandMessage } from '../../core/kernels/crew.ts';
import { createHand } from '../../core/kernels/hand.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { createBreath } from './breath.ts';

/** A thread of the page's crew: first come the compiled kernels, then parts, whose answers go in their order. */
const { breathe } = createBreath();
const say = (message: HandAnswer, transfer: ArrayBuffer[] = []): void => self.postMessage(message, { transfer });
let hear: ((message: HandMessage) => void) | undefined;

self.onmessage = ({ data }: MessageEvent<WebAssembly.Module | HandMessage>) => {
  if (data instanceof WebAssembly.Module) {
    const { perform } = loadKernels(data).world;
    hear = createHand({ perform, say, soon: (call) => void breathe().then(call) });
    say({ type: 'ready' });
  } else {
    hear?.(data);
  }
};
