import { spansOf } from './playback-clock.ts';
import type { PlaybackVoice } from './playback-voice.ts';
import type { Heard } from './player.ts';

/** s of sound that wait to be read; a page in the background draws nothing, and reads nothing. */
const MOST_S = 5;
/** Turns of a loop that are given at once: one of few samples has thousands in a second. */
const MOST_TURNS = 50;
/** Voices that wait to be read. */
const MOST_VOICES = 50;

interface Entry {
  readonly voice: PlaybackVoice;
  /** Frames of its run that were read. */
  read: number;
  /** Of the audio clock, s: from then on another voice is heard, or none. */
  until: number;
  /** What is left of it was heard, whatever the latency of the output. */
  over: boolean;
}

/**
 * What was heard since it was last read: every sample once, however often that is, up to the end of a sound, of a loop's
 * turn, of one that another took over from. The clock that it is read by may stand still or step back by a change of the
 * output's latency: what was heard was heard.
 */
export class HeardLog {
  #entries: Entry[] = [];

  /** @param voice what sounds already; read from now on. @param time what is heard now, s of the audio clock */
  constructor(voice?: PlaybackVoice, time = 0) {
    if (!voice) return;
    this.begin(voice);
    for (const entry of this.#entries)
      entry.read = Math.max(Math.round((time - voice.run.when) * voice.run.sampleRate), 0);
  }

  /** A voice is heard from its start on, and the one before it until then. */
  begin(voice: PlaybackVoice): void {
    this.#close(voice.run.when);
    this.#entries = [...this.#entries, { voice, read: 0, until: Infinity, over: false }].slice(-MOST_VOICES);
  }

  /** Nothing is heard any more. @param time s of the audio clock; behind the end of a sound means its end */
  end(time: number): void {
    this.#close(time);
    for (const entry of this.#entries) entry.over = true;
  }

  /** @param time what is heard now, s of the audio clock. @returns in the order in which they were heard, each without a seam */
  take(time: number): readonly Heard[] {
    const heard = this.#entries.flatMap((entry) =>
      pieces(entry, entry.over ? entry.until : Math.min(time, entry.until)),
    );
    this.#entries = this.#entries.filter((entry) => !entry.over && entry.until > time);
    return heard;
  }

  #close(time: number): void {
    const last = this.#entries.at(-1);
    if (last && !last.over) last.until = Math.min(last.until, time);
  }
}

function pieces(entry: Entry, time: number): readonly Heard[] {
  const { run, trim, side } = entry.voice;
  const { sampleRate } = run;
  const total = run.loop ? Infinity : run.end - run.offset;
  const most = run.loop ? Math.min(MOST_S * sampleRate, MOST_TURNS * (run.end - run.start)) : MOST_S * sampleRate;
  const passed = Math.min(Math.round((time - run.when) * sampleRate), total);
  const from = Math.max(entry.read, passed - most);
  if (!(passed > from)) return [];
  entry.read = passed;
  return spansOf(run, from, passed - from).map(({ start, count }) => ({
    channels: entry.voice.read(start, start + count),
    end: start + count,
    sampleRate,
    trim,
    side,
    run,
  }));
}
