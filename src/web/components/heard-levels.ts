import type { Heard } from '../services/player.ts';

/** Of one channel, linear: 1 is full scale. */
export interface HeardLevel {
  /** Over the last 50 ms. */
  readonly peak: number;
  /** Over the last 300 ms; of a full-scale sine it is 3.0 dB below full scale. */
  readonly rms: number;
}

const PEAK_S = 0.05;
/** s */
export const RMS_S = 0.3;

/** What a meter shows of each channel, as it reaches the ear. For reading only: it enters no sound. */
export function levelsOfHeard({ channels, sampleRate, trim }: Heard): readonly HeardLevel[] {
  return channels.map((samples) => {
    const late = samples.length - Math.round(PEAK_S * sampleRate);
    const from = Math.max(samples.length - Math.round(RMS_S * sampleRate), 0);
    let peak = 0;
    let power = 0;
    for (let index = from; index < samples.length; index++) {
      const value = samples[index] ?? 0;
      power += value * value;
      if (index >= late) peak = Math.max(peak, Math.abs(value));
    }
    return { peak: trim * peak, rms: trim * Math.sqrt(power / Math.max(samples.length - from, 1)) };
  });
}

/** One level for all channels, which does not tell how many there are. */
export function loudestOf(levels: readonly HeardLevel[]): readonly HeardLevel[] {
  if (levels.length === 0) return [];
  const most = (key: keyof HeardLevel) => Math.max(...levels.map((level) => level[key]));
  return [{ peak: most('peak'), rms: most('rms') }];
}

export function toDbfs(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}
