import { blocksOfChannel, type LongSound } from '../../core/audio/long-sound.ts';
import { AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import type { Kernels, Sliced } from '../../core/kernels/kernels.ts';
import { type PyramidBase, PyramidBuilder } from './wave-pyramid.ts';

/** What is known of a long sound after it was gone through once. */
export interface Survey {
  /** One per channel. */
  readonly pyramids: readonly PyramidBase[];
  /** Largest |x|, and root of the mean of squares, over all channels. */
  readonly peak: number;
  readonly rms: number;
}

export interface SurveyJob {
  readonly kernels: Kernels;
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
  /** @param fraction 0..1 */
  readonly onFraction: (fraction: number) => void;
}

/** Goes through a sound once, block by block. @throws AppError audio-not-finite, file-unreadable, cancelled */
export async function survey(sound: LongSound, job: SurveyJob): Promise<Survey> {
  const { kernels } = job;
  const { frames, channelCount } = sound;
  const builders = Array.from({ length: channelCount }, () => new PyramidBuilder(frames, kernels));
  let peak = 0;
  let done = 0;
  function* blocks(channel: number): Generator<Float64Array, void, void> {
    for (const block of blocksOfChannel(sound, channel)) {
      peak = Math.max(peak, kernels.level.peak([block]));
      builders[channel]?.add(block);
      done += block.length;
      yield block;
    }
  }
  const rms = await runSlices(kernels.level.rmsOf(builders.map((_, channel) => blocks(channel))), job, () =>
    job.onFraction(done / (frames * channelCount)),
  );
  if (!Number.isFinite(rms)) throw new AppError('audio-not-finite', 'The sound contains NaN or infinite samples.');
  return { pyramids: builders.map((builder) => builder.finish()), peak, rms };
}

/** Runs a computation on this thread, breathing between its slices. @throws AppError cancelled */
export async function runSlices<T>(
  slices: Sliced<T>,
  { breathe, signal }: Pick<SurveyJob, 'breathe' | 'signal'>,
  onSlice: (fraction: number) => void,
): Promise<T> {
  try {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      onSlice(slice.value);
      await breathe();
      throwIfAborted(signal);
    }
  } finally {
    // Frees what a stopped computation holds in linear memory.
    slices.return(undefined as never);
  }
}

/** A survey as a cache keeps it. */
export function valueOfSurvey({ pyramids, peak, rms }: Survey): CacheValue {
  const arrays = pyramids.flatMap(({ cells, power, clipped }, channel) => [
    [`cells ${channel}`, cells] as const,
    [`power ${channel}`, power] as const,
    [`clipped ${channel}`, clipped] as const,
  ]);
  return {
    meta: { peak, rms, channels: pyramids.length, frames: pyramids[0]?.frames ?? 0 },
    arrays: Object.fromEntries(arrays),
  };
}

export function surveyOfValue({ meta, arrays }: CacheValue): Survey {
  const floats = (name: string) => {
    const found = arrays[name];
    if (found instanceof Float32Array) return found;
    throw new AppError('internal', `a kept survey has no ${name}.`);
  };
  const pyramids = Array.from({ length: Number(meta['channels']) }, (_, channel) => {
    const clipped = arrays[`clipped ${channel}`];
    return {
      frames: Number(meta['frames']),
      cells: floats(`cells ${channel}`),
      power: floats(`power ${channel}`),
      clipped: clipped instanceof Uint8Array ? clipped : new Uint8Array(0),
    };
  });
  return { pyramids, peak: Number(meta['peak']), rms: Number(meta['rms']) };
}
