/** Sentences of the slice at the cursor. */
export const sliceStrings = {
  source: 'Source',
  sourceSaid: 'source',
  result: 'Result',
  resultSaid: 'result',
  sourcePeak: 'Peak of the source',
  resultPeak: 'Peak of the result',
  peakOfSource: (number: string) => `peak ${number} of the source`,
  peakOfResult: (number: string) => `peak ${number} of the result`,
  legend: (time: string, formantScale: number) =>
    `CheapTrick at ${time}, dB of power; sticks at the multiples of f0${formantScale === 1 ? '' : `; arrows: peaks, which the recipe shifts by \u00d7${formantScale.toFixed(3)}`}`,
} as const;
