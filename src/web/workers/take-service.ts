import { AppError, type ErrorJson } from '../../core/base/errors.ts';
import type { SoundRecord } from '../state/project-doc.ts';
import type { OpenTake, TakeEnd, TakeGap } from '../state/take-facts.ts';
import { storageError } from '../storage/project-db.ts';
import type { ProjectStorage } from '../storage/project-storage.ts';
import type { TakeShelf } from '../storage/take-shelf.ts';
import { BLOCK_FRAMES, type CaptureBlock, COLUMN_FRAMES } from '../worklets/capture-block.ts';
import { adoptTake, recoverTakes, shapeOf } from './take-keeping.ts';
import { LevelMeter, type TakeLevels } from './take-levels.ts';
import { TakeWatch } from './take-watch.ts';
import { type TakeShape, TakeWriter, takeHead } from './take-writer.ts';

/** What the page hears of what comes in, some twenty times a second. */
export interface TakeNews {
  readonly levels: readonly TakeLevels[];
  /** Of the take, or of the check of levels. */
  readonly clipped: number;
  /** Frame of the first of them. */
  readonly firstClip: number | undefined;
  /** Min and max of each stretch of `COLUMN_FRAMES`, over all channels, since the last news; empty without a take. */
  readonly columns: Float32Array;
  readonly frames: number;
  /** Frames that are on the disk. */
  readonly safe: number;
  readonly gapCount: number;
  /** Those since the last news. */
  readonly gaps: readonly TakeGap[];
  /** Writing has ended by itself. */
  readonly failure: ErrorJson | undefined;
}

/** s */
const FLUSH_EVERY = 0.5;
/** What is said last is often said while the hand goes to the button. s */
const KEPT_PAST_STOP = 0.25;
const NEWS_EVERY_BLOCKS = 2;
/** When nothing comes any more there is nothing to wait for. ms */
const STOP_PATIENCE_MS = 1000;

/** A take that is written. */
interface Running {
  readonly take: OpenTake;
  readonly writer: TakeWriter;
  readonly watch: TakeWatch;
  /** ms, of the monotonic clock */
  readonly began: number;
  flushedAt: number;
  /** Gaps and clips that are kept beside the samples. */
  keptMarks: number;
  toldGaps: number;
  /** Clips that are no longer shown, and the first of them. */
  cleared: number;
  firstClip: number | undefined;
  failure: AppError | undefined;
  /** Written until here, then no more. */
  last: number;
  done: (() => void) | undefined;
}

/** Writes what the worklet hands over, measures it, and makes takes sounds of the library. */
export class TakeService {
  readonly #shelf: TakeShelf;
  readonly #project: ProjectStorage;
  #shape: TakeShape = { sampleRate: 44_100, channels: 1 };
  #meter = new LevelMeter(44_100, 1, BLOCK_FRAMES);
  #running: Running | undefined;
  #port: MessagePort | undefined;
  #report: ((news: TakeNews) => void) | undefined;
  #columns: number[] = [];
  #blocks = 0;

  constructor(shelf: TakeShelf, project: ProjectStorage) {
    this.#shelf = shelf;
    this.#project = project;
  }

  /** Hears a worklet, in place of the one before. */
  listen(port: MessagePort, shape: TakeShape, report: (news: TakeNews) => void): void {
    this.#port?.close();
    this.#port = port;
    this.#shape = shape;
    this.#report = report;
    this.#newMeter();
    port.onmessage = ({ data }: MessageEvent<CaptureBlock>) => {
      this.#arrives(data);
      port.postMessage(data.samples, [data.samples]);
    };
  }

  /** Nothing is heard any more. */
  deafen(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  /** Of the lamp only: a take says of all of its clips. */
  clearClips(): void {
    const running = this.#running;
    if (running) {
      running.cleared += this.#meter.clipped;
      running.firstClip ??= this.#meter.firstClip;
    }
    this.#meter.clipped = 0;
    this.#meter.firstClip = undefined;
  }

  /** From the next block on all is kept. @throws AppError disk-full, file-unwritable, busy */
  async begin(take: OpenTake): Promise<void> {
    if (this.#running) throw new AppError('busy', 'A take is being recorded.');
    const shape = shapeOf(take);
    const file = await this.#shelf.begin(take, takeHead(shape, 0).length);
    const writer = new TakeWriter(file, shape);
    const watch = new TakeWatch(shape.sampleRate);
    this.#newMeter();
    this.#columns = [];
    const counts = { flushedAt: 0, keptMarks: 0, toldGaps: 0, cleared: 0, last: Number.POSITIVE_INFINITY };
    const nothing = { firstClip: undefined, failure: undefined, done: undefined };
    this.#running = { take, writer, watch, began: performance.now(), ...counts, ...nothing };
  }

  /** The browser's own count of frames that the device dropped has grown. */
  dropped(frames: number): void {
    this.#running?.watch.dropped(this.#running.writer.frames, frames);
  }

  /** @returns the sound that the take became; undefined for one without a sample */
  async finish(ended: TakeEnd): Promise<SoundRecord | undefined> {
    const running = this.#running;
    if (!running) throw new AppError('busy', 'No take is being recorded.');
    const { take, writer, watch } = running;
    if (ended === 'stopped' && !running.failure) await this.#waitPastStop(running);
    this.#running = undefined;
    watch.endOfZeros(writer.frames);
    const frames = await writer.finish();
    if (frames === 0) {
      await this.#shelf.delete(take.id);
      return undefined;
    }
    const finished = { ...take, facts: { ...take.facts, ...this.#marks(running), ended } };
    // On a full disk there may be no room for another word; the samples are there.
    await this.#shelf.put(finished).catch(() => undefined);
    return adoptTake(finished, frames, this.#shelf, this.#project);
  }

  recover(): Promise<readonly SoundRecord[]> {
    return recoverTakes(this.#shelf, this.#project, this.#running?.take.id);
  }

  #waitPastStop(running: Running): Promise<void> {
    running.last = running.writer.frames + Math.round(KEPT_PAST_STOP * this.#shape.sampleRate);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, STOP_PATIENCE_MS);
      running.done = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #arrives(block: CaptureBlock): void {
    const running = this.#running;
    const samples = Array.from(
      { length: this.#shape.channels },
      (_, channel) => new Float32Array(block.samples, 4 * channel * BLOCK_FRAMES, block.frames),
    );
    const at = running?.writer.frames ?? 0;
    for (const [channel, of] of samples.entries()) this.#meter.take(channel, of, at);
    if (running && !running.failure) this.#keep(running, block, samples);
    this.#blocks++;
    if (this.#blocks % NEWS_EVERY_BLOCKS === 0 || running?.failure) this.#tell();
  }

  #keep(running: Running, block: CaptureBlock, samples: readonly Float32Array[]): void {
    const { writer, watch } = running;
    if (writer.frames >= running.last) {
      running.done?.();
      return;
    }
    try {
      const skipped = watch.arrives(writer.frames, block.frame, block.frames, block.missing);
      if (skipped > 0) {
        writer.silence(skipped);
        this.#pictureSilence(skipped);
      }
      if (block.missing === 0) lookForZeros(samples, writer.frames, watch);
      writer.write(samples);
      this.#picture(samples);
      watch.clock(writer.frames, (performance.now() - running.began) / 1000);
      this.#flushInTime(running);
    } catch (thrown) {
      this.#fail(running, thrown);
    }
  }

  #flushInTime(running: Running): void {
    const { writer, watch } = running;
    if (writer.frames - running.flushedAt < FLUSH_EVERY * this.#shape.sampleRate) return;
    running.flushedAt = writer.frames;
    writer.flush().then(
      () => this.#tell(),
      (thrown: unknown) => this.#fail(running, thrown),
    );
    const marks = watch.count + running.cleared + this.#meter.clipped;
    if (marks === running.keptMarks) return;
    running.keptMarks = marks;
    const facts = { ...running.take.facts, ...this.#marks(running) };
    this.#shelf.put({ ...running.take, facts }).catch((thrown: unknown) => this.#fail(running, thrown));
  }

  #fail(running: Running, thrown: unknown): void {
    running.failure ??= storageError(thrown);
    running.done?.();
    this.#tell();
  }

  #marks({
    watch,
    cleared,
    ...running
  }: Running): Pick<OpenTake['facts'], 'gaps' | 'gapCount' | 'clipped' | 'firstClip'> {
    const clipped = cleared + this.#meter.clipped;
    const firstClip = running.firstClip ?? this.#meter.firstClip;
    const first = firstClip === undefined ? {} : { firstClip };
    return { gaps: [...watch.gaps], gapCount: watch.count, clipped, ...first };
  }

  #picture(samples: readonly Float32Array[]): void {
    const frames = samples[0]?.length ?? 0;
    for (let start = 0; start < frames; start += COLUMN_FRAMES) {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const of of samples) {
        for (let frame = start; frame < Math.min(frames, start + COLUMN_FRAMES); frame++) {
          const sample = of[frame] ?? 0;
          if (sample < low) low = sample;
          if (sample > high) high = sample;
        }
      }
      this.#columns.push(low, high);
    }
  }

  #pictureSilence(frames: number): void {
    for (let start = 0; start < frames; start += COLUMN_FRAMES) this.#columns.push(0, 0);
  }

  #tell(): void {
    const running = this.#running;
    const columns = new Float32Array(this.#columns);
    this.#columns = [];
    const gaps = running?.watch.gaps.slice(running.toldGaps) ?? [];
    if (running) running.toldGaps = running.watch.gaps.length;
    this.#report?.({
      levels: this.#meter.read(),
      clipped: this.#meter.clipped,
      firstClip: this.#meter.firstClip,
      ...{ columns, gaps, gapCount: running?.watch.count ?? 0 },
      frames: running?.writer.frames ?? 0,
      safe: running?.writer.safe ?? 0,
      failure: running?.failure?.toJSON(),
    });
  }

  #newMeter(): void {
    this.#meter = new LevelMeter(this.#shape.sampleRate, this.#shape.channels, BLOCK_FRAMES);
  }
}

function lookForZeros(samples: readonly Float32Array[], at: number, watch: TakeWatch): void {
  const frames = samples[0]?.length ?? 0;
  for (let frame = 0; frame < frames; frame++) {
    watch.zero(
      at + frame,
      samples.every((of) => of[frame] === 0),
    );
  }
}
