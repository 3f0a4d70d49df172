import { createScope } from '../core/base/scope.ts';
import type { Progress } from '../core/engine/engine.ts';
import { onInterrupt } from './interrupt.ts';
import { createProgressBar, type Terminal } from './terminal.ts';

/** Long work of a command: stopped by an interrupt, its progress on the terminal. */
export type Work = (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<void>;

/** Does the work; the line of progress is gone whenever it ends. */
export async function working(terminal: Terminal, work: Work): Promise<void> {
  const scope = createScope();
  const abort = new AbortController();
  onInterrupt(scope, () => abort.abort());
  const bar = createProgressBar(terminal.err);
  try {
    await work(abort.signal, (progress) => {
      if (progress.fraction < 1) bar.show(progress);
      else bar.clear();
    });
  } finally {
    bar.clear();
    await scope.close();
  }
}
