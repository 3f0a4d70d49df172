import type { Progress } from '../../core/engine/engine.ts';

/** How a long call is stopped, and how it tells how far it is. */
export interface JobHandlers {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
