import type { Clip } from '../core/audio/clip.ts';

/** A vowel-like mono sound: harmonics of a gliding f0 falling by 6 dB per octave, with a little seeded noise. */
export function voiceClip(options: { seconds: number; sampleRate?: number; f0?: number; seed?: number }): Clip {
  const { seconds, sampleRate = 16_000, f0 = 120, seed = 1 } = options;
  const noise = createNoise(seed);
  const x = new Float64Array(Math.round(seconds * sampleRate));
  let phase = 0;
  for (let n = 0; n < x.length; n++) {
    const frequency = f0 * (1 + 0.1 * Math.sin((2 * Math.PI * 3 * n) / sampleRate));
    phase += frequency / sampleRate;
    let sum = 0;
    for (let harmonic = 1; harmonic <= 20 && harmonic * frequency < sampleRate / 2; harmonic++) {
      sum += Math.sin(2 * Math.PI * harmonic * phase) / harmonic;
    }
    x[n] = 0.2 * sum + 0.002 * noise();
  }
  return { sampleRate, channels: [x] };
}

/**
 * A `voiceClip` of this f0 in which, for a while, every second period differs: what trackers take for an octave lower.
 * @param from, to s
 */
export function withSubharmonic({ sampleRate, channels }: Clip, f0: number, from: number, to: number): Clip {
  let phase = 0;
  const change = (x: number, n: number): number => {
    phase += (f0 * (1 + 0.1 * Math.sin((2 * Math.PI * 3 * n) / sampleRate))) / sampleRate;
    const isInside = n >= from * sampleRate && n < to * sampleRate;
    return isInside ? x + 0.4 * Math.sin(Math.PI * phase) : x;
  };
  return { sampleRate, channels: channels.map((channel) => channel.map(change)) };
}

/** Uniform noise in -1..1: a 32-bit linear congruential generator, so that a seed is a signal. */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export function noiseClip(samples: number, sampleRate: number, amplitude = 0.1, seed = 1): Clip {
  const noise = createNoise(seed);
  return { sampleRate, channels: [Float64Array.from({ length: samples }, () => amplitude * noise())] };
}

/** Samples by channel, at 44.1 kHz. */
export function clipOf(...channels: readonly (readonly number[])[]): Clip {
  return { sampleRate: 44_100, channels: channels.map((channel) => Float64Array.from(channel)) };
}

export function silentClip(samples: number, sampleRate: number): Clip {
  return { sampleRate, channels: [new Float64Array(samples)] };
}
