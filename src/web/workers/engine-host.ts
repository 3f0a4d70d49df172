import type { Clip } from '../../core/audio/clip.ts';
import type { ByteSource } from '../../core/base/byte-source.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Cache } from '../../core/cache/cache.ts';
import type { CodecLibraries } from '../../core/codecs/libraries.ts';
import type { Progress } from '../../core/engine/engine.ts';
import type { Crew } from '../../core/kernels/crew.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import type { RowCrew } from './row-crew.ts';
import type { RowHome } from './row-protocol.ts';
import type { ScratchSpace } from './scratch-space.ts';

/** Progress of all jobs comes by one callback, so that no port is opened per job. */
export type ReportProgress = (job: number, progress: Progress) => void;

/** The samples of a job's result, while the rest of what is said of it is still computed. */
export type HearSound = (job: number, clip: Clip) => void;

export interface EngineBuild {
  readonly version: string;
  /** Digest of the file that the kernels came in. */
  wasm(): Promise<string>;
}

/** How a worker gets at files that are larger than memory. */
export interface LargeFiles {
  /** Samples over all channels: a sound that has more is not held. */
  readonly longFrom: number;
  /** @param name for what is said when it cannot be read */
  open(file: Blob, name: string): ByteSource;
  /** Room for what does not fit into memory, until it is closed. @throws AppError disk-full, file-unwritable */
  scratch(): Promise<{ readonly space: ScratchSpace; close(): Promise<void> }>;
}

export interface EngineServiceHost {
  readonly kernels: Kernels;
  readonly libraries: CodecLibraries;
  /** Most samples of a sound, over all channels. */
  readonly sampleLimit: number;
  readonly clock: Clock;
  /** Of analyses and results. */
  readonly cache: Cache;
  /** This release and its kernels, as links and exports name them. */
  readonly build: EngineBuild;
  readonly breathe: () => Promise<void>;
  readonly report: ReportProgress;
  /** Told of a result that takes more work once its samples are there: the answer then comes without them. */
  readonly hear?: HearSound;
  /** Missing where nothing can be read piece by piece: then every sound is held. */
  readonly files?: LargeFiles;
  /** Threads that help. */
  readonly crew?: Crew;
  /** Threads that make rows of sets; where there are none, the engine's worker makes them. */
  readonly rows?: (home: RowHome) => RowCrew;
}
