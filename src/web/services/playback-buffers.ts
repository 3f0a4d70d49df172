import { type Clip, frameLength } from '../../core/audio/clip.ts';
import { copyInPieces, newAudioBuffer } from './audio-output.ts';
import type { ClipFacts } from './playback-clock.ts';
import type { Side } from './player.ts';
import { lengthened, type SoundStream, StreamedSound } from './streamed-sound.ts';

/** What a side has to be heard: all of it, or what is read as it goes. */
export type Audible = AudioBuffer | StreamedSound;

/** A side's own sound, and the one in its place. */
type Slot = Side | `other ${Side}`;

/** How long it is. */
export function factsOf(audible: Audible): ClipFacts {
  if (audible instanceof StreamedSound) return audible.stream;
  return { sampleRate: audible.sampleRate, frames: audible.length };
}

/** Both sides' sounds as the browser plays them: float32 copies, for listening only. */
export class PlaybackBuffers {
  readonly #buffers: Partial<Record<Slot, Audible>> = {};
  readonly #wanted: Partial<Record<Slot, Clip | SoundStream>> = {};
  /** Those that begin with the source and keep their own time. */
  readonly #ownTime = new WeakSet<Audible>();
  readonly #onChange: (change: () => void) => void;
  #arriving: Promise<void> = Promise.resolve();

  /** @param onChange makes the change it is given, and does what follows from it */
  constructor(onChange: (change: () => void) => void) {
    this.#onChange = onChange;
  }

  /**
   * At once for a sentence; for minutes of sound in pieces, between which the page can do other things.
   * @throws AppError audio-unsupported
   */
  set(side: Side, sound: Clip | SoundStream | undefined): void {
    this.#set(side, sound);
  }

  /** What is heard as a side in the place of its own sound. @param keepsTime it lies on the axis as a result does */
  setOther(side: Side, sound: Clip | SoundStream | undefined, keepsTime: boolean): void {
    // Silence behind it, so that time goes on where it is over and the other side is not.
    this.#set(`other ${side}`, sound, keepsTime ? undefined : this.duration);
  }

  /** Resolves when every sound that was set is there. */
  arrived(): Promise<void> {
    return this.#arriving;
  }

  /** What is heard as a side: its own sound, what is in its place, or the other side's while there is none. */
  audible(side: Side): Audible | undefined {
    return this.#of(side) ?? this.#of('source') ?? this.#of('result');
  }

  /** Whose sound that is. */
  heardSide(side: Side): Side {
    return this.#of(side) ? side : this.#of('source') ? 'source' : 'result';
  }

  /** s: the source's, or the result's while there is no source. */
  get duration(): number {
    const axis = this.#buffers.source ?? this.#buffers.result;
    return axis ? durationOf(axis) : 0;
  }

  /** s: what a sound's positions count up to. */
  axisOf(audible: Audible): number {
    return this.#ownTime.has(audible) ? durationOf(audible) : this.duration;
  }

  #of(side: Side): Audible | undefined {
    return this.#buffers[`other ${side}`] ?? this.#buffers[side];
  }

  #set(slot: Slot, sound: Clip | SoundStream | undefined, least?: number): void {
    if (sound && !('channels' in sound)) {
      this.#wanted[slot] = sound;
      this.#place(slot, new StreamedSound(lengthened(sound, framesOf(least, sound.sampleRate))), least);
    } else this.#setClip(slot, sound, least);
  }

  #setClip(slot: Slot, clip: Clip | undefined, least: number | undefined): void {
    const frames = clip ? frameLength(clip) : 0;
    const buffer =
      clip && frames > 0 ? newAudioBuffer(clip, Math.max(frames, framesOf(least, clip.sampleRate))) : undefined;
    if (clip) this.#wanted[slot] = clip;
    else delete this.#wanted[slot];
    if (!clip || !buffer) {
      this.#place(slot, undefined, least);
      return;
    }
    const pieces = copyInPieces(clip, buffer);
    if (pieces.next().done) this.#place(slot, buffer, least);
    else {
      const arrival = this.#arrive(slot, clip, pieces).then((isThere) => {
        if (isThere) this.#place(slot, buffer, least);
      });
      this.#arriving = Promise.all([this.#arriving, arrival]).then(() => undefined);
    }
  }

  /** @returns false when something else was wanted meanwhile */
  async #arrive(slot: Slot, clip: Clip, pieces: Generator<void, void>): Promise<boolean> {
    do {
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#wanted[slot] !== clip) return false;
    } while (!pieces.next().done);
    return true;
  }

  #place(slot: Slot, buffer: Audible | undefined, least: number | undefined): void {
    if (buffer && least !== undefined) this.#ownTime.add(buffer);
    this.#onChange(() => {
      if (buffer) this.#buffers[slot] = buffer;
      else delete this.#buffers[slot];
    });
  }
}

function durationOf(audible: Audible): number {
  const { frames, sampleRate } = factsOf(audible);
  return frames / sampleRate;
}

/** @param seconds undefined is none */
function framesOf(seconds: number | undefined, sampleRate: number): number {
  return Math.ceil((seconds ?? 0) * sampleRate);
}
