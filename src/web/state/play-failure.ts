import { AppError } from '../../core/base/errors.ts';
import type { Context } from './context.ts';
import { type OutputTrouble, setMonitor } from './monitor.ts';

/** Says why something is not heard: over the transport where the output is the reason, else in a notice. */
export function tellPlayFailure({ store, notify }: Pick<Context, 'store' | 'notify'>, thrown: unknown): void {
  const { message, details } = AppError.from(thrown);
  if (details['output']) setMonitor(store, { trouble: details['output'] as OutputTrouble });
  else notify({ text: message, tone: 'problem' });
}
