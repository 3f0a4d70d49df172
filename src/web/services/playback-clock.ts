/**
 * Where a listener is, from the audio clock alone. Positions are seconds on the source's time axis; a clip of another
 * duration lies on the same axis, stretched evenly, so that source and result are at the same place of the sentence.
 */

/** What must be known of a clip to place it on the axis. */
export interface ClipFacts {
  /** Hz */
  readonly sampleRate: number;
  /** Samples per channel. */
  readonly frames: number;
}

/** A span of the axis, s. */
export interface PlaybackRange {
  readonly start: number;
  readonly end: number;
}

/** One uninterrupted stretch of playing one clip. Frames are the clip's own samples. */
export interface PlaybackRun extends ClipFacts {
  /** Duration of the time axis that all of the clip lies on, s. */
  readonly axis: number;
  /** Time of the audio clock at which `offset` sounds, s. */
  readonly when: number;
  /** Frame that sounds first; inside the span. */
  readonly offset: number;
  /** First frame of the span that is played or looped. */
  readonly start: number;
  /** Frame after its last. */
  readonly end: number;
  readonly loop: boolean;
}

export interface RunPlan {
  readonly when: number;
  /** s, on the axis; outside the range means the range's start. */
  readonly position: number;
  readonly range: PlaybackRange | undefined;
  readonly loop: boolean;
}

/** @param axis duration of the whole axis, s */
export function planRun(clip: ClipFacts, axis: number, plan: RunPlan): PlaybackRun {
  const toFrame = (position: number) => Math.round((clamp(position, 0, axis) / axis) * clip.frames);
  const start = Math.min(toFrame(plan.range?.start ?? 0), clip.frames - 1);
  const end = Math.max(toFrame(plan.range?.end ?? axis), start + 1);
  const wanted = toFrame(plan.position);
  const offset = wanted >= start && wanted < end ? wanted : start;
  return { ...clip, axis, when: plan.when, offset, start, end, loop: plan.loop };
}

/** The frame, with its fraction, that sounds at a time: `offset` before the start, `end` once it is over. */
export function frameAt(run: PlaybackRun, time: number): number {
  const frame = run.offset + Math.max(0, time - run.when) * run.sampleRate;
  if (frame < run.end) return frame;
  return run.loop ? run.start + ((frame - run.start) % (run.end - run.start)) : run.end;
}

/** The frame from which on all up to `frameAt` was heard: nothing before `offset`, until a loop has begun anew. */
export function heardFrom(run: PlaybackRun, time: number): number {
  const wrapped = run.loop && run.offset + (time - run.when) * run.sampleRate >= run.end;
  return wrapped ? run.start : run.offset;
}

/** A stretch of a sound. */
export interface FrameSpan {
  readonly start: number;
  readonly count: number;
}

/** What sounds during `count` frames of a run, from its `from`th on; a loop begins anew as often as it must. */
export function spansOf(run: PlaybackRun, from: number, count: number): readonly FrameSpan[] {
  const spans: FrameSpan[] = [];
  const loop = run.end - run.start;
  let left = run.loop ? count : Math.min(count, run.end - run.offset - from);
  let start = run.offset + from;
  while (left > 0) {
    if (start >= run.end) start = run.start + ((start - run.start) % loop);
    const length = Math.min(left, run.end - start);
    spans.push({ start, count: length });
    start += length;
    left -= length;
  }
  return spans;
}

/** @returns s, on the run's axis */
export function positionAt(run: PlaybackRun, time: number): number {
  return (frameAt(run, time) / run.frames) * run.axis;
}

/** Time of the audio clock at which the last frame has sounded; undefined for a loop. */
export function endTime(run: PlaybackRun): number | undefined {
  return run.loop ? undefined : run.when + (run.end - run.offset) / run.sampleRate;
}

/** The first whole frame of a context at or after a time, so that two runs never lie a fraction of a sample apart. */
export function onFrame(time: number, contextRate: number): number {
  return Math.ceil(time * contextRate) / contextRate;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
