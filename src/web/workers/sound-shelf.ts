import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { SoundRecipe } from '../../core/codecs/codec.ts';
import type { ResolvedSource, RunResult } from '../../core/engine/engine.ts';
import type { Query } from '../../core/query/query.ts';
import type { F0Track } from '../services/engine-client.ts';
import { type LongSounds, tooLong } from './long-sounds.ts';

export interface KeptSound {
  readonly name: string;
  readonly clip: Clip;
  /** The file's bytes, of a loaded sound. */
  readonly bytes?: Uint8Array;
  /** What the file of a loaded sound says of how it was made. */
  readonly recipe?: SoundRecipe;
  /** How a result was made. */
  readonly origin?: Pick<RunResult, 'sources'> & { readonly query: Query };
  f0?: F0Track;
}

/** A sound that came from a file, and is a source for others. */
export type LoadedFile = KeptSound & { readonly bytes: Uint8Array };

/** What the engine's worker keeps: loaded sounds by content id, results by signature. */
export class SoundShelf {
  /** Undefined where a sound is expected, or was put aside: it comes in its place. */
  readonly #kept = new Map<string, KeptSound | undefined>();
  readonly #long: LongSounds;
  #meant: ReadonlyMap<string, string> = new Map();

  constructor(long: LongSounds) {
    this.#long = long;
  }

  get(id: string): KeptSound | undefined {
    return this.#kept.get(id);
  }

  keep(id: string, sound: KeptSound): void {
    this.#kept.set(id, sound);
  }

  /** Gives a sound its place among those of its name before it is there: a long one may come after a short one. */
  expect(id: string): void {
    if (!this.#kept.has(id)) this.#kept.set(id, undefined);
  }

  /** Forgets the samples and bytes of a loaded sound until it is loaded again; a result stays. */
  putAside(id: string): void {
    if (this.#kept.get(id)?.bytes) this.#kept.set(id, undefined);
  }

  release(id: string): void {
    this.#kept.delete(id);
  }

  /** @throws AppError source-not-found, size-limit for a sound that is not held */
  find(id: string): KeptSound {
    const sound = this.#kept.get(id);
    if (sound) return sound;
    const long = this.#long.get(id);
    if (long) throw tooLong(long.name, long.shape);
    throw new AppError(
      'source-not-found',
      `There is no sound ${id} any more: it was released, or the engine restarted.`,
    );
  }

  /** Loaded sounds with their content ids, the last one first. */
  loaded(): readonly (readonly [id: string, sound: LoadedFile])[] {
    return [...this.#kept].reverse().filter((entry): entry is [string, LoadedFile] => entry[1]?.bytes !== undefined);
  }

  /** @param meant ids of sounds by names that several have: whoever gives names knows, and not who loads them */
  nameSounds(meant: ReadonlyMap<string, string>): void {
    this.#meant = meant;
  }

  /**
   * Queries name loaded sounds by content id or by name; of two of one name the one loaded last is meant, where nothing
   * else was said.
   * @throws AppError source-not-found, size-limit
   */
  resolve(name: string): ResolvedSource & { readonly id: string } {
    const meant = this.#meant.get(name);
    const loaded = this.loaded();
    const found =
      loaded.find(([id]) => id === (meant ?? name)) ??
      (meant !== undefined && this.#long.get(meant) ? undefined : loaded.find(([, sound]) => sound.name === name));
    if (found) return { bytes: found[1].bytes, id: found[0], clip: found[1].clip };
    const long = this.#long.named(meant ?? name) ?? this.#long.named(name);
    if (long) throw tooLong(long.name, long.shape);
    throw new AppError('source-not-found', `No sound called "${name}" is open here.`, { details: { source: name } });
  }
}
