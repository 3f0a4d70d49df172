import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import { Lifeline } from '../services/lifeline.ts';
import type { EngineWorkerEntry } from './engine-protocol.ts';
import type { RowHand } from './row-crew.ts';
import type { RowAnswer, RowHome } from './row-protocol.ts';
import type { RowService } from './row-service.ts';

/**
 * A thread that runs the script of the engine's worker, so that there is one file to fetch and to keep for use without a
 * network.
 */
export async function startRowHand(engine: WebAssembly.Module, home: RowHome): Promise<RowHand> {
  const worker = new Worker(self.location.href, { type: 'module', name: 'rows' });
  const line = new Lifeline();
  worker.addEventListener('error', ({ message }) => {
    worker.terminate();
    line.break(
      new AppError('internal', `The thread that made this row stopped: ${message || 'it could not be loaded'}.`),
    );
  });
  const entry = Comlink.wrap<EngineWorkerEntry>(worker);
  let service: Comlink.Remote<RowService>;
  try {
    service = await line.hold(entry.startRows(engine, Comlink.proxy(home)));
  } catch (thrown) {
    // Without memory for its kernels it would stay, and take more.
    worker.terminate();
    throw thrown;
  }
  return {
    render: (job, task) => line.hold<RowAnswer>(service.render(job, task)),
    cancel: (job) => void service.cancel(job),
    hold: (on) => void service.hold(on),
    close() {
      worker.terminate();
      line.break(new AppError('internal', 'The thread that made this row was ended.'));
    },
  };
}
