import type { ProxyMarked } from 'comlink';
import type { HearSound, ReportProgress } from './engine-host.ts';
import type { EngineService } from './engine-service.ts';
import type { RowHome } from './row-protocol.ts';
import type { RowService } from './row-service.ts';
import type { ViewService } from './view-service.ts';

/** What the engine's worker answers before it has an engine. */
export interface EngineWorkerEntry {
  /**
   * @param file what the engine was compiled from, for its digest
   * @param samples where the picture worker asks for the sounds it draws
   */
  start(
    engine: WebAssembly.Module,
    file: Blob,
    samples: MessagePort,
    report: ReportProgress,
    hear: HearSound,
  ): EngineService & ProxyMarked;
  /** As one of the threads that make rows of sets, which the engine's worker starts with its own script. */
  startRows(engine: WebAssembly.Module, home: RowHome): Promise<RowService & ProxyMarked>;
}

export interface ViewWorkerEntry {
  /** @param samples where the engine's worker answers */
  start(engine: WebAssembly.Module, samples: MessagePort): ViewService & ProxyMarked;
}
