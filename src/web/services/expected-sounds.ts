import { AppError } from '../../core/base/errors.ts';
import type { HeldSound } from './engine-client.ts';

interface ExpectedSound {
  readonly name: string;
  readonly file: () => Promise<Blob>;
  loading: Promise<void> | undefined;
  /** Removed while it was fetched. */
  isForgotten: boolean;
}

interface LoadedFile {
  readonly name: string;
  readonly bytes: number;
}

export interface SoundKeeper {
  load(file: Blob, name: string, id: string): Promise<HeldSound>;
  /** Gives back a sound that was forgotten while it was loaded. */
  drop(id: string): void;
  /** Where the bytes of a sound that was loaded lie now. */
  file(id: string): Promise<Blob>;
  /** Gives back the memory of a sound that is not used. */
  putAside(id: string): void;
  /** Bytes that loaded sounds may take together, those in use aside. */
  readonly room: number;
}

/**
 * Sounds that are known and not loaded, and those that are: a library may hold more than memory does. What is used is
 * loaded and stays so meanwhile; what was used longest ago makes way.
 */
export class ExpectedSounds {
  readonly #keeper: SoundKeeper;
  readonly #waiting = new Map<string, ExpectedSound>();
  /** The one used last at the end. */
  readonly #loaded = new Map<string, LoadedFile>();
  /** How many use a sound. */
  readonly #users = new Map<string, number>();

  constructor(keeper: SoundKeeper) {
    this.#keeper = keeper;
  }

  add(id: string, name: string, file: () => Promise<Blob>): void {
    this.#waiting.set(id, { name, file, loading: undefined, isForgotten: false });
  }

  /** A sound has been loaded. */
  keep({ id, name, heldBytes: bytes }: HeldSound): void {
    this.#waiting.delete(id);
    this.#loaded.delete(id);
    if (bytes > 0) this.#loaded.set(id, { name, bytes });
    this.#makeRoom(id);
  }

  /** Whether it would have to be loaded. */
  isWaiting(id: string): boolean {
    return this.#waiting.has(id);
  }

  forget(id: string): void {
    const sound = this.#waiting.get(id);
    if (sound) sound.isForgotten = true;
    this.#waiting.delete(id);
    this.#loaded.delete(id);
  }

  /** Ids of those that a query names, by id or by name. */
  namedIn(query: string): readonly string[] {
    return [...this.#waiting, ...this.#loaded]
      .filter(([id, { name }]) => query.includes(JSON.stringify(id)) || query.includes(JSON.stringify(name)))
      .map(([id]) => id);
  }

  /**
   * Works with sounds that are loaded first, if they are any of these, and that no other puts aside before it is done.
   * @throws AppError as `load`, audio-invalid when the bytes have changed
   */
  async use<T>(ids: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const id of ids) this.#users.set(id, (this.#users.get(id) ?? 0) + 1);
    try {
      // Nothing is awaited that is there already: the page draws what a hand did before it goes on with whoever waits.
      const missing = ids.flatMap((id) => this.#need(id) ?? []);
      if (missing.length > 0) await Promise.all(missing);
      return await work();
    } finally {
      for (const id of ids) this.#leave(id);
      this.#makeRoom();
    }
  }

  #leave(id: string): void {
    const others = (this.#users.get(id) ?? 1) - 1;
    if (others > 0) this.#users.set(id, others);
    else this.#users.delete(id);
    const loaded = this.#loaded.get(id);
    if (loaded === undefined) return;
    this.#loaded.delete(id);
    this.#loaded.set(id, loaded);
  }

  /** Loads a sound; undefined where it need not be. */
  #need(id: string): Promise<void> | undefined {
    const sound = this.#waiting.get(id);
    if (sound === undefined) return undefined;
    sound.loading ??= this.#fetch(id, sound);
    return sound.loading;
  }

  async #fetch(id: string, sound: ExpectedSound): Promise<void> {
    try {
      const loaded = await this.#keeper.load(await sound.file(), sound.name, id);
      // Not merely no longer waiting: it may have been loaded by another way meanwhile.
      if (sound.isForgotten) {
        if (!this.#waiting.has(id) && !this.#loaded.has(id)) this.#keeper.drop(loaded.id);
        throw new AppError('source-not-found', `"${sound.name}" was removed.`);
      }
      if (loaded.id !== id) {
        if (!this.#loaded.has(loaded.id)) this.#keeper.drop(loaded.id);
        throw new AppError('audio-invalid', `The kept bytes of "${sound.name}" are damaged.`);
      }
      this.keep(loaded);
    } catch (thrown) {
      sound.loading = undefined;
      throw thrown;
    }
  }

  /** @param newest has only just come, and will be asked for next */
  #makeRoom(newest?: string): void {
    let bytes = [...this.#loaded.values()].reduce((sum, loaded) => sum + loaded.bytes, 0);
    for (const [id, loaded] of this.#loaded) {
      if (bytes <= this.#keeper.room) return;
      if (id === newest || this.#users.has(id)) continue;
      this.#loaded.delete(id);
      this.add(id, loaded.name, () => this.#keeper.file(id));
      this.#keeper.putAside(id);
      bytes -= loaded.bytes;
    }
  }
}
