import { type LongSound, readable } from '../../core/audio/long-sound.ts';
import { AppError } from '../../core/base/errors.ts';
import type { RunOptions, RunResult } from '../../core/engine/engine.ts';
import { ENGINE } from '../../core/engine/version.ts';
import type { Sliced } from '../../core/kernels/kernels.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { vocoderChecklist } from '../../core/provenance/checklist.ts';
import { digestSound } from '../../core/provenance/digest.ts';
import { digestSource, type LinkedSource, makeLink, withNames } from '../../core/provenance/make-link.ts';
import { describeMethods, formatMethods, type MethodsFacts, methodsBibtex } from '../../core/provenance/methods.ts';
import { decodeLink, encodeLink, type StimulusLink } from '../../core/provenance/stimulus-link.ts';
import { verifyFile } from '../../core/provenance/verify-file.ts';
import { type Verification, verifyLink } from '../../core/provenance/verify-link.ts';
import type { Query } from '../../core/query/query.ts';
import type { CheckReport, LinkTexts, MethodsTexts, RebuiltSound } from '../services/provenance-client.ts';
import { fileVerdict, linkVerdict } from './check-verdicts.ts';
import { findLoadedFile, loadedFile, loadedFiles } from './loaded-files.ts';
import { shapeOfLong } from './long-sounds.ts';
import { type MadeAgain, makeAgain, makeFileAgain } from './made-again.ts';
import { runSlices } from './survey.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What made a sound: in words, as a link, and made again; of sounds that are held and of those that are not. */
export class ProvenanceService {
  readonly #parts: WorkerParts;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  describe(id: string): MethodsTexts {
    const { query, sources } = this.#originOf(id);
    const facts: MethodsFacts = {
      version: this.#parts.host.build.version,
      signature: id,
      sources: sources.flatMap((source) => {
        const sound = loadedFile(source.id, this.#parts)?.sound;
        return sound ? [{ sampleRate: sound.sampleRate, channels: sound.channelCount }] : [];
      }),
    };
    const methods = describeMethods(query, facts);
    return {
      text: formatMethods(methods, 'text'),
      markdown: formatMethods(methods, 'markdown'),
      latex: formatMethods(methods, 'latex'),
      bibtex: methodsBibtex(methods),
      checklist: vocoderChecklist(query, facts),
    };
  }

  link(job: number, id: string): Promise<LinkTexts> {
    const { host, lane, longResults, shelf, progressOf } = this.#parts;
    const report = progressOf(job);
    return lane.run(job, async (signal) => {
      const { query, sources: used } = this.#originOf(id);
      const result = longResults.get(id)?.sound ?? readable(shelf.find(id).clip);
      const run = this.#runner(signal);
      const count = used.length + 1;
      const onFraction = (index: number) => (fraction: number) =>
        report({ fraction: (index + fraction) / count, label: 'comparing' });
      const sources = new Map<string, LinkedSource>();
      for (const [index, { name, id: source }] of used.entries()) {
        const { sound } = findLoadedFile(source, this.#parts);
        sources.set(name, await run(digestSource(source, sound, host.kernels), onFraction(index)));
      }
      const slices = makeLink({ query, result, sources }, await this.#engineId(), MODULES, host.kernels);
      const link = await run(slices, onFraction(used.length));
      const named = withNames(link, (source) => loadedFile(source, this.#parts)?.name);
      const names = named.sources.flatMap(({ name }) => name ?? []);
      return { plain: encodeLink(link), named: encodeLink(named), names };
    });
  }

  /** Digest of a loaded sound's samples, as links have it. @throws AppError source-not-found, cancelled */
  digest(job: number, id: string): Promise<string> {
    const { host, lane } = this.#parts;
    return lane.run(job, (signal) => {
      const { sound } = findLoadedFile(id, this.#parts);
      return this.#runner(signal)(digestSound(sound, 'f64', host.kernels));
    });
  }

  checkLink(job: number, text: string): Promise<CheckReport> {
    const { host, lane, progressOf } = this.#parts;
    return lane.run(job, async (signal) => {
      const link = decodeLink(text);
      const engineId = await this.#engineId();
      // By their ids: two may have one name.
      const offered = loadedFiles(this.#parts).map(({ id, sound }) => ({
        ...{ name: id, id },
        look: <T>(work: (sound: LongSound) => Promise<T>) => work(sound),
      }));
      return closing(async (own) => {
        const make = async (query: Query, { onProgress = () => undefined }: RunOptions) =>
          own(await makeAgain(query, this.#parts, { signal, onProgress }));
        const common = { kernels: host.kernels, registry: MODULES, run: this.#runner(signal) };
        const options = { signal, onProgress: progressOf(job) };
        const done = await verifyLink(link, offered, { ...common, engineId, make }, options);
        const result = done.made && done.rebuilt && this.#keep(done.rebuilt.float, done.made);
        return { ...this.#reportLink(link, done, engineId), ...(result ? { result } : {}) };
      });
    });
  }

  checkFile(job: number, id: string): Promise<CheckReport> {
    const { host, lane, progressOf } = this.#parts;
    return lane.run(job, async (signal) => {
      const { name, recipe, sound, open } = findLoadedFile(id, this.#parts);
      if (!recipe) throw new AppError('recipe-missing', `"${name}" has no recipe of Sonde inside.`);
      const run = this.#runner(signal);
      return closing(async (own) => {
        const make = async (query: Query, { onProgress = () => undefined }: RunOptions) =>
          own(await makeFileAgain(query, this.#parts, { signal, onProgress }));
        const has = (source: string) => loadedFile(source, this.#parts) !== undefined;
        const verifier = { kernels: host.kernels, registry: MODULES, run, make, has };
        const options = { signal, onProgress: progressOf(job) };
        const done = await verifyFile({ source: open(), sound, recipe }, verifier, options);
        const rebuilt = done.made && (await run(digestSound(done.made.sound, 's16', host.kernels)));
        return {
          verdict: fileVerdict(done.verdict),
          sources: done.sources.map((source) => {
            const found = loadedFile(source, this.#parts)?.name;
            return found === undefined
              ? { kind: 'missing', id: source }
              : { kind: 'same-file', name: found, id: source };
          }),
          engine: { same: done.sameEngine, theirs: recipe.engine, ours: ENGINE },
          ...(rebuilt && done.made ? { rebuilt, result: this.#keep(rebuilt, done.made) } : {}),
        };
      });
    });
  }

  #runner(signal: AbortSignal) {
    const { breathe } = this.#parts.host;
    return <T>(slices: Sliced<T>, onFraction: (fraction: number) => void = () => undefined): Promise<T> =>
      runSlices(slices, { breathe, signal }, onFraction);
  }

  /** Under an id of its own: a result that is in use may have the same signature, and must not go with it. */
  #keep(digest: string, { result, sound }: MadeAgain): RebuiltSound {
    const id = `rebuilt ${digest}`;
    const { shelf, long } = this.#parts;
    if ('clip' in result) shelf.keep(id, { name: 'rebuilt', clip: result.clip, origin: result });
    else {
      long.release(id);
      long.keep(id, result);
    }
    return { id, ...shapeOfLong(sound) };
  }

  #reportLink(link: StimulusLink, done: Verification, ours: StimulusLink['engine']): CheckReport {
    const { verdict, sources, sameEngine, expected, rebuilt } = done;
    return {
      verdict: linkVerdict(verdict),
      sources: link.sources.map(({ id, frames, sampleRate, channels, name: called }, index) => {
        const found = sources[index] ?? { kind: 'missing' };
        const wanted = { id, frames, sampleRate, channels, ...(called === undefined ? {} : { called }) };
        if (found.kind === 'missing') return { ...wanted, kind: 'missing' };
        return { ...wanted, kind: found.kind, name: loadedFile(found.name, this.#parts)?.name ?? found.name };
      }),
      engine: { same: sameEngine, theirs: engineText(link.engine), ours: engineText(ours) },
      expected: expected.pcm16,
      ...(rebuilt ? { rebuilt: rebuilt.pcm16 } : {}),
    };
  }

  /** @throws AppError source-not-found for what was not rendered here */
  #originOf(id: string): Pick<RunResult, 'query' | 'sources'> {
    const { shelf, longResults } = this.#parts;
    const long = longResults.get(id)?.result;
    if (long) return long;
    const { name, origin } = shelf.find(id);
    if (origin) return origin;
    throw new AppError('source-not-found', `"${name}" was not made here, so nothing is known of how it was made.`);
  }

  async #engineId(): Promise<StimulusLink['engine']> {
    return { id: ENGINE, wasm: await this.#parts.host.build.wasm() };
  }
}

function engineText({ id, wasm }: StimulusLink['engine']): string {
  return `${id}, kernels ${wasm.slice(0, 12)}`;
}

/** What is made by work that fails gives back what it takes. */
async function closing<T>(work: (own: <M extends MadeAgain>(made: M) => M) => Promise<T>): Promise<T> {
  const owned: MadeAgain[] = [];
  try {
    return await work((made) => {
      owned.push(made);
      return made;
    });
  } catch (thrown) {
    for (const made of owned) await made.close();
    throw thrown;
  }
}
