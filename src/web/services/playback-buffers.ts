import { type Clip, frameLength } from '../../core/audio/clip.ts';
import { copyInPieces, newAudioBuffer } from './audio-output.ts';
import type { ClipFacts } from './playback-clock.ts';
import type { Side } from './player.ts';
import { type SoundStream, StreamedSound } from './streamed-sound.ts';

/** What a side has to be heard: all of it, or what is read as it goes. */
export type Audible = AudioBuffer | StreamedSound;

/** How long it is. */
export function factsOf(audible: Audible): ClipFacts {
  if (audible instanceof StreamedSound) return audible.stream;
  return { sampleRate: audible.sampleRate, frames: audible.length };
}

/** Both sides' sounds as the browser plays them: float32 copies, for listening only. */
export class PlaybackBuffers {
  readonly #buffers: Partial<Record<Side, Audible>> = {};
  readonly #wanted: Partial<Record<Side, Clip | SoundStream>> = {};
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
    if (sound && !('channels' in sound)) {
      this.#wanted[side] = sound;
      this.#place(side, new StreamedSound(sound));
    } else this.#setClip(side, sound);
  }

  #setClip(side: Side, clip: Clip | undefined): void {
    const frames = clip ? frameLength(clip) : 0;
    const buffer = clip && frames > 0 ? newAudioBuffer(clip, frames) : undefined;
    if (clip) this.#wanted[side] = clip;
    else delete this.#wanted[side];
    if (!clip || !buffer) {
      this.#place(side, undefined);
      return;
    }
    const pieces = copyInPieces(clip, buffer);
    if (pieces.next().done) this.#place(side, buffer);
    else this.#arriving = Promise.all([this.#arriving, this.#arrive(side, clip, buffer, pieces)]).then(() => undefined);
  }

  /** Resolves when every sound that was set is there. */
  arrived(): Promise<void> {
    return this.#arriving;
  }

  /** The side's sound, or the other one's while there is none. */
  audible(side: Side): Audible | undefined {
    return this.#buffers[side] ?? this.#buffers.source ?? this.#buffers.result;
  }

  /** Whose sound that is. */
  heardSide(side: Side): Side {
    return this.#buffers[side] ? side : this.#buffers.source ? 'source' : 'result';
  }

  /** s: the source's, or the result's while there is no source. */
  get duration(): number {
    const audible = this.audible('source');
    if (!audible) return 0;
    const { frames, sampleRate } = factsOf(audible);
    return frames / sampleRate;
  }

  async #arrive(side: Side, clip: Clip, buffer: AudioBuffer, pieces: Generator<void, void>): Promise<void> {
    do {
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#wanted[side] !== clip) return;
    } while (!pieces.next().done);
    this.#place(side, buffer);
  }

  #place(side: Side, buffer: Audible | undefined): void {
    this.#onChange(() => {
      if (buffer) this.#buffers[side] = buffer;
      else delete this.#buffers[side];
    });
  }
}
