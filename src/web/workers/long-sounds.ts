import type { LongSound } from '../../core/audio/long-sound.ts';
import type { ByteSource } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import type { SoundRecipe } from '../../core/codecs/codec.ts';
import { type OpenedWav, openWav } from '../../core/codecs/wav-long.ts';
import type { Levels, LoadedSound, SoundShape } from '../services/engine-client.ts';
import type { EngineServiceHost } from './engine-host.ts';
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
  /** Of a result: gives back the room that it takes. */
  close?(): Promise<void>;
}

/** A file that was found to hold a long sound. */
export interface OpenedFile {
  readonly file: Blob;
  readonly name: string;
  readonly source: ByteSource;
  readonly opened: OpenedWav;
}

type ImportJob = Pick<SurveyJob, 'signal' | 'onFraction'>;

/** How much of the time of an import goes into the content id. */
const HASH_SHARE = 0.4;
/** Bytes hashed in one go: some milliseconds. */
const PIECE = 2 ** 20;
/** Its number goes up when what it says changes. */
const SURVEY = 'survey-1';

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

  /** The same bytes lie elsewhere now: where they came from may be gone tomorrow. */
  move(id: string, file: Blob): void {
    const kept = this.#kept.get(id);
    const opened = kept?.file && this.open(file, kept.name);
    if (kept && opened) this.#kept.set(id, { ...kept, sound: opened.opened.sound, file });
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
  open(file: Blob, name: string): OpenedFile | undefined {
    const { kernels, files } = this.#host;
    if (files === undefined || file.size === 0) return undefined;
    const source = files.open(file, name);
    const opened = openWav(source, kernels);
    if (opened === undefined || opened.sound.frames * opened.sound.channelCount <= files.longFrom) return undefined;
    return { file, name, source, opened };
  }

  /**
   * @param known its content id, where these bytes were hashed before
   * @throws AppError audio-not-finite, file-unreadable, cancelled
   */
  async load({ file, name, source, opened }: OpenedFile, job: ImportJob, known?: string): Promise<LoadedSound> {
    const { sound, recipe, warnings } = opened;
    const id = known ?? (await this.#contentId(source, job));
    const shape = shapeOfLong(sound);
    if (!this.#kept.has(id)) {
      const found = await this.#survey(id, sound, job);
      const levels = levelsOf(found.peak, found.rms);
      this.#kept.set(id, { name, sound, shape, survey: found, levels, file, ...(recipe ? { recipe } : {}) });
    }
    return {
      ...{ id, name, ...shape },
      recipe: recipe && JSON.stringify(recipe.query, undefined, 2),
      warnings: warnings.map(({ message }) => message),
    };
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
    const onFraction = (fraction: number): void => job.onFraction(HASH_SHARE + (1 - HASH_SHARE) * fraction);
    const found = await survey(sound, { ...job, kernels, breathe, onFraction });
    await this.#host.cache.put(`${SURVEY} ${id}`, valueOfSurvey(found), { lifetime: null, sources: [id] });
    return found;
  }
}

function shapeOfLong({ sampleRate, channelCount, frames }: LongSound): SoundShape {
  return { sampleRate, channelCount, frames, duration: frames / sampleRate };
}

/** Why a sound cannot be had as a whole. */
export function tooLong(name: string, { duration }: SoundShape): AppError {
  const message = `"${name}" lasts ${Math.round(duration / 60)} minutes; this needs all of a sound in memory, which is too much.`;
  return new AppError('size-limit', message, { details: { duration } });
}
