import { endTime, type FrameSpan, type PlaybackRun, spansOf } from './playback-clock.ts';
import { EDGE_RAMP_S, type PlaybackVoice, ramp } from './playback-voice.ts';
import type { Side } from './player.ts';
import type { StreamedSound } from './streamed-sound.ts';

/** Frames that sound as one piece. */
const PIECE = 32_768;
/** So far ahead pieces are given to the audio clock: pages in the background are woken once a second. */
const AHEAD_S = 4;
const WAKE_MS = 500;

export interface StreamVoicePlan {
  readonly run: PlaybackRun;
  readonly sound: StreamedSound;
  /** s */
  readonly fadeIn: number;
  readonly trim: number;
  readonly side: Side;
  /** Called for each silence that stands where samples came too late. */
  readonly onGap: () => void;
  /** Called once when nothing more comes, for whatever reason. */
  readonly onEnded: () => void;
}

/** What must be there before a run can begin. */
export function firstPiece(run: PlaybackRun): readonly FrameSpan[] {
  return spansOf(run, 0, PIECE);
}

/**
 * A voice whose samples come while it sounds: pieces follow each other on the audio clock without a gap. One that comes late
 * is begun where the clock is by then, so that time never slips.
 */
export function startStreamVoice(context: BaseAudioContext, plan: StreamVoicePlan): PlaybackVoice {
  return new StreamVoice(context, plan);
}

class StreamVoice implements PlaybackVoice {
  readonly run: PlaybackRun;
  readonly trim: number;
  readonly side: Side;
  readonly #context: BaseAudioContext;
  readonly #plan: StreamVoicePlan;
  readonly #rise: GainNode;
  readonly #fall: GainNode;
  readonly #sounding = new Set<AudioBufferSourceNode>();
  readonly #total: number;
  #next = 0;
  #pumping = false;
  #timer: ReturnType<typeof setInterval>;
  #stopAt: number | undefined;
  #ended = false;
  /** The last piece came when all of it was over. */
  #dry = false;

  constructor(context: BaseAudioContext, plan: StreamVoicePlan) {
    const { run, fadeIn, trim, side } = plan;
    this.run = run;
    this.trim = trim;
    this.side = side;
    this.#context = context;
    this.#plan = plan;
    this.#rise = new GainNode(context);
    this.#fall = new GainNode(context);
    this.#rise.connect(this.#fall).connect(context.destination);
    this.#total = run.loop ? Number.POSITIVE_INFINITY : run.end - run.offset;
    ramp(this.#rise.gain, 0, trim, run.when, fadeIn);
    const end = endTime(run);
    if (end !== undefined) ramp(this.#fall.gain, 1, 0, Math.max(run.when, end - EDGE_RAMP_S), EDGE_RAMP_S);
    this.#timer = setInterval(() => void this.#pump(), WAKE_MS);
    void this.#pump();
  }

  read(start: number, end: number): readonly Float32Array[] {
    const span = { start: Math.floor(start), count: Math.max(Math.ceil(end) - Math.floor(start), 0) };
    return Array.from({ length: this.#plan.sound.stream.channelCount }, (_, channel) => {
      const samples = new Float32Array(span.count);
      this.#plan.sound.copy(channel, span, samples);
      return samples;
    });
  }

  fadeOut(when: number, seconds: number): void {
    const end = endTime(this.run);
    if (this.#stopAt !== undefined || (end !== undefined && when >= end - EDGE_RAMP_S)) return;
    this.#stopAt = when + seconds;
    clearInterval(this.#timer);
    this.#fall.gain.cancelScheduledValues(0);
    ramp(this.#fall.gain, 1, 0, when, seconds);
    for (const node of this.#sounding) node.stop(this.#stopAt);
    this.#endWhenSilent();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#stopAt === undefined && this.#next < this.#total && this.#isSoon()) await this.#schedule();
    } catch {
      // Whoever reads says why; what was read before is still heard.
      this.#next = this.#total;
      this.#stopAt ??= Number.POSITIVE_INFINITY;
    }
    this.#pumping = false;
    this.#endWhenSilent();
  }

  #isSoon(): boolean {
    return this.run.when + this.#next / this.run.sampleRate < this.#context.currentTime + AHEAD_S;
  }

  async #schedule(): Promise<void> {
    const { run } = this;
    const { sound } = this.#plan;
    const length = Math.min(PIECE, this.#total - this.#next);
    const spans = spansOf(run, this.#next, length);
    const from = this.#next;
    this.#next += length;
    if (!spans.every((span) => sound.has(span))) await sound.load(spans);
    if (this.#stopAt === undefined) this.#start(from, this.#fill(spans, length));
  }

  #fill(spans: readonly FrameSpan[], length: number): AudioBuffer {
    const { sound } = this.#plan;
    const { channelCount, sampleRate } = sound.stream;
    const buffer = new AudioBuffer({ length, numberOfChannels: channelCount, sampleRate });
    for (let channel = 0; channel < channelCount; channel++) {
      const samples = buffer.getChannelData(channel);
      let at = 0;
      for (const span of spans) {
        sound.copy(channel, span, samples.subarray(at, at + span.count));
        at += span.count;
      }
    }
    return buffer;
  }

  #start(from: number, buffer: AudioBuffer): void {
    const context = this.#context;
    const when = this.run.when + from / this.run.sampleRate;
    const late = Math.max(context.currentTime - when, 0);
    // One silence, however many pieces it swallows.
    if (late > 0 && !this.#dry) this.#plan.onGap();
    this.#dry = late >= buffer.duration;
    if (this.#dry) return;
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(this.#rise);
    node.onended = () => {
      node.disconnect();
      this.#sounding.delete(node);
      this.#endWhenSilent();
    };
    this.#sounding.add(node);
    node.start(late > 0 ? 0 : when, late);
  }

  #endWhenSilent(): void {
    const over = this.#stopAt !== undefined || this.#next >= this.#total;
    if (this.#ended || !over || this.#sounding.size > 0 || this.#pumping) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#fall.disconnect();
    this.#plan.onEnded();
  }
}
