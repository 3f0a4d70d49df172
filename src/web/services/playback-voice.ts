import { samplesBetween } from './audio-output.ts';
import { endTime, type PlaybackRun } from './playback-clock.ts';
import type { Side } from './player.ts';

/** Ramp at every start and stop, for listening only, s. */
export const EDGE_RAMP_S = 0.005;

/** A clip that sounds. */
export interface PlaybackVoice {
  readonly run: PlaybackRun;
  /** Multiplies every sample. */
  readonly trim: number;
  readonly side: Side;
  /** The samples of each channel from one frame to another, as they are in the file, for meters. */
  read(start: number, end: number): readonly Float32Array[];
  /** Silent from `when + seconds` on, s of the audio clock. The first call counts. */
  fadeOut(when: number, seconds: number): void;
}

export interface VoicePlan {
  readonly run: PlaybackRun;
  readonly buffer: AudioBuffer;
  /** s */
  readonly fadeIn: number;
  readonly trim: number;
  readonly side: Side;
  /** Called once when nothing more comes, whether it ended by itself or was faded out. */
  readonly onEnded: () => void;
}

/**
 * One gain per fade, because a single one would have to cancel a ramp under way to begin the next, and what value it
 * then holds differs between browsers.
 */
export function startVoice(context: BaseAudioContext, plan: VoicePlan): PlaybackVoice {
  const { run, buffer } = plan;
  const rise = new GainNode(context);
  const fall = new GainNode(context);
  const source = new AudioBufferSourceNode(context, {
    buffer,
    loop: run.loop,
    loopStart: run.start / run.sampleRate,
    loopEnd: run.end / run.sampleRate,
  });
  source.connect(rise).connect(fall).connect(context.destination);
  source.onended = () => {
    fall.disconnect();
    plan.onEnded();
  };

  ramp(rise.gain, 0, plan.trim, run.when, plan.fadeIn);
  const end = endTime(run);
  const lastFall = end === undefined ? Infinity : Math.max(run.when, end - EDGE_RAMP_S);
  if (end === undefined) {
    source.start(run.when, run.offset / run.sampleRate);
  } else {
    source.start(run.when, run.offset / run.sampleRate, (run.end - run.offset) / run.sampleRate);
    ramp(fall.gain, 1, 0, lastFall, EDGE_RAMP_S);
  }

  let falling = false;
  return {
    run,
    trim: plan.trim,
    side: plan.side,
    read: (start, end) => samplesBetween(buffer, start, end),
    fadeOut(when, seconds) {
      if (falling || when >= lastFall) return;
      falling = true;
      fall.gain.cancelScheduledValues(0);
      ramp(fall.gain, 1, 0, when, seconds);
      source.stop(when + seconds);
    },
  };
}

export function ramp(gain: AudioParam, from: number, to: number, when: number, seconds: number): void {
  gain.setValueAtTime(from, when);
  gain.linearRampToValueAtTime(to, when + seconds);
}
