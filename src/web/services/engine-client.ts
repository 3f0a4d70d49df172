import type { Clip } from '../../core/audio/clip.ts';
import type { Issue } from '../../core/base/errors.ts';
import type { StepReport } from '../../core/engine/engine.ts';
import type { FormantOptions, Spectrogram, SpectrogramOptions } from '../../core/kernels/view-kernel.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import type { F0Client } from './f0-client.ts';
import type { JobHandlers } from './job-handlers.ts';
import type { ProvenanceClient } from './provenance-client.ts';
import type { SetClient } from './set-client.ts';
import type { SpectraClient } from './spectra-client.ts';
import type { VocoderClient } from './vocoder-client.ts';

/** How much sound a sound is. */
export interface SoundShape {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly frames: number;
  /** s */
  readonly duration: number;
}

/** A sound the page can work on; its samples stay in the worker and are addressed by `id`. */
export interface LoadedSound extends SoundShape {
  /** Content id: BLAKE2b-240 of the file's bytes. */
  readonly id: string;
  readonly name: string;
  /** Recipe found inside the file (from Sonde), as query JSON text. */
  readonly recipe: string | undefined;
  /** Sentences about the file that a researcher must be told: it was cut short, its recipe is unreadable. */
  readonly warnings: readonly string[];
}

/** As the worker says it. */
export interface HeldSound extends LoadedSound {
  /** Memory that it takes; none for one that is read where it is needed. */
  readonly heldBytes: number;
}

export interface Levels {
  /** dB re full scale (a sample of 1), -Infinity for silence. */
  readonly peakDbfs: number;
  /** dB re full scale, of sqrt(mean(x^2)). */
  readonly rmsDbfs: number;
}

/** f0 as drawn over a spectrogram. */
export interface F0Track {
  readonly framePeriodMs: number;
  /** Hz, 0 = unvoiced. */
  readonly f0: Float64Array;
  /** Geometric mean over voiced frames, Hz; undefined when nothing is voiced. */
  readonly mean: number | undefined;
}

/** A waveform's cells of a power of two of samples each. */
export interface WaveCells {
  /** Min and max of each, interleaved. */
  readonly extremes: Float32Array;
  /** Mean square of each, where cells are large enough to have one. */
  readonly power?: Float32Array;
  /** 1 for each that has samples of a run at full scale; absent where none has. */
  readonly clipped?: Uint8Array;
}

/** Level over time, a frame every `step` s from 0 on. */
export interface Intensity {
  readonly step: number;
  /** re a mean square of 1 */
  readonly levelDb: Float64Array;
}

export interface RenderedSound {
  /** Handle of the result's samples in the worker, for pictures and export. Equal queries have equal ids. */
  readonly id: string;
  readonly shape: SoundShape;
  readonly signature: string;
  /** The query as it was run, pretty-printed JSON, with sounds by their names. */
  readonly query: string;
  /** Undefined for a result that is too long to be held. */
  readonly clip: Clip | undefined;
  readonly levels: Levels;
  /** Undefined for such a result, too. */
  readonly f0: F0Track | undefined;
  readonly steps: readonly StepReport[];
  readonly elapsedMs: number;
}

/** The cache of results and analyses. */
export interface KeptResults {
  readonly entries: number;
  readonly bytes: number;
}

/**
 * The page's only door to the engine, which lives in two module workers: one renders, one computes pictures, so that
 * a picture never waits behind a render. Every failure is an `AppError`; an aborted call rejects with code
 * `cancelled`. Results are transferred. A worker that dies rejects everything pending with code `internal`; the next
 * call starts new workers, in which loaded sounds are back and rendered ones are gone (`source-not-found`).
 */
export interface EngineClient {
  /**
   * Decodes and keeps a file. A `File` or other blob is best: the worker reads it, the page never touches its bytes;
   * a buffer is detached. The same bytes twice are one sound under one id. What is too long to be held is gone through
   * once, with progress, and read where it is needed from then on.
   * @throws AppError audio-invalid, audio-empty, audio-not-finite, audio-unsupported, file-unreadable, size-limit, cancelled
   */
  load(file: Blob | ArrayBuffer, name: string, job?: JobHandlers): Promise<LoadedSound>;
  /** The bytes of a loaded sound lie here now; where they came from is not needed any more. */
  move(id: string, file: Blob): Promise<void>;
  /** A sound that is known from before: it is loaded when it is first asked for, here or by a query. */
  expect(id: string, name: string, file: () => Promise<Blob>): void;
  /** Which sound, by its id, a name stands for that several have; all such names at once. */
  nameSounds(meant: ReadonlyMap<string, string>): void;
  /** The samples, for playing; undefined for a sound that is too long to be held. */
  clip(id: string): Promise<Clip | undefined>;
  /** Some of the samples of every channel, rounded to be heard or read; fewer where the sound ends before. */
  samples(id: string, start: number, count: number): Promise<readonly Float32Array[]>;
  levels(id: string): Promise<Levels>;
  /** WORLD's f0 of the first channel, cached as part of the analysis. */
  f0(id: string, job: JobHandlers): Promise<F0Track>;
  /**
   * Runs query JSON text whose `file` is a loaded sound's id or name. Renders run one after the other in the order
   * asked; abort the older one to let the newest win.
   * @throws AppError query-invalid (all problems at once), source-not-found, cancelled
   */
  render(query: string, job: JobHandlers): Promise<RenderedSound>;
  /** Problems of a query text without running it; empty when there are none. */
  check(query: string): Promise<readonly Issue[]>;
  /** Exact columns of one channel of a sound or result. */
  spectrogram(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram>;
  /** A picture's columns: each the loudest of the instants from its own up to the next one. */
  columns(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram>;
  /** Loudest level of the whole sound below a frequency, dB. @param onFraction told how far a long sound is looked through */
  loudest(
    id: string,
    channel: number,
    options: Pick<SpectrogramOptions, 'windowLength' | 'maxFrequency' | 'preEmphasis'>,
    onFraction: (fraction: number) => void,
  ): Promise<number>;
  /** Cells `first` to `first + count - 1` of a waveform. @param samplesPerCell a power of two */
  peaks(id: string, channel: number, samplesPerCell: number, first: number, count: number): Promise<WaveCells>;
  /** The same of a sound less another one, sample by sample; both are as long. */
  peaksBetween(
    id: string,
    other: string,
    channel: number,
    samplesPerCell: number,
    first: number,
    count: number,
  ): Promise<WaveCells>;
  /** Of samples `first` to `first + count - 1`; of more than a million of a long sound by whole blocks of 1024. */
  stretchLevels(id: string, channel: number, first: number, count: number): Promise<Levels>;
  /** Of the whole channel. @param floor lowest periodicity that is smoothed away, Hz */
  intensity(id: string, channel: number, floor: number): Promise<Intensity>;
  /** Frequency and bandwidth by turns, Hz, 0 where there is none, `[frames x 2 count]`. */
  formants(id: string, channel: number, options: FormantOptions): Promise<Float64Array>;
  /**
   * The file of a sound or result, with its recipe inside where the format has a place for it. Renders go on meanwhile.
   * @throws AppError audio-unsupported, codec-unavailable, source-not-found, cancelled
   */
  exportFile(id: string, output: OutputFormat, job: JobHandlers): Promise<Blob>;
  readonly f0Edits: F0Client;
  readonly sets: SetClient;
  readonly provenance: ProvenanceClient;
  readonly vocoder: VocoderClient;
  readonly spectra: SpectraClient;
  /** The file of a loaded sound, as it came. */
  file(id: string): Blob | undefined;
  /** Frees a sound or result; a result that was given more than once, when it was released as often. */
  release(id: string): Promise<void>;
  /** What is kept of results and analyses, here and across reloads. */
  kept(): Promise<KeptResults>;
  /** Forgets results and analyses: all, or those made from a sound. Sounds and results in use stay. */
  forget(sound?: string): Promise<void>;
  dispose(): void;
}
