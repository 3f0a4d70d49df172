import { AppError } from '../../core/base/errors.ts';
import type { StimulusLink } from '../../core/provenance/stimulus-link.ts';
import type { KnownSound } from './provenance-client.ts';

/** Digest of a sound's samples. @throws AppError what loading it throws; cancelled */
type Digest = (id: string, signal: AbortSignal) => Promise<string>;

/** The sounds of a library that a link is made from. */
export class LinkSources {
  readonly #digest: Digest;
  /** Of samples, by content id: bytes that are the same have the same samples. */
  readonly #known = new Map<string, string>();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  /** Their ids: the very files, or those with the same samples. @throws AppError cancelled */
  async find(link: string, library: readonly KnownSound[], signal: AbortSignal): Promise<readonly string[]> {
    const found: string[] = [];
    for (const source of await sourcesOf(link)) {
      const same = library.some(({ id }) => id === source.id) ? source.id : await this.#alike(source, library, signal);
      if (same !== undefined) found.push(same);
    }
    return found;
  }

  /** One after the other: a library of stimuli may have hundreds of one length, and is not to be loaded all at once. */
  async #alike(
    wanted: StimulusLink['sources'][number],
    library: readonly KnownSound[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    for (const { id } of library.filter((sound) => hasShape(sound, wanted))) {
      if ((await this.#samplesOf(id, signal)) === wanted.samples) return id;
    }
    return undefined;
  }

  /** Undefined of a sound that cannot be read, which can be no source either. */
  async #samplesOf(id: string, signal: AbortSignal): Promise<string | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    try {
      const digest = await this.#digest(id, signal);
      this.#known.set(id, digest);
      return digest;
    } catch (thrown) {
      if (AppError.from(thrown).kind === 'cancelled') throw thrown;
      return undefined;
    }
  }
}

/** None of a text that is no link, which the check will say. */
async function sourcesOf(link: string): Promise<StimulusLink['sources']> {
  try {
    const { decodeLink } = await import('../../core/provenance/stimulus-link.ts');
    return decodeLink(link).sources;
  } catch {
    return [];
  }
}

function hasShape(sound: KnownSound, wanted: StimulusLink['sources'][number]): boolean {
  const { frames, sampleRate, channelCount } = sound;
  return frames === wanted.frames && sampleRate === wanted.sampleRate && channelCount === wanted.channels;
}
