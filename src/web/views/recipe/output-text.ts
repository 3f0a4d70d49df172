import type { StepOutput } from '../../../core/engine/engine.ts';
import { decibels, kilohertz, seconds } from '../../components/format.ts';
import type { Levels, SoundShape } from '../../services/engine-client.ts';
import type { StepGiven } from '../../state/step-state.ts';
import { strings } from '../../strings.ts';

/** How long a sound is, at what rate, how many channels it has, and how loud it is, where that is known. */
export function outputText(shape: Omit<SoundShape, 'frames'>, levels: Levels | undefined): string {
  const { mono, stereo, channels } = strings.library;
  const count = shape.channelCount;
  const parts = [
    seconds(shape.duration),
    kilohertz(shape.sampleRate),
    count === 1 ? mono : count === 2 ? stereo : channels(count),
    ...(levels
      ? [strings.transport.peak(decibels(levels.peakDbfs)), strings.transport.rms(decibels(levels.rmsDbfs))]
      : []),
  ];
  return parts.join(' \u00b7 ');
}

/** The same of a step. */
export function givenText({ output, result }: StepGiven): string {
  const { sampleRate, channels: channelCount, frames } = output;
  return outputText({ sampleRate, channelCount, duration: frames / sampleRate }, levelsOf(output) ?? result?.levels);
}

function levelsOf({ levels }: StepOutput): Levels | undefined {
  if (levels === undefined) return undefined;
  return { peakDbfs: 20 * Math.log10(levels.peak), rmsDbfs: 20 * Math.log10(levels.rms) };
}
