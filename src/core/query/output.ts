import { DEFAULT_BITRATE, MP3_BITRATES, type Mp3Bitrate } from '../codecs/mp3-bitrates.ts';
import { DEFAULT_QUALITY, QUALITIES } from '../codecs/ogg-quality.ts';
import { DEFAULT_OUTPUT } from './defaults.ts';
import { describeValue, type Fields, type Findings, joinPath, own } from './findings.ts';
import type { OutputFormat } from './query.ts';

/** What was said of an output. */
type OutputChoice = Pick<OutputFormat, 'format' | 'encoding'> & {
  readonly bitrate?: Mp3Bitrate | undefined;
  readonly quality?: number | undefined;
};

/**
 * What a format is written with, and nothing that it has not: so that equal files have one signature. Defaults are filled
 * in; an encoding means nothing to a lossy format.
 */
export function completeOutput({ format, encoding, bitrate, quality }: OutputChoice): OutputFormat {
  const lossy = { format, encoding: DEFAULT_OUTPUT.encoding };
  if (format === 'mp3') return Object.freeze({ ...lossy, bitrate: bitrate ?? DEFAULT_BITRATE });
  if (format === 'ogg') return Object.freeze({ ...lossy, quality: quality ?? DEFAULT_QUALITY });
  return Object.freeze({ format, encoding });
}

/** kb/s, of an MP3; undefined where nothing is said, or something wrong, which is then in the findings. */
export function readBitrate(fields: Fields, at: string, findings: Findings): Mp3Bitrate | undefined {
  const given = asNumber(own(fields, 'bitrate'));
  const found = MP3_BITRATES.find((bitrate) => bitrate === given);
  if (given !== undefined && found === undefined) {
    const expected = `${MP3_BITRATES.slice(0, -1).join(', ')} or ${MP3_BITRATES.at(-1)} (kb/s)`;
    findings.problem(joinPath(at, 'bitrate'), 'value', expected, describeValue(given));
  }
  return found;
}

/** Of an Ogg Vorbis file; undefined as above. */
export function readQuality(fields: Fields, at: string, findings: Findings): number | undefined {
  const given = asNumber(own(fields, 'quality'));
  if (given === undefined) return undefined;
  const [least, most] = QUALITIES;
  // Without the minus of a zero, which would be another signature.
  if (typeof given === 'number' && given >= least && given <= most) return given + 0;
  findings.problem(joinPath(at, 'quality'), 'value', `a number from ${least} to ${most}`, describeValue(given));
  return undefined;
}

/** Web forms send numbers as text. */
function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
