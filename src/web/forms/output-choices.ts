import { HELD_ENCODINGS, type SoundFormat } from '../../core/codecs/codec.ts';
import { bitratesAt } from '../../core/codecs/mp3-bitrates.ts';
import { QUALITIES } from '../../core/codecs/ogg-quality.ts';
import { DEFAULT_OUTPUT } from '../../core/query/defaults.ts';
import { Findings } from '../../core/query/findings.ts';
import { completeOutput } from '../../core/query/output.ts';
import { ENCODINGS, readOutput } from '../../core/query/parse-fields.ts';
import type { OutputFormat } from '../../core/query/query.ts';

/** How a format is written where nothing was chosen: the first encoding that it holds, its usual bitrate or quality. */
export function usualOutput(format: SoundFormat): OutputFormat {
  const [encoding = DEFAULT_OUTPUT.encoding] = HELD_ENCODINGS[format] ?? ENCODINGS;
  return completeOutput({ format, encoding });
}

/**
 * The ways in which a format can be written, the present one always among them.
 * @param sampleRate of the sound, Hz: an MP3's bitrates depend on it
 */
export function waysToWrite(output: OutputFormat, sampleRate: number): readonly OutputFormat[] {
  const { format, bitrate, quality } = output;
  if (bitrate !== undefined) {
    const rates = new Set([...bitratesAt(sampleRate), bitrate]);
    return [...rates].sort((a, b) => a - b).map((one) => ({ ...output, bitrate: one }));
  }
  if (quality !== undefined) {
    const [least, most] = QUALITIES;
    const whole = Array.from({ length: most - least + 1 }, (_, index) => least + index);
    return [...new Set([...whole, quality])].sort((a, b) => a - b).map((one) => ({ ...output, quality: one }));
  }
  return (HELD_ENCODINGS[format] ?? ENCODINGS).map((encoding) => ({ ...output, encoding }));
}

/** A choice that was kept as JSON; undefined where it is none, or of an older version that this one does not know. */
export function readKeptOutput(text: string | undefined): OutputFormat | undefined {
  if (text === undefined) return undefined;
  try {
    const findings = new Findings();
    const output = readOutput({ output: JSON.parse(text) }, findings);
    return findings.problems.length === 0 ? output : undefined;
  } catch {
    return undefined;
  }
}
