import type { ProxyMarked } from 'comlink';
import type { TakeService } from './take-service.ts';

/** What the worker of takes answers. */
export interface TakeWorkerEntry {
  open(name: string): Promise<TakeService & ProxyMarked>;
}
