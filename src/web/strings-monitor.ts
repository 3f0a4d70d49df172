/** Of how source and result are listened to. */
export const monitorStrings = {
  title: 'Listening',
  open: 'Listening: loudness, blind comparison, output',
  match: 'Match loudness',
  matchDetail: 'The louder side is turned down, for listening only.',
  trimmed: (side: string, db: string) => `${side} ${db}\u00a0dB for listening; files unchanged.`,
  trimmedBlind: (db: string) => `The louder side ${db}\u00a0dB for listening; files unchanged.`,
  even: 'Both sides are equally loud.',
  noTrim: 'There is nothing to match yet.',
  blind: 'Compare blind',
  blindDetail: 'A and B are called 1 and 2, in an order that is drawn.',
  hidden: 'Names are hidden',
  reveal: 'Reveal',
  theSide: { source: 'the source', result: 'the result' },
  revealed: (first: string, second: string) => `1 was ${first}, 2 ${second}.`,
  clips: (side: string, count: number, first: string) =>
    `${side}: ${count === 1 ? '1 clip' : `${count} clips`}, first at ${first}`,
  clipsBlind: (count: number) => (count === 1 ? '1 clip' : `${count} clips`),
  clear: (what: string) => `${what}. Clear`,
  levels: 'Levels',
  reference: 'RMS over 300 ms re full scale: a full-scale sine reads \u22123.0 dB. Peaks hold for 1.5 s.',
  mono: 'Mono',
  short: (db: string) => `${db}\u00a0dB matched`,
  peak: 'Peak, dBFS',
  rms: 'RMS, dB',
  details: 'Details',
  starts: 'Starts of playback, the latest first',
  noStarts: 'Nothing was played yet.',
  start: { from: 'From, s', scheduled: 'Scheduled, s', clock: 'Clock, s', latency: 'Latency, ms' },
  reported:
    'Scheduled: when the first sample was due on the audio clock. Clock: what it showed by then. Latency: from there to the ear. All are reported by the browser, not measured.',
  gaps: (count: number) =>
    count === 0
      ? 'No gap in what was played while it was read.'
      : `${count === 1 ? '1 gap' : `${count} gaps`} in what was played while it was read: samples came too late.`,
  gap: 'Playback had a gap: samples came too late. Gaps are counted in Listening, Details.',
} as const;
