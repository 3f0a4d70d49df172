import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError, type Issue, throwIfAborted } from '../../core/base/errors.ts';
import type { FormantOptions, Spectrogram, SpectrogramOptions } from '../../core/kernels/view-kernel.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import { rowsAtOnce } from '../workers/rows-at-once.ts';
import type {
  EngineClient,
  F0Track,
  HeldSound,
  Intensity,
  KeptResults,
  Levels,
  LoadedSound,
  RenderedSound,
  WaveCells,
} from './engine-client.ts';
import { type EngineSession, startSession } from './engine-session.ts';
import { ExpectedSounds } from './expected-sounds.ts';
import type { F0Client } from './f0-client.ts';
import { type JobHandlers, UNHEARD } from './job-handlers.ts';
import { LinkSources } from './link-sources.ts';
import { inPieces, PlannedRows } from './planned-rows.ts';
import type { ProvenanceClient } from './provenance-client.ts';
import type { RowOutcome, SetClient } from './set-client.ts';
import type { SpectraClient } from './spectra-client.ts';
import type { VocoderClient } from './vocoder-client.ts';
import { type CompiledEngine, compileEngine } from './wasm-module.ts';

/** Bytes that loaded sounds take together, with their pictures' samples: some ten minutes of mono at 44.1 kHz. */
const ROOM = 512_000_000;

/** Starts fetching the engine at once, so that it is warm when the first sound arrives. */
export function createEngineClient({ room = ROOM } = {}): EngineClient {
  return new ComlinkEngineClient(new URL(`${import.meta.env.BASE_URL}wasm/sonde.wasm`, document.baseURI).href, room);
}

interface LoadedBlob {
  readonly blob: Blob;
  readonly name: string;
  readonly recipe: string | undefined;
}

class ComlinkEngineClient implements EngineClient {
  readonly #url: string;
  readonly #running = new Map<number, JobHandlers>();
  /** Files by content id, to bring loaded sounds back after a crash. Blobs, so that they take no memory of the page. */
  readonly #files = new Map<string, LoadedBlob>();
  readonly #expected: ExpectedSounds;
  /** Results that the page holds, with how often it was given each: equal queries have one id. */
  readonly #results = new Map<string, { readonly count: number; readonly query: string }>();
  /** Rows of the sets that were planned last, by manifest: they say which sounds they need. */
  readonly #planned = new PlannedRows();
  readonly #linkSources = new LinkSources((id, signal) =>
    this.#expected.use([id], () =>
      this.#job({ ...UNHEARD, signal }, ({ engine }, number) => engine.provenance.digest(number, id)),
    ),
  );
  #meant: ReadonlyMap<string, string> = new Map();
  #module: Promise<CompiledEngine> | undefined;
  #session: Promise<EngineSession> | undefined;
  /** The same, once it is open. */
  #live: EngineSession | undefined;
  #lastJob = 0;
  #disposed = false;

  readonly f0Edits: F0Client = {
    edit: (id, given, job) =>
      this.#expected.use([id], () => this.#job(job, ({ engine }, number) => engine.editF0(number, id, given))),
    read: (file, name, job) => this.#job(job, ({ engine }, number) => engine.f0Files.read(number, file, name)),
    write: (kind, contour, sampleRate) => this.#call(({ engine }) => engine.f0Files.write(kind, contour, sampleRate)),
  };

  readonly sets: SetClient = {
    atOnce: rowsAtOnce(),
    plan: async (manifest, job) => {
      const count = await this.#jobWith(manifest, job, ({ engine }, number) => engine.sets.plan(number, manifest));
      const piece = (at: number, most: number) => this.#call(({ engine }) => engine.sets.planned(manifest, at, most));
      const rows = await inPieces(count, piece, job.signal);
      this.#planned.keep(manifest, rows);
      return rows;
    },
    leftOut: (manifest) => this.#call(({ engine }) => engine.sets.leftOut(manifest)),
    render: (manifest, index, job) =>
      this.#jobWith<RowOutcome>(this.#planned.neededBy(manifest, index), job, ({ engine }, number) =>
        engine.sets.render(number, manifest, index),
      ),
    preview: (manifest, index, job) =>
      this.#jobWith(this.#planned.neededBy(manifest, index), job, ({ engine }, number) =>
        engine.sets.preview(number, manifest, index),
      ),
    export: (manifest, destination, job) =>
      this.#jobWith(manifest, job, ({ engine }, number) => engine.sets.export(number, manifest, destination)),
  };

  readonly provenance: ProvenanceClient = {
    describe: (result) =>
      this.#with(this.#queryOf(result), () => this.#call(({ engine }) => engine.provenance.describe(result))),
    link: (result, job) =>
      this.#jobWith(this.#queryOf(result), job, ({ engine }, number) => engine.provenance.link(number, result)),
    checkLink: async (link, library, job) =>
      this.#expected.use(await this.#linkSources.find(link, library, job.signal), () =>
        this.#job(job, ({ engine }, number) => engine.provenance.checkLink(number, link)),
      ),
    checkFile: (sound, job) =>
      // What it names is known once it is loaded.
      this.#expected.use([sound], () =>
        this.#jobWith(this.#files.get(sound)?.recipe ?? '', job, ({ engine }, number) =>
          engine.provenance.checkFile(number, sound),
        ),
      ),
  };

  readonly vocoder: VocoderClient = {
    shape: (given, sampleRate) => this.#call(({ views }) => views.vocoder.shape(given, sampleRate)),
    envelopes: async (id, channel, given, stretch) => {
      return this.#of(id, ({ views }) => views.vocoder.envelopes(id, channel, given, stretch));
    },
  };

  readonly spectra: SpectraClient = {
    columns: async (id, channel, kind, options, span) => {
      return this.#of(id, ({ views }) => views.spectra.columns(id, channel, kind, options, span));
    },
    loudest: async (id, channel, options, maxFrequency, onFraction) => {
      return this.#of(id, ({ views }) =>
        views.spectra.loudest(id, channel, options, maxFrequency, Comlink.proxy(onFraction)),
      );
    },
  };

  constructor(url: string, room: number) {
    this.#url = url;
    this.#expected = new ExpectedSounds({
      load: (file, name, id) => this.#load(file, name, UNHEARD, id),
      drop: (id) => void this.#free(id).catch(() => undefined),
      file: async (id) => {
        const file = this.file(id);
        if (file) return file;
        throw new AppError('source-not-found', 'This sound was removed.');
      },
      putAside: (id) => {
        // With its workers all that they held is gone, too.
        this.#call(({ engine, views }) => Promise.all([engine.putAside(id), views.release(id)])).catch(() => undefined);
      },
      room,
    });
    // Whoever calls first hears of it when this fails.
    this.#open().catch(() => undefined);
  }

  async load(file: Blob | ArrayBuffer, name: string, job?: JobHandlers): Promise<LoadedSound> {
    const held = await this.#load(file instanceof Blob ? file : new Blob([file]), name, job);
    this.#expected.keep(held);
    const { heldBytes: _, ...sound } = held;
    return sound;
  }

  /** @param known content id of what was loaded before, and need not be hashed again if it is long */
  async #load(blob: Blob, name: string, job: JobHandlers = UNHEARD, known?: string): Promise<HeldSound> {
    const sound = await this.#job(job, ({ engine }, number) => engine.load(blob, name, number, known));
    this.#files.set(sound.id, { blob, name, recipe: sound.recipe });
    return sound;
  }

  async move(id: string, file: Blob): Promise<void> {
    const known = this.#files.get(id);
    if (known === undefined) return;
    this.#files.set(id, { ...known, blob: file });
    await this.#call(({ engine }) => engine.move(id, file));
  }

  expect(id: string, name: string, file: () => Promise<Blob>): void {
    if (!this.#files.has(id)) this.#expected.add(id, name, file);
  }

  nameSounds(meant: ReadonlyMap<string, string>): void {
    this.#meant = meant;
    this.#call(({ engine }) => engine.nameSounds(meant)).catch(() => undefined);
  }

  async clip(id: string): Promise<Clip | undefined> {
    return this.#of(id, ({ engine }) => engine.clip(id));
  }

  async samples(id: string, start: number, count: number): Promise<readonly Float32Array[]> {
    return this.#of(id, ({ engine }) => engine.samples(id, start, count));
  }

  async levels(id: string): Promise<Levels> {
    return this.#of(id, ({ engine }) => engine.levels(id));
  }

  async f0(id: string, job: JobHandlers): Promise<F0Track> {
    return this.#expected.use([id], () => this.#job(job, ({ engine }, number) => engine.f0(number, id)));
  }

  async render(query: string, job: JobHandlers): Promise<RenderedSound> {
    let heard: Clip | undefined;
    const onSound = (clip: Clip): void => {
      heard = clip;
      job.onSound?.(clip);
    };
    const rendered = await this.#jobWith(query, { ...job, onSound }, ({ engine }, number) =>
      engine.render(number, query),
    );
    if (job.signal.aborted) {
      // The cancel and the result met on the way. Equal queries have one id, so an older one may still be in use.
      if (!this.#results.has(rendered.id)) await this.release(rendered.id);
      throwIfAborted(job.signal);
    }
    this.#results.set(rendered.id, { count: (this.#results.get(rendered.id)?.count ?? 0) + 1, query });
    if (rendered.clip !== undefined || rendered.f0 === undefined) return rendered;
    // It came before, or, by a port of its own, is still on its way.
    return { ...rendered, clip: heard ?? (await this.clip(rendered.id)) };
  }

  check(query: string): Promise<readonly Issue[]> {
    return this.#call(({ engine }) => engine.check(query));
  }

  async spectrogram(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram> {
    return this.#of(id, ({ views }) => views.spectrogram(id, channel, options));
  }

  async columns(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram> {
    return this.#of(id, ({ views }) => views.columns(id, channel, options));
  }

  async loudest(
    id: string,
    channel: number,
    options: Pick<SpectrogramOptions, 'windowLength' | 'maxFrequency' | 'preEmphasis'>,
    onFraction: (fraction: number) => void,
  ): Promise<number> {
    return this.#of(id, ({ views }) => views.loudest(id, channel, options, Comlink.proxy(onFraction)));
  }

  async peaks(id: string, channel: number, samplesPerCell: number, first: number, count: number): Promise<WaveCells> {
    return this.#of(id, ({ views }) => views.peaks(id, channel, samplesPerCell, first, count));
  }

  async peaksBetween(
    id: string,
    other: string,
    channel: number,
    samplesPerCell: number,
    first: number,
    count: number,
  ): Promise<WaveCells> {
    return this.#expected.use([id, other], () =>
      this.#call(({ views }) => views.peaksBetween(id, other, channel, samplesPerCell, first, count)),
    );
  }

  async stretchLevels(id: string, channel: number, first: number, count: number): Promise<Levels> {
    return this.#of(id, ({ views }) => views.stretchLevels(id, channel, first, count));
  }

  async intensity(id: string, channel: number, floor: number): Promise<Intensity> {
    return this.#of(id, ({ views }) => views.intensity(id, channel, floor));
  }

  async formants(id: string, channel: number, options: FormantOptions): Promise<Float64Array> {
    return this.#of(id, ({ views }) => views.formants(id, channel, options));
  }

  exportFile(id: string, output: OutputFormat, job: JobHandlers): Promise<Blob> {
    return this.#expected.use([id, ...this.#expected.namedIn(this.#queryOf(id))], () =>
      this.#job(job, ({ engine }, number) => engine.exportFile(number, id, output)),
    );
  }

  file(id: string): Blob | undefined {
    return this.#files.get(id)?.blob;
  }

  async release(id: string): Promise<void> {
    const result = this.#results.get(id);
    if (result !== undefined && result.count > 1) {
      this.#results.set(id, { ...result, count: result.count - 1 });
      return;
    }
    this.#expected.forget(id);
    this.#results.delete(id);
    await this.#free(id);
  }

  async #free(id: string): Promise<void> {
    this.#files.delete(id);
    await this.#call(({ engine, views }) => Promise.all([engine.release(id), views.release(id)]));
  }

  kept(): Promise<KeptResults> {
    return this.#call(({ engine }) => engine.keptResults());
  }

  forget(sound?: string): Promise<void> {
    return this.#call(({ engine }) => engine.forget(sound));
  }

  dispose(): void {
    this.#disposed = true;
    this.#live = undefined;
    const reason = new AppError('cancelled', 'The engine was closed.');
    void this.#session?.then((session) => session.end(reason)).catch(() => undefined);
  }

  /** What a result was made by, which needs its sounds again to be described or saved. */
  #queryOf(result: string): string {
    return this.#results.get(result)?.query ?? '';
  }

  /** A call about a sound, which is loaded first. */
  #of<T>(id: string, use: (session: EngineSession) => Promise<T>): Promise<T> {
    return this.#expected.use([id], () => this.#call(use));
  }

  /** Work with the sounds that a text names, which are loaded first. */
  #with<T>(text: string, work: () => Promise<T>): Promise<T> {
    return this.#expected.use(this.#expected.namedIn(text), work);
  }

  #jobWith<T>(
    text: string,
    job: JobHandlers,
    start: (session: EngineSession, number: number) => Promise<T>,
  ): Promise<T> {
    return this.#with(text, () => this.#job(job, start));
  }

  async #job<T>(job: JobHandlers, start: (session: EngineSession, number: number) => Promise<T>): Promise<T> {
    this.#lastJob++;
    const number = this.#lastJob;
    return this.#call(async (session) => {
      throwIfAborted(job.signal);
      const cancel = () => void session.engine.cancel(number);
      job.signal.addEventListener('abort', cancel);
      this.#running.set(number, job);
      try {
        return await session.hold(start(session, number));
      } finally {
        job.signal.removeEventListener('abort', cancel);
        this.#running.delete(number);
      }
    });
  }

  async #call<T>(use: (session: EngineSession) => Promise<T>): Promise<T> {
    const session = this.#live ?? (await this.#open());
    try {
      return await session.hold(use(session));
    } catch (thrown) {
      const error = AppError.from(thrown);
      // The kernels' memory is in doubt after a trap: other workers begin with a clean one.
      if (error.code === 'kernel-trap') session.end(error);
      throw error;
    }
  }

  #open(): Promise<EngineSession> {
    if (this.#disposed) return Promise.reject(new AppError('cancelled', 'The engine was closed.'));
    if (this.#session) return this.#session;
    const opening = this.#start(() => {
      if (this.#session !== opening) return;
      this.#session = undefined;
      this.#live = undefined;
      // Another worker knows no set, and signs all of its rows again.
      this.#planned.clear();
    });
    this.#session = opening;
    opening.then(
      (session) => {
        if (this.#session === opening) this.#live = session;
      },
      // Whoever waits for it hears of it.
      () => undefined,
    );
    return opening;
  }

  async #start(forget: () => void): Promise<EngineSession> {
    try {
      this.#module ??= compileEngine(this.#url);
      const session = await startSession(await this.#module, {
        report: (job, progress) => this.#running.get(job)?.onProgress(progress),
        hear: (job, clip) => this.#running.get(job)?.onSound?.(clip),
        onEnd: forget,
      });
      const held = [...this.#files].filter(([id]) => !this.#expected.isWaiting(id));
      const files = held.map(([id, { blob, name }]) => session.engine.load(blob, name, 0, id));
      await session.hold(Promise.allSettled([...files, session.engine.nameSounds(this.#meant)]));
      return session;
    } catch (thrown) {
      this.#module = undefined;
      forget();
      throw AppError.from(thrown);
    }
  }
}
