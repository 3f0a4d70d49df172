import { FORMATS } from '../../core/codecs/formats.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import type { EngineServiceHost, LargeFiles } from './engine-host.ts';
import type { LongJob, LongRendered } from './long-render.ts';
import { type LongKept, type LongSounds, tooLong } from './long-sounds.ts';
import type { SoundShelf } from './sound-shelf.ts';

export interface LongWriting extends Pick<LongJob, 'signal'> {
  /** @param fraction 0..1 */
  readonly onFraction: (fraction: number) => void;
}

/** What is made of sounds that are not held. */
export class LongResults {
  readonly #host: EngineServiceHost;
  readonly #long: LongSounds;
  readonly #shelf: SoundShelf;
  /** By signature. */
  readonly #made = new Map<string, LongRendered>();

  constructor(host: EngineServiceHost, long: LongSounds, shelf: SoundShelf) {
    this.#host = host;
    this.#long = long;
    this.#shelf = shelf;
  }

  get(id: string): LongRendered | undefined {
    return this.#made.get(id);
  }

  /** The sound that makes a query a long one. */
  longOf(query: Query): LongKept | undefined {
    for (const name of sourceNames(query)) {
      const long = this.#long.named(name);
      if (long) return long;
    }
    return undefined;
  }

  /** A result that belongs to whoever asked, who closes it. @throws AppError as `renderLong`, size-limit */
  async make(query: Query, source: LongKept, job: LongJob): Promise<LongRendered> {
    const files = this.#filesFor(source);
    const sources = {
      resolve: async (name: string) => this.#shelf.resolve(name),
      long: (name: string) => {
        const found = this.#long.named(name);
        return found?.file && files.open(found.file, found.name);
      },
    };
    const { renderLong } = await import('./long-render.ts');
    return renderLong(query, source, sources, { ...this.#host, files }, job);
  }

  /** The same, kept under its signature until it is released. */
  async render(query: Query, source: LongKept, job: LongJob): Promise<LongRendered> {
    const rendered = await this.make(query, source, job);
    const { signature } = rendered.result;
    const known = this.#made.get(signature);
    // The same query has the same samples: those that are there already are looked at.
    if (known && this.#long.get(signature)) await rendered.scope.close();
    else {
      this.#made.set(signature, rendered);
      this.#long.keep(signature, rendered);
    }
    return rendered;
  }

  /** The file of a result. @throws AppError audio-unsupported, codec-unavailable, cancelled */
  async write(rendered: LongRendered, output: OutputFormat, { signal, onFraction }: LongWriting): Promise<Blob> {
    const [{ longFile }, { SAMPLE_BYTES, writeLongFile }] = await Promise.all([
      import('./long-render.ts'),
      import('./write-long-file.ts'),
    ]);
    const { frames, channelCount } = rendered.shape;
    return writeLongFile(await longFile(rendered, output), {
      ...{ signal, breathe: this.#host.breathe, mediaType: FORMATS[output.format].mediaType },
      ...{ bytes: frames * channelCount * SAMPLE_BYTES[output.encoding], onFraction },
    });
  }

  forget(id: string): void {
    this.#made.delete(id);
  }

  #filesFor({ name, shape }: LongKept): LargeFiles {
    const { files } = this.#host;
    if (files) return files;
    throw tooLong(name, shape);
  }
}
