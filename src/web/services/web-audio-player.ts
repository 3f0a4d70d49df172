import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { openContext, startContext } from './audio-output.ts';
import { HeardLog } from './heard-log.ts';
import { type Audible, factsOf, PlaybackBuffers } from './playback-buffers.ts';
import {
  endTime,
  frameAt,
  heardFrom,
  onFrame,
  type PlaybackRange,
  type PlaybackRun,
  planRun,
  positionAt,
} from './playback-clock.ts';
import { EDGE_RAMP_S, type PlaybackVoice, startVoice } from './playback-voice.ts';
import {
  type Heard,
  type Listener,
  type Player,
  type PlayerState,
  type PlayStart,
  SILENCE,
  type Side,
} from './player.ts';
import { firstPiece, startStreamVoice } from './stream-voice.ts';
import { type SoundStream, StreamedSound } from './streamed-sound.ts';

/** A sound starts on the audio clock this far ahead, never "now", so that its onset is known. */
const START_LEAD_S = 0.05;
/** Ahead for a change while playing: as short as the clock's own steps allow. */
const CHANGE_LEAD_S = 0.01;
const CROSSFADE_S = 0.008;
/** Starts that are remembered. */
const STARTS = 20;

/** @param route says where a context sounds, before it does */
export function createPlayer(
  route: (context: AudioContext) => Promise<void> = async () => undefined,
  open: (sampleRate: number) => AudioContext = openContext,
): Player {
  return new WebAudioPlayer(route, open);
}

/** Every change while playing is the same act: a new voice at the place where the clock will be, the old one fades. */
class WebAudioPlayer implements Player {
  readonly #route: (context: AudioContext) => Promise<void>;
  readonly #open: (sampleRate: number) => AudioContext;
  readonly #buffers = new PlaybackBuffers((change) => this.#exchange(change));
  readonly #listeners = new Set<(state: PlayerState) => void>();
  #context: AudioContext | undefined;
  #contextFor = 0;
  #side: Side = 'source';
  #loop = false;
  readonly #trims: Record<Side, number> = { source: 1, result: 1 };
  #range: PlaybackRange | undefined;
  #cursor = 0;
  #voice: PlaybackVoice | undefined;
  /** What is still heard until the voice's start time comes. */
  #before: PlaybackVoice | undefined;
  /** Counts starts and stops, so that one given while the device opens overrules the one before it. */
  #intent = 0;
  /** Counts beginnings, so that one that waits for its samples is overruled by the next. */
  #turn = 0;
  readonly #logs = new Set<HeardLog>();
  #starts: readonly PlayStart[] = [];
  #gaps = 0;

  constructor(route: (context: AudioContext) => Promise<void>, open: (sampleRate: number) => AudioContext) {
    this.#route = route;
    this.#open = open;
  }

  setClip(side: Side, sound: Clip | SoundStream | undefined): void {
    this.#buffers.set(side, sound);
  }

  setOther(side: Side, sound: Clip | SoundStream | undefined, keepsTime: boolean): void {
    this.#buffers.setOther(side, sound, keepsTime);
  }

  async play(from?: number): Promise<void> {
    this.#intent++;
    const intent = this.#intent;
    await this.#buffers.arrived();
    const audible = this.#audible();
    if (!audible) throw new AppError('source-not-found', 'There is nothing to play yet.');
    if (intent !== this.#intent) return;
    if (from !== undefined) this.#cursor = from;
    const context = this.#contextAt(factsOf(audible).sampleRate);
    const started = this.#route(context).then(() => startContext(context));
    await Promise.all([started, this.#prepare(audible, this.#cursor)]);
    if (intent !== this.#intent) return;
    this.#begin(context, this.#cursor, this.#voice ? CHANGE_LEAD_S : START_LEAD_S);
    this.#noteStart(context);
    this.#announce();
  }

  stop(): void {
    this.#intent++;
    if (!this.#voice || !this.#context) return;
    this.#voice.fadeOut(this.#context.currentTime, EDGE_RAMP_S);
    this.#endLogs(this.#context.currentTime);
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
    const { duration } = this.#buffers;
    if (!this.#voice) return Math.min(Math.max(this.#cursor, 0), duration);
    const { voice, time } = this.#heard(this.#voice);
    // The last frame of one that keeps its own time may end half a frame behind the source.
    return Math.min(positionAt(voice.run, time), duration);
  }

  heard(seconds: number): Heard {
    if (!this.#voice) return SILENCE;
    const { voice, time } = this.#heard(this.#voice);
    const { run, trim, side } = voice;
    if (time < run.when) return SILENCE;
    const frame = frameAt(run, time);
    const channels = voice.read(Math.max(heardFrom(run, time), frame - seconds * run.sampleRate), frame);
    return { channels, end: Math.ceil(frame), sampleRate: run.sampleRate, trim, side, run };
  }

  listen(): Listener {
    const heard = this.#voice && this.#heard(this.#voice);
    const log = new HeardLog(heard?.voice, heard?.time);
    if (this.#voice && this.#voice !== heard?.voice) log.begin(this.#voice);
    this.#logs.add(log);
    return {
      take: () => {
        if (!this.#logs.has(log)) return [];
        return log.take(this.#voice ? this.#heard(this.#voice).time : Infinity);
      },
      leave: () => this.#logs.delete(log),
    };
  }

  setTrim(side: Side, gain: number): void {
    if (this.#trims[side] === gain) return;
    this.#trims[side] = gain;
    if (this.#buffers.heardSide(this.#side) === side) this.#carryOn();
  }

  state(): PlayerState {
    const { duration } = this.#buffers;
    return { playing: this.#voice !== undefined, side: this.#side, loop: this.#loop, duration, gaps: this.#gaps };
  }

  starts(): readonly PlayStart[] {
    return this.#starts;
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.stop();
    this.#logs.clear();
    this.#listeners.clear();
    void this.#context?.close();
    this.#context = undefined;
  }

  #audible(): Audible | undefined {
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
    const audible = this.#audible();
    if (!audible) return;
    this.#turn++;
    const old = this.#voice;
    const when = onFrame(context.currentTime + lead, context.sampleRate);
    const run = this.#plan(audible, when, position ?? (old ? positionAt(old.run, when) : 0));
    if (audible instanceof StreamedSound && !firstPiece(run).every((span) => audible.has(span))) {
      this.#beginLater(context, audible, run, position);
      return;
    }
    const side = this.#buffers.heardSide(this.#side);
    const plan = {
      run,
      fadeIn: old ? CROSSFADE_S : EDGE_RAMP_S,
      trim: this.#trims[side],
      side,
      onEnded: () => this.#ended(voice),
    };
    const voice: PlaybackVoice =
      audible instanceof StreamedSound
        ? startStreamVoice(context, { ...plan, sound: audible, onGap: () => this.#countGap() })
        : startVoice(context, { ...plan, buffer: audible });
    old?.fadeOut(when, CROSSFADE_S);
    for (const log of this.#logs) log.begin(voice);
    this.#before = old;
    this.#voice = voice;
  }

  #plan(audible: Audible, when: number, position: number): PlaybackRun {
    const { duration } = this.#buffers;
    // What keeps its own time may be longer; it is over where the source is, so that the other side has the same place.
    const all = duration > 0 ? { start: 0, end: duration } : undefined;
    return planRun(factsOf(audible), this.#buffers.axisOf(audible), {
      when,
      position,
      range: this.#range ?? all,
      loop: this.#loop,
    });
  }

  /** What plays goes on until the first of the other is there; whatever is wanted in between overrules this. */
  #beginLater(context: AudioContext, sound: StreamedSound, run: PlaybackRun, position: number | undefined): void {
    const turn = this.#turn;
    const intent = this.#intent;
    // Where the clock is by then is a little further on than where it is now.
    const ahead = { start: run.offset, count: Math.min(run.sampleRate, run.frames - run.offset) };
    sound.load([...firstPiece(run), ahead]).then(
      () => {
        if (turn === this.#turn && intent === this.#intent) this.#begin(context, position, CHANGE_LEAD_S);
      },
      () => this.stop(),
    );
  }

  /** Reads what is heard first. */
  async #prepare(audible: Audible, position: number): Promise<void> {
    if (audible instanceof StreamedSound) await audible.load(firstPiece(this.#plan(audible, 0, position)));
  }

  /** What the listener hears now: the clock, less what the browser says lies between it and the ear. */
  #heard(voice: PlaybackVoice): { readonly voice: PlaybackVoice; readonly time: number } {
    const context = this.#context;
    const time = context ? context.currentTime - (context.outputLatency || context.baseLatency || 0) : 0;
    return { voice: time < voice.run.when && this.#before ? this.#before : voice, time };
  }

  #ended(voice: PlaybackVoice): void {
    if (voice !== this.#voice) return;
    // The clock goes by blocks, and may be in the last one.
    this.#endLogs((this.#context?.currentTime ?? 0) + CHANGE_LEAD_S);
    this.#voice = undefined;
    this.#before = undefined;
    this.#announce();
  }

  #endLogs(time: number): void {
    for (const log of this.#logs) log.end(time);
  }

  #noteStart(context: AudioContext): void {
    const run = this.#voice?.run;
    if (!run) return;
    const start: PlayStart = {
      position: positionAt(run, run.when),
      scheduled: run.when,
      clock: context.currentTime,
      outputLatency: 'outputLatency' in context ? context.outputLatency : undefined,
    };
    this.#starts = [...this.#starts, start].slice(-STARTS);
  }

  #countGap(): void {
    this.#gaps++;
    this.#announce();
  }

  #announce(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}
