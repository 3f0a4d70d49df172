import type { Clock } from '../core/base/clock.ts';

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  time: number;

  constructor(time = 1_700_000_000_000) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  /** @param seconds may be negative: clocks are set back */
  advance(seconds: number): void {
    this.time += seconds * 1000;
  }
}
