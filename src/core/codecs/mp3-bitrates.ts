import { AppError } from '../base/errors.ts';

/** kb/s that an MP3 can be written with, at one sampling rate or another; 56 and 144 exist, but our encoder has them not. */
export const MP3_BITRATES = [8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;

export type Mp3Bitrate = (typeof MP3_BITRATES)[number];

/** kb/s where nothing is said: VTServer's. */
export const DEFAULT_BITRATE = 160;

/** Hz */
const SAMPLE_RATES = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000] as const;

/** What LAME is asked for. */
export interface Mp3Rates {
  /** kb/s */
  readonly bitrate: Mp3Bitrate;
  /** Hz: that of the sound, or LAME would choose a lower one for a low bitrate. */
  readonly outputSampleRate: (typeof SAMPLE_RATES)[number];
}

/**
 * The rates that a sound is written with: those asked for; the default bitrate may be less where the sampling rate does not
 * have as much.
 * @param sampleRate Hz
 * @param asked kb/s
 * @throws AppError audio-unsupported, naming what an MP3 can have
 */
export function chooseRates(sampleRate: number, asked: number): Mp3Rates {
  const outputSampleRate = SAMPLE_RATES.find((rate) => rate === sampleRate);
  if (outputSampleRate === undefined) {
    throw unsupported(`a sampling rate of ${sampleRate} Hz`, `${SAMPLE_RATES.join(', ')} Hz`);
  }
  const allowed = bitratesAt(sampleRate);
  const wanted = asked === DEFAULT_BITRATE ? Math.min(asked, ...allowed.slice(-1)) : asked;
  const bitrate = allowed.find((one) => one === wanted);
  if (bitrate === undefined) {
    throw unsupported(`a bitrate of ${asked} kb/s at ${sampleRate} Hz`, `${allowed.join(', ')} kb/s`);
  }
  return { bitrate, outputSampleRate };
}

/** kb/s that an MP3 of this sampling rate, in Hz, can be written with. */
export function bitratesAt(sampleRate: number): readonly Mp3Bitrate[] {
  const [least, most] = boundsOf(sampleRate);
  return MP3_BITRATES.filter((bitrate) => bitrate >= least && bitrate <= most);
}

/** MPEG-1, MPEG-2, and its extension MPEG-2.5, which LAME ends at 64 kb/s because of players that go silent above. */
function boundsOf(sampleRate: number): readonly [least: number, most: number] {
  if (sampleRate >= 32000) return [32, 320];
  return sampleRate >= 16000 ? [8, 160] : [8, 64];
}

function unsupported(what: string, allowed: string): AppError {
  return new AppError('audio-unsupported', `An MP3 cannot have ${what}, only ${allowed}.`);
}
