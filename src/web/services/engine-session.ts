import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { HearSound, ReportProgress } from '../workers/engine-host.ts';
import type { EngineWorkerEntry, ViewWorkerEntry } from '../workers/engine-protocol.ts';
import type { EngineService } from '../workers/engine-service.ts';
import { carryAppErrors } from '../workers/error-transfer.ts';
import type { ViewService } from '../workers/view-service.ts';
import { Lifeline } from './lifeline.ts';
import type { CompiledEngine } from './wasm-module.ts';

/** The two workers of one engine, alive until one of them fails. */
export interface EngineSession {
  readonly engine: Comlink.Remote<EngineService>;
  readonly views: Comlink.Remote<ViewService>;
  /** A call that is answered even if its worker dies. */
  hold<T>(call: Promise<T>): Promise<T>;
  /** Stops both workers; everything pending is answered with `reason`. */
  end(reason: AppError): void;
}

export interface SessionHandlers {
  readonly report: ReportProgress;
  readonly hear: HearSound;
  /** Called before anything pending hears that the session is over. */
  readonly onEnd: () => void;
}

/** @throws AppError internal when a worker cannot be started */
export async function startSession(
  { module, file }: CompiledEngine,
  handlers: SessionHandlers,
): Promise<EngineSession> {
  carryAppErrors();
  // Vite finds workers by this very form, so that it may not be shared.
  const engineWorker = new Worker(new URL('../workers/engine.worker.ts', import.meta.url), { type: 'module' });
  const viewWorker = new Worker(new URL('../workers/view.worker.ts', import.meta.url), { type: 'module' });
  const workers = [engineWorker, viewWorker];
  const line = new Lifeline();
  const end = (reason: AppError) => {
    handlers.onEnd();
    for (const worker of workers) worker.terminate();
    line.break(reason);
  };
  for (const worker of workers) {
    worker.addEventListener('error', (event) => {
      const why = event.message || 'it could not be loaded';
      end(new AppError('internal', `The engine stopped unexpectedly: ${why}. The next action starts it again.`));
    });
  }
  const samples = new MessageChannel();
  const starting = Promise.all([
    Comlink.wrap<EngineWorkerEntry>(engineWorker).start(
      module,
      file,
      Comlink.transfer(samples.port1, [samples.port1]),
      Comlink.proxy(handlers.report),
      Comlink.proxy(handlers.hear),
    ),
    Comlink.wrap<ViewWorkerEntry>(viewWorker).start(module, Comlink.transfer(samples.port2, [samples.port2])),
  ]);
  try {
    const [engine, views] = await line.hold(starting);
    return { engine, views, hold: (call) => line.hold(call), end };
  } catch (thrown) {
    // Without memory for their kernels they would stay, and every other try would start two more.
    for (const worker of workers) worker.terminate();
    throw thrown;
  }
}
