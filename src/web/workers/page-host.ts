/** Half a gigabyte of doubles, what a file of the size that the page opens can hold without compression. */
export const SAMPLE_LIMIT = 2 ** 26;

/** Samples: about three minutes of mono at 44.1 kHz, whose samples take 67 MB and whose analysis takes 600. */
export const LONG_FROM = 2 ** 23;

/** The wall's clock, with the fractions of a millisecond that it does not give. */
export const CLOCK = { now: () => performance.timeOrigin + performance.now() };

/** Calls once after a time in ms, unless it is taken back. */
export const later = (ms: number, call: () => void) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};
