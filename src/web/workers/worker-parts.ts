import type { Engine, Progress } from '../../core/engine/engine.ts';
import type { EngineServiceHost } from './engine-host.ts';
import type { JobLane } from './job-lane.ts';
import type { LongResults } from './long-results.ts';
import type { LongSounds } from './long-sounds.ts';
import type { SoundShelf } from './sound-shelf.ts';

/** What the services of the engine's worker share. */
export interface WorkerParts {
  readonly host: EngineServiceHost;
  readonly engine: Engine;
  readonly shelf: SoundShelf;
  /** Sounds that are not held, and what is made of them. */
  readonly long: LongSounds;
  readonly longResults: LongResults;
  /** What somebody waits for. */
  readonly lane: JobLane;
  progressOf(job: number): (progress: Progress) => void;
}
