import { frameAt } from '../audio/frames.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { BLOCK } from '../audio/long-view.ts';
import { AppError } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { StepContext } from './module.ts';

/** Frames of a target: from `start` up to, and without, `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

type Channels = readonly Float64Array[];

/**
 * Where in the target speech is: spans in seconds as frames, in order, those that touch as one. What is not in the target is
 * noted.
 * @throws AppError query-invalid where no frame of the target is left
 */
export function speechParts(
  speech: readonly (readonly [number, number])[],
  sampleRate: number,
  frames: number,
  context: Pick<StepContext, 'note'>,
): readonly Part[] {
  const parts: { start: number; end: number }[] = [];
  const spans = speech.map(([from, to]) => ({
    start: Math.min(frames, frameAt(from, sampleRate)),
    end: Math.min(frames, frameAt(to, sampleRate)),
    isCut: frameAt(to, sampleRate) > frames,
  }));
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else parts.push({ start, end });
  }
  const expected = `times in s within the ${(frames / sampleRate).toFixed(3)} s of the target, such as [[0.1, 0.9]]`;
  if (parts.length === 0) {
    throw refused('speech', 'no-speech', expected, speech.length === 0 ? 'none' : JSON.stringify(speech));
  }
  const left = spans.filter(({ start, end }) => end <= start).length;
  const cut = spans.filter(({ start, end, isCut }) => isCut && end > start).length;
  if (cut > 0) context.note(`${cut} of ${speech.length} spans of speech cut at the end of the target`);
  if (left > 0) context.note(`${left} of ${speech.length} spans of speech left out, with no sample of the target`);
  return parts;
}

/** Those parts of every channel, one after the other. @param lead frames before the target */
export function taken(channels: Channels, parts: readonly Part[], lead: number): Channels {
  const [first, ...rest] = parts;
  if (first && rest.length === 0) return channels.map((each) => each.subarray(lead + first.start, lead + first.end));
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  return channels.map((channel) => {
    const out = new Float64Array(length);
    let at = 0;
    for (const { start, end } of parts) {
      out.set(channel.subarray(lead + start, lead + end), at);
      at += end - start;
    }
    return out;
  });
}

/** The same of a channel that may not be in memory, in blocks: all full but the last, so that its sum of squares is the same. */
export function* takenBlocks(sound: LongSound, channel: number, parts: readonly Part[]): Generator<Float64Array> {
  let block = new Float64Array(BLOCK);
  let filled = 0;
  for (const { start, end } of parts) {
    for (let at = start; at < end; ) {
      const piece = sound.read(channel, at, Math.min(BLOCK - filled, end - at));
      block.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < BLOCK) continue;
      yield block;
      block = new Float64Array(BLOCK);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** What a mix was made of, for its ratio to be found again. */
export interface Mixed {
  readonly mix: Channels;
  /** As it is in the mix, but for the gain; silent where it was not sent. */
  readonly target: Channels;
  /** That everything was turned down by. */
  readonly gain: number;
  /** Channels that each was sent to; without one, all. */
  readonly ears: { readonly target: number | undefined; readonly masker: number | undefined };
}

/**
 * The signal-to-noise ratio that a mix has, dB: the masker is what is left of the mix without its target. RMS of each over
 * the channels that it was sent to, and over the part of them that `count` takes; null where one of them is silent.
 */
export function realisedSnr(
  { mix, target, gain, ears }: Mixed,
  count: { readonly target: (all: Channels) => Channels; readonly masker: (all: Channels) => Channels },
  { level, edit }: Pick<Kernels, 'level' | 'edit'>,
): number | null {
  const masker = edit.mix(mix, level.scale(target, -gain), [0, 0]);
  const only = (all: Channels, ear: number | undefined) => all.filter((_, index) => ear === undefined || index === ear);
  const signal = level.rms(count.target(only(level.scale(target, gain), ears.target)));
  const noise = level.rms(count.masker(only(masker, ears.masker)));
  // For a table; no sample depends on it.
  return signal > 0 && noise > 0 ? Number((20 * Math.log10(signal / noise)).toFixed(4)) + 0 : null;
}

/** What a request asks that cannot be done. */
export function refused(path: string, code: string, expected: string, got: string): AppError {
  const issue = { path, code, expected, got };
  return new AppError('query-invalid', `${path}: expected ${expected}, got ${got}`, { issues: [issue] });
}
