import { setImmediate } from 'node:timers/promises';
import { checkDestination, writeFileAtomically } from '../agent/host/write-file.ts';
import { AppError, throwIfAborted } from '../core/base/errors.ts';
import { createScope } from '../core/base/scope.ts';
import type { Sliced } from '../core/kernels/kernels.ts';
import { onInterrupt } from './interrupt.ts';
import { createProgressBar, type Terminal } from './terminal.ts';

/** Runs sliced work to its end, showing how far it is; an interrupt ends it at the next slice. */
export type Runner = <T>(work: Sliced<T>, label: string) => Promise<T>;

export interface OutputFile {
  readonly path: string;
  readonly overwrite: boolean;
}

/**
 * Makes one file: whether it may be written is known before the work, and it is written whole or not at all.
 * @param make gives the file's pieces, and what to report
 * @throws AppError
 */
export async function makeFile<T>(
  { path, overwrite }: OutputFile,
  terminal: Terminal,
  make: (run: Runner, signal: AbortSignal) => Promise<{ readonly pieces: Iterable<Uint8Array>; readonly report: T }>,
): Promise<T> {
  const scope = createScope();
  const abort = new AbortController();
  onInterrupt(scope, () => abort.abort());
  const bar = createProgressBar(terminal.err);
  const run: Runner = async (work, label) => {
    try {
      for (;;) {
        throwIfAborted(abort.signal);
        const slice = work.next();
        if (slice.done) return slice.value;
        bar.show({ fraction: slice.value, label });
        await setImmediate();
      }
    } finally {
      work.return(undefined as never);
    }
  };
  try {
    await checkTarget(path, overwrite);
    const { pieces, report } = await make(run, abort.signal);
    await writeFileAtomically(path, pieces, { overwrite, signal: abort.signal });
    return report;
  } finally {
    bar.clear();
    await scope.close();
  }
}

async function checkTarget(path: string, overwrite: boolean): Promise<void> {
  if (path === '-') throw new AppError('argument-invalid', 'Cannot write to "-": stdout has the report.');
  try {
    await checkDestination(path, overwrite);
  } catch (failure) {
    const error = AppError.from(failure);
    if (error.code !== 'file-exists') throw error;
    const message = `${error.message} Name another, or add --force.`;
    throw new AppError('file-exists', message, { details: { path }, cause: error });
  }
}
