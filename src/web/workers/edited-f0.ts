import * as Comlink from 'comlink';
import { canonicalJson } from '../../core/base/canonical-json.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { editContour, F0_EDITS, familiesOf } from '../../core/modules/f0-edits.ts';
import {
  type AnalysisOptions,
  analysisOptions,
  readWorldOptions,
  WORLD_OPTIONS,
} from '../../core/modules/world-options.ts';
import type { JsonObject } from '../forms/json.ts';
import type { F0Track } from '../services/engine-client.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import { geometricMean } from './measures.ts';

/** A sound's f0 by these options. */
export type Tracker = (job: number, id: string, options: AnalysisOptions) => Promise<F0Track>;

/** What is found of so many sounds, or by so many ways, is kept: whoever edits asks again with each edit. */
const KEPT = 4;

/** f0 as edits make it, for who draws them: in milliseconds once f0 is found. */
export class EditedF0Service {
  readonly #kernels: Kernels;
  readonly #rateOf: (id: string) => number;
  readonly #track: Tracker;
  readonly #found = new Map<string, Promise<F0Track>>();
  /** Who waits for what another one asked for, by job. */
  readonly #waiting = new Map<number, AbortController>();

  constructor(kernels: Kernels, rateOf: (id: string) => number, track: Tracker) {
    this.#kernels = kernels;
    this.#rateOf = rateOf;
    this.#track = track;
  }

  /** @throws AppError query-invalid, source-not-found, cancelled */
  async edit(job: number, id: string, given: JsonObject): Promise<EditedF0> {
    const edits = F0_EDITS.safeParse(given['edits']);
    const names = Object.keys(WORLD_OPTIONS);
    const options = readWorldOptions(
      Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name))),
    );
    if (!(edits.success && options.ok)) throw new AppError('query-invalid', 'This step has a problem.');
    const { f0, framePeriodMs } = await this.#find(job, id, analysisOptions(options.value));
    const { correct, shape } = familiesOf(edits.data);
    const rate = this.#rateOf(id);
    const tools = { kernels: this.#kernels, note: () => undefined };
    const corrected = editContour(tools, { f0, framePeriodMs }, rate, correct);
    const shaped = editContour(tools, { f0: corrected, framePeriodMs }, rate, shape);
    const copies = [f0, corrected, shaped].map((contour) => contour.slice());
    const [tracked = f0, ...edited] = copies;
    const track = {
      framePeriodMs,
      tracked,
      corrected: edited[0] ?? f0,
      shaped: edited[1] ?? f0,
      mean: geometricMean(shaped),
    };
    return Comlink.transfer(
      track,
      copies.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }

  /** Stops waiting for what another job finds; a job that finds something itself is stopped where it works. */
  cancel(job: number): void {
    this.#waiting.get(job)?.abort();
  }

  async #find(job: number, id: string, options: AnalysisOptions): Promise<F0Track> {
    const key = canonicalJson({ id, ...options });
    for (let known = this.#found.get(key); known !== undefined; known = this.#found.get(key)) {
      try {
        return await this.#beside(job, known);
      } catch (thrown) {
        if (thrown instanceof LeftError) throw thrown.cause;
        // Whoever asked before this one was stopped, and this one was not.
        if (AppError.from(thrown).kind !== 'cancelled') throw thrown;
      }
    }
    return this.#begin(key, this.#track(job, id, options));
  }

  /** What another job finds. @throws LeftError when this one is cancelled */
  async #beside(job: number, finding: Promise<F0Track>): Promise<F0Track> {
    const controller = new AbortController();
    this.#waiting.set(job, controller);
    try {
      return await new Promise<F0Track>((resolve, reject) => {
        controller.signal.addEventListener('abort', () => reject(new LeftError()));
        finding.then(resolve, reject);
      });
    } finally {
      this.#waiting.delete(job);
    }
  }

  async #begin(key: string, finding: Promise<F0Track>): Promise<F0Track> {
    this.#found.set(key, finding);
    const [oldest] = this.#found.keys();
    if (this.#found.size > KEPT && oldest !== undefined) this.#found.delete(oldest);
    try {
      return await finding;
    } catch (thrown) {
      if (this.#found.get(key) === finding) this.#found.delete(key);
      throw thrown;
    }
  }
}

/** Whoever waited was cancelled, and not the one that was waited for. */
class LeftError extends Error {
  constructor() {
    super('cancelled', { cause: new AppError('cancelled', 'The job was cancelled.') });
  }
}
