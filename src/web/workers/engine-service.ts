import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import type { Issue } from '../../core/base/errors.ts';
import type { CodecTools } from '../../core/codecs/codec.ts';
import { FORMATS } from '../../core/codecs/formats.ts';
import { CODECS, decodeSound } from '../../core/codecs/registry.ts';
import { contentIdOf } from '../../core/engine/content-id.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine, Progress } from '../../core/engine/engine.ts';
import { renderFile, withOutput } from '../../core/engine/render-file.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { type AnalysisOptions, unusualOptions } from '../../core/modules/world-options.ts';
import { parseQueryText } from '../../core/query/parse-text.ts';
import { printQuery } from '../../core/query/print.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import { renameSources } from '../../core/query/source-names.ts';
import type { JsonObject } from '../forms/json.ts';
import type { F0Track, HeldSound, KeptResults, Levels, RenderedSound } from '../services/engine-client.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import { EditedF0Service } from './edited-f0.ts';
import type { EngineServiceHost } from './engine-host.ts';
import type { F0FileService } from './f0-file-service.ts';
import { copyClip, handOverClip, handOverResult, handOverSamples, handOverTrack } from './hand-over.ts';
import { checkHeldSize, heldBytesOf } from './held-size.ts';
import { JobLane } from './job-lane.ts';
import { type Later, later } from './later.ts';
import type { LongJob } from './long-render.ts';
import { LongResults } from './long-results.ts';
import { type LongKept, LongSounds, tooLong } from './long-sounds.ts';
import { measureLevels, shapeOf, trackF0, trackLongF0, trackOf } from './measures.ts';
import type { ProvenanceService } from './provenance-service.ts';
import { readBytes } from './read-bytes.ts';
import type { RowCrew } from './row-crew.ts';
import { createSampleSource } from './sample-source.ts';
import type { SampleSource } from './samples-protocol.ts';
import type { SetService } from './set-service.ts';
import { type KeptSound, SoundShelf } from './sound-shelf.ts';
import { throttleProgress } from './throttle.ts';
import { writeFile } from './write-file.ts';

type OnProgress = (progress: Progress) => void;

/**
 * What the engine's worker does for the page: keeps loaded sounds and results, renders, measures, writes files. Knows
 * nothing of workers, so that it is tested without one; what it returns belongs to the caller.
 */
export class EngineService {
  readonly #host: EngineServiceHost;
  readonly #engine: Engine;
  /** What somebody waits for. */
  readonly #lane = new JobLane({ onBusy: (busy) => this.#rows?.hold(busy) });
  /** Beside the other: an hour that is being written must not keep a hand at a slider waiting. */
  readonly #exports = new JobLane();
  /** Threads for rows of a set: they stand still, between two slices of work, while somebody waits. */
  readonly #rows: RowCrew | undefined;
  /** Beside all others: a long file is gone through while short ones are worked on. */
  readonly #imports = new JobLane();
  readonly #long: LongSounds;
  readonly #longResults: LongResults;
  readonly #shelf: SoundShelf;
  readonly #editedF0: EditedF0Service;
  /** These are fetched when they are first asked: the workbench starts without them. */
  readonly provenance: Later<ProvenanceService> & Comlink.ProxyMarked;
  readonly sets: Later<SetService> & Comlink.ProxyMarked;
  readonly f0Files: Later<F0FileService> & Comlink.ProxyMarked;
  #setsAsked = false;

  constructor(host: EngineServiceHost) {
    const { kernels, libraries, sampleLimit, cache, clock, breathe, crew } = host;
    this.#host = host;
    this.#long = new LongSounds(host);
    this.#shelf = new SoundShelf(this.#long);
    this.#longResults = new LongResults(host, this.#long, this.#shelf);
    const resolve = async (name: string) => this.#shelf.resolve(name);
    const engineHost = { kernels, libraries, sampleLimit, cache, clock, breathe, resolve, crew };
    this.#engine = createEngine(engineHost, MODULES);
    const rateOf = (id: string) => this.#long.get(id)?.shape.sampleRate ?? this.#shelf.find(id).clip.sampleRate;
    this.#editedF0 = new EditedF0Service(kernels, rateOf, (job, id, options) => this.#trackBy(job, id, options));
    const progressOf = (job: number) => this.#progressOf(job);
    const common = {
      ...{ host, shelf: this.#shelf, long: this.#long, longResults: this.#longResults, lane: this.#lane, progressOf },
    };
    this.#rows = host.rows?.({
      get: (key) => cache.get(key),
      put: (key, value, options) => cache.put(key, value, options),
      delete: (key) => cache.delete(key),
      sound: (id) => handOverClip(this.#shelf.find(id).clip),
    });
    this.provenance = Comlink.proxy(
      later(async () => {
        const { ProvenanceService } = await import('./provenance-service.ts');
        return new ProvenanceService({ ...common, engine: this.#engine });
      }),
    );
    this.f0Files = Comlink.proxy(
      later(async () => {
        const { F0FileService } = await import('./f0-file-service.ts');
        return new F0FileService({ ...common, lane: this.#imports });
      }),
    );
    this.sets = Comlink.proxy(
      later(async () => {
        this.#setsAsked = true;
        const { SetService } = await import('./set-service.ts');
        const waiting = createEngine({ ...engineHost, breathe: this.#breatheBehind }, MODULES);
        return new SetService({ ...common, engine: this.#engine, waiting, rows: this.#rows });
      }),
    );
  }

  /**
   * @param known content id of a file that was loaded before
   * @throws AppError audio-invalid, audio-empty, audio-not-finite, audio-unsupported, file-unreadable, size-limit, cancelled
   */
  async load(file: Blob, name: string, job = 0, known?: string): Promise<HeldSound> {
    if (known !== undefined) this.#shelf.expect(known);
    const long = await this.#long.open(file, name);
    if (long === undefined) return this.#hold(file, name);
    const report = this.#progressOf(job);
    const onFraction = (fraction: number): void => report({ fraction, label: 'reading' });
    const sound = await this.#imports.run(job, (signal) => this.#long.load(long, { signal, onFraction }, known));
    return { ...sound, heldBytes: 0 };
  }

  /** Which sound a name stands for that several have. */
  nameSounds(meant: ReadonlyMap<string, string>): void {
    this.#shelf.nameSounds(meant);
  }

  /** Gives back the memory of a loaded sound, which the page loads again before it asks for it. */
  putAside(id: string): void {
    this.#shelf.putAside(id);
  }

  /** What the worker that draws asks. */
  sampleSource(): SampleSource {
    return createSampleSource(this.#long, (id) => copyClip(this.#shelf.find(id).clip));
  }

  async #hold(file: Blob, name: string): Promise<HeldSound> {
    checkHeldSize({ name, size: file.size });
    const bytes = await readBytes(file, name);
    const { clip, recipe, warnings } = await decodeSound(bytes, name, this.#host);
    const id = await contentIdOf(bytes, this.#host);
    this.#shelf.keep(id, { name, clip, bytes, ...(recipe ? { recipe } : {}) });
    return {
      id,
      name,
      ...shapeOf(clip),
      recipe: recipe && JSON.stringify(recipe.query, undefined, 2),
      warnings: warnings.map((warning) => warning.message),
      heldBytes: heldBytesOf(clip, bytes),
    };
  }

  /** Reads a long sound from there from now on. @throws AppError file-unreadable */
  async move(id: string, file: Blob): Promise<void> {
    await this.#long.move(id, file);
  }

  clip(id: string): Clip | undefined {
    return this.#long.get(id) ? undefined : handOverClip(this.#shelf.find(id).clip);
  }

  samples(id: string, start: number, count: number): readonly Float32Array[] {
    const long = this.#long.get(id);
    if (long) {
      const { channelCount, frames } = long.shape;
      const most = Math.max(Math.min(count, frames - start), 0);
      const channels = Array.from({ length: channelCount }, (_, channel) =>
        long.sound.read(channel, start, most).slice(),
      );
      return handOverSamples(channels);
    }
    const { channels } = this.#shelf.find(id).clip;
    return handOverSamples(channels.map((channel) => channel.subarray(start, start + count)));
  }

  levels(id: string): Levels {
    const long = this.#long.get(id);
    if (long) return long.levels;
    return measureLevels(this.#shelf.find(id).clip, this.#host.kernels);
  }

  f0(job: number, id: string): Promise<F0Track> {
    const onProgress = this.#progressOf(job);
    const long = this.#long.get(id);
    if (long) return this.#lane.run(job, async (signal) => this.#longTrack(long, signal, onProgress));
    return this.#lane.run(job, async (signal) =>
      handOverTrack(await this.#track(this.#shelf.find(id), signal, onProgress)),
    );
  }

  editF0(job: number, id: string, given: JsonObject): Promise<EditedF0> {
    return this.#editedF0.edit(job, id, given);
  }

  #trackBy(job: number, id: string, options: AnalysisOptions): Promise<F0Track> {
    const onProgress = this.#progressOf(job);
    const { kernels, breathe } = this.#host;
    return this.#lane.run(job, async (signal) => {
      const long = this.#long.get(id);
      if (long) return trackLongF0(long.sound, this.#host, { signal, onProgress }, options);
      const sound = this.#shelf.find(id);
      const isUsual = Object.keys(unusualOptions(options)).length === 0;
      if (isUsual) return this.#track(sound, signal, onProgress);
      return trackF0(sound.clip, kernels, { signal, breathe, onProgress }, options);
    });
  }

  check(text: string): readonly Issue[] {
    const parsed = parseQueryText(text, MODULES);
    return parsed.ok ? [] : parsed.error.issues;
  }

  render(job: number, text: string): Promise<RenderedSound> {
    const onProgress = this.#progressOf(job);
    return this.#lane.run(job, (signal) => this.#render(text, { number: job, signal, onProgress }));
  }

  cancel(job: number): void {
    this.#imports.cancel(job);
    this.#lane.cancel(job);
    this.#exports.cancel(job);
    this.#editedF0.cancel(job);
    if (this.#setsAsked) void this.sets.cancel(job).catch(() => undefined);
  }

  exportFile(job: number, id: string, output: OutputFormat): Promise<Blob> {
    const long = this.#long.get(id);
    if (long) return this.#exportLong(job, id, long, output);
    const sound = this.#shelf.find(id);
    const { name, mediaType } = FORMATS[output.format];
    const label = `writing ${name}`;
    const report = this.#progressOf(job);
    const onFraction = (fraction: number) => report({ fraction, label, place: '' });
    return this.#exports.run(job, (signal) => {
      const { breathe } = this.#host;
      return writeFile({ clip: sound.clip, mediaType, signal, breathe, onFraction }, this.#host, (tools) =>
        this.#encode(sound, output, tools),
      );
    });
  }

  release(id: string): void {
    this.#long.release(id);
    this.#longResults.forget(id);
    this.#shelf.release(id);
  }

  async keptResults(): Promise<KeptResults> {
    const entries = await this.#host.cache.list();
    return { entries: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
  }

  /** @param sound content id; without one everything goes */
  async forget(sound?: string): Promise<void> {
    const { cache } = this.#host;
    if (sound === undefined) return cache.clear();
    const made = (await cache.list()).filter(({ sources }) => sources.includes(sound));
    await Promise.all(made.map(({ key }) => cache.delete(key)));
  }

  async #render(text: string, job: LongJob & { readonly number: number }): Promise<RenderedSound> {
    const { signal, onProgress } = job;
    const parsed = parseQueryText(text, MODULES);
    if (!parsed.ok) throw parsed.error;
    const { query } = parsed.value;
    const long = this.#longResults.longOf(query);
    if (long) return this.#renderLong(query, long, { signal, onProgress });
    const result = await this.#engine.run(query, { signal, onProgress });
    const { clip, signature, sources, steps, elapsedMs } = result;
    const kept: KeptSound = this.#shelf.get(signature) ?? {
      name: signature,
      clip,
      origin: { query: result.query, sources },
      ...(result.contour ? { f0: trackOf(result.contour) } : {}),
    };
    // A hand at a slider waits for the sound, and not for what is found in it.
    const { hear } = this.#host;
    const isHeard = hear !== undefined && kept.f0 === undefined;
    if (isHeard) hear(job.number, handOverClip(clip));
    // The bar is full by now: the rest is short, and a bar that goes back helps nobody.
    const f0 = await this.#track(kept, signal, () => undefined);
    this.#shelf.keep(signature, kept);
    const levels = measureLevels(clip, this.#host.kernels);
    const printed = printQuery(
      renameSources(query, (id) => this.#shelf.get(id)?.name ?? id),
      MODULES,
    );
    const shape = shapeOf(clip);
    const facts = { id: signature, signature, shape, query: printed, levels, f0, steps, elapsedMs };
    return handOverResult({ ...facts, clip: isHeard ? undefined : clip });
  }

  async #track(sound: KeptSound, signal: AbortSignal, onProgress: OnProgress): Promise<F0Track> {
    const { kernels, breathe } = this.#host;
    sound.f0 ??= await trackF0(sound.clip, kernels, { signal, breathe, onProgress });
    return sound.f0;
  }

  async #renderLong(query: Query, source: LongKept, job: LongJob): Promise<RenderedSound> {
    const { shape, levels, result } = await this.#longResults.render(query, source, job);
    const { signature, steps, elapsedMs } = result;
    const named = renameSources(result.query, (id) => (this.#long.get(id) ?? this.#shelf.get(id))?.name ?? id);
    const printed = printQuery(named, MODULES);
    const sound = { clip: undefined, f0: undefined, shape, levels };
    return { id: signature, signature, query: printed, ...sound, steps, elapsedMs };
  }

  /** @throws AppError size-limit for a source, whose file is there already */
  #exportLong(job: number, id: string, { name, shape }: LongKept, output: OutputFormat): Promise<Blob> {
    const rendered = this.#longResults.get(id);
    if (!rendered) throw tooLong(name, shape);
    const report = this.#progressOf(job);
    const label = `writing ${FORMATS[output.format].name}`;
    const onFraction = (fraction: number): void => report({ fraction, label, place: '' });
    return this.#exports.run(job, (signal) => this.#longResults.write(rendered, output, { signal, onFraction }));
  }

  async #longTrack({ sound }: LongKept, signal: AbortSignal, onProgress: OnProgress): Promise<F0Track> {
    return handOverTrack(await trackLongF0(sound, this.#host, { signal, onProgress }));
  }

  /** The bytes that the command line and the agent write for the same query. */
  async #encode({ clip, recipe, origin }: KeptSound, output: OutputFormat, tools: CodecTools) {
    const { format, ...options } = output;
    if (!origin) return CODECS[format].encode(clip, { ...options, ...(recipe ? { recipe } : {}) }, tools);
    // Another format or encoding is another file, so another signature, of the same samples.
    const query = withOutput(origin.query, output);
    const signature = await this.#engine.signature(query);
    return renderFile({ result: { clip, signature, sources: origin.sources }, query }, MODULES, tools);
  }

  #progressOf(job: number): OnProgress {
    return throttleProgress(this.#host.clock, (progress) => this.#host.report(job, progress));
  }

  readonly #breatheBehind = async (): Promise<void> => {
    await this.#host.breathe();
    await this.#lane.idle();
  };
}
