import type { TakeGap } from '../state/take-facts.ts';

/** Frames of exact zeros in a row that no microphone gives. */
const ZERO_RUN = 128;
/** Of the difference between the wall's clock and the samples', s: below is jitter. */
const LATE_S = 0.25;
/** s */
const WINDOW_S = 2;
export const GAPS_KEPT = 1000;

/** Finds out where a take is not what the microphone heard. */
export class TakeWatch {
  readonly gaps: TakeGap[] = [];
  #count = 0;
  readonly #rate: number;
  /** What the context's count should be at the next block. */
  #next = -1;
  /** First frame of the run of zeros that is going on. */
  #zeros: number | undefined;
  /** Least lag of the window before, and of this one so far, s. */
  #least: number | undefined;
  #window = Number.POSITIVE_INFINITY;
  #windowEnd = WINDOW_S;

  constructor(sampleRate: number) {
    this.#rate = sampleRate;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * A block comes; `missing` frames of it never did.
   * @param at frames of the take before it
   * @returns frames that were skipped before it, to be filled with silence
   */
  arrives(at: number, frame: number, frames: number, missing: number): number {
    const skipped = this.#next < 0 || frame < 0 ? 0 : Math.max(0, frame - this.#next);
    this.#next = frame < 0 ? -1 : frame + frames;
    if (skipped > 0) this.#add(at, skipped, 'lost');
    if (missing > 0) this.#add(at + skipped, missing, 'lost');
    return skipped;
  }

  /** Frame `at` of the take is exactly zero in every channel, or is not. */
  zero(at: number, isZero: boolean): void {
    if (isZero) this.#zeros ??= at;
    else if (this.#zeros !== undefined) this.endOfZeros(at);
  }

  /** @param at the first frame that is none of them */
  endOfZeros(at: number): void {
    const start = this.#zeros;
    this.#zeros = undefined;
    if (start !== undefined && at - start >= ZERO_RUN) this.#add(start, at - start, 'zeros');
  }

  /** The browser counted frames that its device dropped. */
  dropped(at: number, frames: number): void {
    if (frames > 0) this.#add(at, frames, 'device');
  }

  /**
   * Compares clocks. A message may be late, and the next ones are not; what stays late was lost.
   * @param at frames of the take so far
   * @param elapsed s since the take began, by the wall's clock
   */
  clock(at: number, elapsed: number): void {
    this.#window = Math.min(this.#window, elapsed - at / this.#rate);
    if (elapsed < this.#windowEnd) return;
    const grown = this.#least === undefined ? 0 : this.#window - this.#least;
    if (grown > LATE_S) this.#add(at, Math.round(grown * this.#rate), 'late');
    this.#least = this.#window;
    this.#window = Number.POSITIVE_INFINITY;
    this.#windowEnd = elapsed + WINDOW_S;
  }

  #add(at: number, frames: number, kind: TakeGap['kind']): void {
    this.#count++;
    if (this.gaps.length < GAPS_KEPT) this.gaps.push({ at, frames, kind });
  }
}
