import { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from './engine-client.ts';

interface ExpectedSound {
  readonly name: string;
  readonly file: () => Promise<Blob>;
  loading: Promise<void> | undefined;
}

/** Sounds that are known and not loaded: a library may hold more than memory does. */
export class ExpectedSounds {
  readonly #load: (file: Blob, name: string, id: string) => Promise<LoadedSound>;
  readonly #waiting = new Map<string, ExpectedSound>();

  constructor(load: (file: Blob, name: string, id: string) => Promise<LoadedSound>) {
    this.#load = load;
  }

  add(id: string, name: string, file: () => Promise<Blob>): void {
    this.#waiting.set(id, { name, file, loading: undefined });
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }

  /** Loads the sound if it is one of these. @throws AppError as `load`, audio-invalid when the bytes have changed */
  async need(id: string): Promise<void> {
    const sound = this.#waiting.get(id);
    if (sound === undefined) return;
    sound.loading ??= this.#fetch(id, sound);
    await sound.loading;
  }

  /** Loads those that a query names, by id or by name; undefined when all of them are there. */
  needAllIn(query: string): Promise<unknown> | undefined {
    const named = [...this.#waiting].filter(
      ([id, { name }]) => query.includes(JSON.stringify(id)) || query.includes(JSON.stringify(name)),
    );
    return named.length === 0 ? undefined : Promise.all(named.map(([id]) => this.need(id)));
  }

  async #fetch(id: string, sound: ExpectedSound): Promise<void> {
    try {
      const loaded = await this.#load(await sound.file(), sound.name, id);
      if (loaded.id !== id) throw new AppError('audio-invalid', `The kept bytes of "${sound.name}" are damaged.`);
      this.#waiting.delete(id);
    } catch (thrown) {
      sound.loading = undefined;
      throw thrown;
    }
  }
}
