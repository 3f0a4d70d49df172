import type { Clip } from '../../core/audio/clip.ts';
import type { Progress } from '../../core/engine/engine.ts';

/** How a long call is stopped, and how it tells how far it is. */
export interface JobHandlers {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Of a render: its samples, when they are there before the rest of what is said of it. */
  readonly onSound?: (clip: Clip) => void;
}

/** Of a job that nobody stops or watches. */
export const UNHEARD: JobHandlers = { signal: new AbortController().signal, onProgress: () => undefined };
