import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { openContext, peakBetween, startContext } from './audio-output.ts';
import { PlaybackBuffers } from './playback-buffers.ts';
import { endTime, frameAt, onFrame, type PlaybackRange, planRun, positionAt } from './playback-clock.ts';
import { EDGE_RAMP_S, type PlaybackVoice, startVoice } from './playback-voice.ts';
import type { Player, PlayerState, Side } from './player.ts';

/** A sound starts on the audio clock this far ahead, never "now", so that its onset is known. */
const START_LEAD_S = 0.05;
/** Ahead for a change while playing: as short as the clock's own steps allow. */
const CHANGE_LEAD_S = 0.01;
const CROSSFADE_S = 0.008;
const METER_WINDOW_S = 0.05;

export function createPlayer(open: (sampleRate: number) => AudioContext = openContext): Player {
  return new WebAudioPlayer(open);
}

/** Every change while playing is the same act: a new voice at the place where the clock will be, the old one fades. */
class WebAudioPlayer implements Player {
  readonly #open: (sampleRate: number) => AudioContext;
  readonly #buffers = new PlaybackBuffers((change) => this.#exchange(change));
  readonly #listeners = new Set<(state: PlayerState) => void>();
  #context: AudioContext | undefined;
  #contextFor = 0;
  #side: Side = 'source';
  #loop = false;
  #range: PlaybackRange | undefined;
  #cursor = 0;
  #voice: PlaybackVoice | undefined;
  /** What is still heard until the voice's start time comes. */
  #before: PlaybackVoice | undefined;
  /** Counts starts and stops, so that one given while the device opens overrules the one before it. */
  #intent = 0;

  constructor(open: (sampleRate: number) => AudioContext) {
    this.#open = open;
  }

  setClip(side: Side, clip: Clip | undefined): void {
    this.#buffers.set(side, clip);
  }

  async play(from?: number): Promise<void> {
    this.#intent++;
    const intent = this.#intent;
    await this.#buffers.arrived();
    const buffer = this.#audible();
    if (!buffer) throw new AppError('source-not-found', 'There is nothing to play yet.');
    if (intent !== this.#intent) return;
    if (from !== undefined) this.#cursor = from;
    const context = this.#contextAt(buffer.sampleRate);
    await startContext(context);
    if (intent !== this.#intent) return;
    this.#begin(context, this.#cursor, this.#voice ? CHANGE_LEAD_S : START_LEAD_S);
    this.#announce();
  }

  stop(): void {
    this.#intent++;
    if (!this.#voice || !this.#context) return;
    this.#voice.fadeOut(this.#context.currentTime, EDGE_RAMP_S);
    this.#voice = undefined;
    this.#before = undefined;
    this.#announce();
  }

  setSide(side: Side): void {
    if (side === this.#side) return;
    this.#exchange(() => {
      this.#side = side;
    });
  }

  setLoop(loop: boolean): void {
    if (loop === this.#loop) return;
    this.#loop = loop;
    this.#carryOn();
    this.#announce();
  }

  setRange(range: PlaybackRange | undefined): void {
    this.#range = range;
    this.#carryOn();
  }

  seek(position: number): void {
    this.#cursor = position;
    if (this.#voice && this.#context) this.#begin(this.#context, position, CHANGE_LEAD_S);
  }

  position(): number {
    if (!this.#voice) return Math.min(Math.max(this.#cursor, 0), this.#buffers.duration);
    const { voice, time } = this.#heard(this.#voice);
    return positionAt(voice.run, time, this.#buffers.duration);
  }

  meter(): number {
    if (!this.#voice) return 0;
    const { voice, time } = this.#heard(this.#voice);
    const { run, buffer } = voice;
    if (time < run.when) return 0;
    const frame = frameAt(run, time);
    return peakBetween(buffer, Math.max(run.start, frame - METER_WINDOW_S * run.sampleRate), frame);
  }

  state(): PlayerState {
    return { playing: this.#voice !== undefined, side: this.#side, loop: this.#loop, duration: this.#buffers.duration };
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.stop();
    this.#listeners.clear();
    void this.#context?.close();
    this.#context = undefined;
  }

  #audible(): AudioBuffer | undefined {
    return this.#buffers.audible(this.#side);
  }

  /** Makes a change that may change what is to be heard; then that takes over, or silence. */
  #exchange(change: () => void): void {
    const heard = this.#audible();
    change();
    const buffer = this.#audible();
    if (this.#voice && !buffer) this.stop();
    else if (buffer !== heard) this.#carryOn();
    this.#announce();
  }

  /** Contexts have one rate for life, so a sound of another rate gets another context, but never while one plays. */
  #contextAt(sampleRate: number): AudioContext {
    if (this.#context && (this.#voice || this.#contextFor === sampleRate)) return this.#context;
    void this.#context?.close();
    this.#context = this.#open(sampleRate);
    this.#contextFor = sampleRate;
    return this.#context;
  }

  /** Replaces what plays by what should play now, at the same place. */
  #carryOn(): void {
    const context = this.#context;
    if (!this.#voice || !context) return;
    const { run } = this.#voice;
    const when = context.currentTime + CHANGE_LEAD_S;
    if ((endTime(run) ?? Infinity) > when) this.#begin(context, undefined, CHANGE_LEAD_S);
  }

  /** @param position s; undefined is wherever the playing voice will be */
  #begin(context: AudioContext, position: number | undefined, lead: number): void {
    const buffer = this.#audible();
    if (!buffer) return;
    const old = this.#voice;
    const when = onFrame(context.currentTime + lead, context.sampleRate);
    const axis = this.#buffers.duration;
    const run = planRun({ sampleRate: buffer.sampleRate, frames: buffer.length }, axis, {
      when,
      position: position ?? (old ? positionAt(old.run, when, axis) : 0),
      range: this.#range,
      loop: this.#loop,
    });
    const voice: PlaybackVoice = startVoice(context, {
      run,
      buffer,
      fadeIn: old ? CROSSFADE_S : EDGE_RAMP_S,
      onEnded: () => this.#ended(voice),
    });
    old?.fadeOut(when, CROSSFADE_S);
    this.#before = old;
    this.#voice = voice;
  }

  /** What the listener hears now: the clock, less what the browser says lies between it and the ear. */
  #heard(voice: PlaybackVoice): { readonly voice: PlaybackVoice; readonly time: number } {
    const context = this.#context;
    const time = context ? context.currentTime - (context.outputLatency || context.baseLatency || 0) : 0;
    return { voice: time < voice.run.when && this.#before ? this.#before : voice, time };
  }

  #ended(voice: PlaybackVoice): void {
    if (voice !== this.#voice) return;
    this.#voice = undefined;
    this.#before = undefined;
    this.#announce();
  }

  #announce(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}
