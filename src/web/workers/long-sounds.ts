import type { LongSound } from '../../core/audio/long-sound.ts';
import type { ByteSource, ScratchFile } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import type { LongFile, OpenedSound, SoundRecipe } from '../../core/codecs/codec.ts';
import { openSound } from '../../core/codecs/registry.ts';
import { complete } from '../../core/kernels/sliced.ts';
import type { Levels, LoadedSound, SoundShape } from '../services/engine-client.ts';
import type { EngineServiceHost, LargeFiles } from './engine-host.ts';
import { levelsOf } from './measures.ts';
import { runSlices, type Survey, type SurveyJob, survey, surveyOfValue, valueOfSurvey } from './survey.ts';

/** A sound that is read where it is needed. */
export interface LongKept {
  readonly name: string;
  readonly sound: LongSound;
  readonly shape: SoundShape;
  readonly survey: Survey;
  readonly levels: Levels;
  /** The file, of a loaded sound. */
  readonly file?: Blob;
  readonly recipe?: SoundRecipe;
  /** What was noticed when it was opened. */
  readonly warnings?: readonly string[];
  /** Gives back the room that it takes besides its file. */
  close?(): Promise<void>;
}

/** A file that was found to hold a long sound. */
export interface OpenedFile {
  readonly file: Blob;
  readonly name: string;
  readonly source: ByteSource;
  readonly long: LongFile;
}

type Room = Awaited<ReturnType<LargeFiles['scratch']>>;

type ImportJob = Pick<SurveyJob, 'signal' | 'onFraction'>;

/** How much of the time of an import goes into the content id, */
const HASH_SHARE = 0.4;
/** and into decoding what is decoded as a whole first. */
const SPREAD_SHARE = 0.4;
/** Bytes hashed in one go: some milliseconds. */
const PIECE = 2 ** 20;
/** Its number goes up when what it says changes. */
const SURVEY = 'survey-2';

/** Sounds that are too long to be held: their files stay where they are, and are read where they are looked at. */
export class LongSounds {
  readonly #host: EngineServiceHost;
  readonly #kept = new Map<string, LongKept>();

  constructor(host: EngineServiceHost) {
    this.#host = host;
  }

  get(id: string): LongKept | undefined {
    return this.#kept.get(id);
  }

  /** The one of this content id or name. */
  named(name: string): LongKept | undefined {
    return this.#kept.get(name) ?? [...this.#kept.values()].reverse().find((kept) => kept.file && kept.name === name);
  }

  /** Those that came from files, with their content ids, the last one first. */
  loaded(): readonly (readonly [id: string, kept: LongKept & { readonly file: Blob }])[] {
    type Loaded = LongKept & { readonly file: Blob };
    return [...this.#kept].reverse().filter((entry): entry is [string, Loaded] => entry[1].file !== undefined);
  }

  /** The same bytes lie elsewhere now: where they came from may be gone tomorrow. */
  async move(id: string, file: Blob): Promise<void> {
    const kept = this.#kept.get(id);
    if (!kept?.file) return;
    // What was put aside of it need not be read again.
    const found = kept.close ? undefined : await this.#open(file, kept.name);
    const sound = found ? complete(found.long.open()).sound : kept.sound;
    if (this.#kept.get(id) === kept) this.#kept.set(id, { ...kept, sound, file });
  }

  /** Keeps a result under its signature, until it is released. */
  keep(id: string, kept: LongKept): void {
    this.#kept.set(id, kept);
  }

  release(id: string): void {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    // What is left of a file that cannot be closed goes at the next start.
    kept?.close?.().catch(() => undefined);
  }

  /**
   * @returns undefined for a sound that can be held, and for what can only be read as a whole
   * @throws AppError audio-invalid, file-unreadable
   */
  async open(file: Blob, name: string): Promise<OpenedFile | undefined> {
    const { files } = this.#host;
    const found = files && file.size > 0 ? await this.#open(file, name) : undefined;
    // Where the head does not say how long it is: compressed, a sample takes about a byte.
    if (!files || !found || (found.long.samples ?? file.size) <= files.longFrom) return undefined;
    return found;
  }

  /**
   * @param known its content id, where these bytes were hashed before
   * @throws AppError audio-not-finite, file-unreadable, disk-full, cancelled
   */
  async load(opened: OpenedFile, job: ImportJob, known?: string): Promise<LoadedSound> {
    const { name, source } = opened;
    const id = known ?? (await this.#contentId(source, job));
    const kept = this.#kept.get(id) ?? (await this.#keep(id, opened, job));
    const { recipe, shape, warnings = [] } = kept;
    return { ...{ id, name, ...shape }, recipe: recipe && JSON.stringify(recipe.query, undefined, 2), warnings };
  }

  async #keep(id: string, opened: OpenedFile, job: ImportJob): Promise<LongKept> {
    const { file, name } = opened;
    const { sound, recipe, warnings, close } = await this.#read(opened, job);
    try {
      const begun = HASH_SHARE + (close ? SPREAD_SHARE : 0);
      const onFraction = (fraction: number): void => job.onFraction(begun + (1 - begun) * fraction);
      const found = await this.#survey(id, sound, { ...job, onFraction });
      const kept = {
        ...{ name, sound, shape: shapeOfLong(sound), survey: found, levels: levelsOf(found.peak, found.rms), file },
        ...{
          warnings: warnings.map(({ message }) => message),
          ...(recipe ? { recipe } : {}),
          ...(close ? { close } : {}),
        },
      };
      const other = this.#kept.get(id);
      if (other) await close?.();
      else this.#kept.set(id, kept);
      return other ?? kept;
    } catch (thrown) {
      await close?.();
      throw thrown;
    }
  }

  /** Makes its samples readable: at once, or by decoding all of it into a file of the origin. */
  async #read({ file, name, long }: OpenedFile, job: ImportJob): Promise<OpenedSound & { close?(): Promise<void> }> {
    const { files, breathe } = this.#host;
    if (!long.isSpread || !files) return complete(long.open());
    const room = await files.scratch();
    try {
      const spread = await this.#open(file, name, room);
      const onSlice = (fraction: number): void => job.onFraction(HASH_SHARE + SPREAD_SHARE * fraction);
      const opened = await runSlices((spread?.long ?? long).open(), { ...job, breathe }, onSlice);
      return { ...opened, close: () => room.close() };
    } catch (thrown) {
      await room.close();
      throw thrown;
    }
  }

  /** @param room for what is put aside of it */
  async #open(file: Blob, name: string, room?: Room): Promise<OpenedFile | undefined> {
    const { kernels, libraries, files } = this.#host;
    if (!files) return undefined;
    const source = files.open(file, name);
    const scratch = (): ScratchFile => {
      if (room) return room.space.place();
      throw new AppError('internal', 'there is no room for what is decoded.');
    };
    const long = await openSound(source, { kernels, libraries, scratch });
    return long && { file, name, source, long };
  }

  /** What was found out of a sound earlier, perhaps by another page. */
  async recall(id: string, what: string): Promise<CacheValue | undefined> {
    return this.#host.cache.get(`${what} ${id}`);
  }

  /** Keeps it as long as the sound is kept; nothing of results, which are gone with the page. */
  async remember(id: string, what: string, value: CacheValue): Promise<void> {
    if (this.#kept.get(id) && !this.#kept.get(id)?.file) return;
    await this.#host.cache.put(`${what} ${id}`, value, { lifetime: null, sources: [id] });
  }

  async #contentId(source: ByteSource, job: ImportJob): Promise<string> {
    const { kernels, breathe } = this.#host;
    let done = 0;
    function* pieces(): Generator<Uint8Array, void, void> {
      for (; done < source.length; done += PIECE) yield source.read(done, Math.min(PIECE, source.length - done));
    }
    const slices = kernels.hash.hash(pieces(), source.length);
    return runSlices(slices, { ...job, breathe }, () => job.onFraction((HASH_SHARE * done) / source.length));
  }

  async #survey(id: string, sound: LongSound, job: ImportJob): Promise<Survey> {
    const kept = await this.recall(id, SURVEY);
    if (kept) return surveyOfValue(kept);
    const { kernels, breathe } = this.#host;
    const found = await survey(sound, { ...job, kernels, breathe });
    await this.#host.cache.put(`${SURVEY} ${id}`, valueOfSurvey(found), { lifetime: null, sources: [id] });
    return found;
  }
}

export function shapeOfLong({ sampleRate, channelCount, frames }: LongSound): SoundShape {
  return { sampleRate, channelCount, frames, duration: frames / sampleRate };
}

/** Why a sound cannot be had as a whole. */
export function tooLong(name: string, { duration }: SoundShape): AppError {
  const message = `"${name}" lasts ${Math.round(duration / 60)} minutes; this needs all of a sound in memory, which is too much.`;
  return new AppError('size-limit', message, { details: { duration } });
}
