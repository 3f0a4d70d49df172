/** Of full scale in 16 bits: what a converter gives that can go no further. */
const FULL_SCALE = 1 - 2 ** -15;

/** Of one channel since they were last asked for. */
export interface TakeLevels {
  /** Linear, 1 is full scale. */
  readonly peak: number;
  /** Over the last 300 ms, linear. */
  readonly rms: number;
}

const RMS_S = 0.3;

/** Levels of what comes in, plain maxima and sums over the samples as they are. */
export class LevelMeter {
  readonly #channels: number;
  /** Sums of squares of the last blocks, channel after channel. */
  readonly #energies: Float64Array;
  readonly #counts: Float64Array;
  readonly #slots: number;
  #slot = 0;
  readonly #peaks: Float64Array;
  /** Samples at full scale. */
  clipped = 0;
  firstClip: number | undefined;

  constructor(sampleRate: number, channels: number, blockFrames: number) {
    this.#channels = channels;
    this.#slots = Math.max(1, Math.round((RMS_S * sampleRate) / blockFrames));
    this.#energies = new Float64Array(this.#slots * channels);
    this.#counts = new Float64Array(this.#slots);
    this.#peaks = new Float64Array(channels);
  }

  /** @param at frames before this block, for the place of the first clip */
  take(channel: number, samples: Float32Array, at: number): void {
    let [energy, peak] = [0, this.#peaks[channel] ?? 0];
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index] ?? 0;
      const size = Math.abs(sample);
      energy += sample * sample;
      if (size > peak) peak = size;
      if (size < FULL_SCALE) continue;
      this.clipped++;
      this.firstClip = Math.min(this.firstClip ?? Number.POSITIVE_INFINITY, at + index);
    }
    this.#peaks[channel] = peak;
    this.#energies[this.#slot * this.#channels + channel] = energy;
    this.#counts[this.#slot] = samples.length;
    if (channel === this.#channels - 1) this.#slot = (this.#slot + 1) % this.#slots;
  }

  /** Levels by channel; the peaks begin anew. */
  read(): readonly TakeLevels[] {
    const frames = this.#counts.reduce((sum, count) => sum + count, 0);
    return Array.from(this.#peaks, (peak, channel) => {
      let energy = 0;
      for (let slot = 0; slot < this.#slots; slot++) energy += this.#energies[slot * this.#channels + channel] ?? 0;
      this.#peaks[channel] = 0;
      return { peak, rms: frames === 0 ? 0 : Math.sqrt(energy / frames) };
    });
  }
}
