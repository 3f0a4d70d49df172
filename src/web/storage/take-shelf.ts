import { type OpenTake, openTakeSchema } from '../state/take-facts.ts';
import { storageError } from './project-db.ts';
import type { TakeFile } from './take-file.ts';
import { openTakeFiles, type TakeFiles } from './take-files.ts';
import { openTakesDb, type TakesDb } from './takes-db.ts';

/** Takes that are not sounds of the library yet: what is said of them in a database, their samples beside it. */
export class TakeShelf {
  readonly #db: TakesDb;
  readonly files: TakeFiles;

  private constructor(db: TakesDb, files: TakeFiles) {
    this.#db = db;
    this.files = files;
  }

  /** @throws AppError file-unwritable where the browser keeps nothing */
  static async open(name: string): Promise<TakeShelf> {
    try {
      const db = await openTakesDb(name);
      return new TakeShelf(db, await openTakeFiles(name, db));
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  /** The words first: samples without them would never be found. @throws AppError disk-full, file-unwritable */
  async begin(take: OpenTake, head: number): Promise<TakeFile> {
    await this.put(take);
    try {
      return await this.files.create(take.id, head);
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  /** @throws AppError disk-full, file-unwritable */
  async put(take: OpenTake): Promise<void> {
    try {
      await this.#db.put('takes', take, take.id);
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  /** Oldest first. What another version of the page wrote stays where it is. */
  async list(): Promise<readonly OpenTake[]> {
    const takes = (await this.#db.getAll('takes')).flatMap((take) => openTakeSchema.safeParse(take).data ?? []);
    return takes.sort((a, b) => a.created - b.created);
  }

  /** Samples first: what is said of them leads to them. */
  async delete(id: string): Promise<void> {
    await this.files.delete(id);
    await this.#db.delete('takes', id);
  }

  close(): void {
    this.#db.close();
  }
}
