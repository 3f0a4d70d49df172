import type { HandAnswer, HandAsk } from '../../core/kernels/crew.ts';
import { answerAsk } from '../../core/kernels/hand.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import type { Perform } from '../../core/kernels/staged.ts';

/** A thread of the page's crew: first come the compiled kernels, then parts, whose answers go in their order. */
let perform: Perform | undefined;

self.onmessage = ({ data }: MessageEvent<WebAssembly.Module | HandAsk>) => {
  if (data instanceof WebAssembly.Module) {
    perform = loadKernels(data).world.perform;
    self.postMessage({ type: 'ready' } satisfies HandAnswer);
  } else if (perform !== undefined) {
    const { message, transfer } = answerAsk(data, perform);
    self.postMessage(message, { transfer });
  }
};
