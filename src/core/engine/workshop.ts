import type { Crew } from '../kernels/crew.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import type { Jobs } from './jobs.ts';
import type { Store } from './store.ts';

/** What the execution of plans stands on; the same for all jobs of an engine. */
export interface Workshop {
  readonly kernels: Kernels;
  readonly registry: Registry;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly breathe: () => Promise<void>;
  readonly crew: Crew | undefined;
}
