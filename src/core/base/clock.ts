/** Time as a host provides it; core has no clock of its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
