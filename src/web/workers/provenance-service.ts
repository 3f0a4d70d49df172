import { AppError } from '../../core/base/errors.ts';
import { ENGINE } from '../../core/engine/version.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { vocoderChecklist } from '../../core/provenance/checklist.ts';
import { digestSamples } from '../../core/provenance/digest.ts';
import { makeLink } from '../../core/provenance/make-link.ts';
import { describeMethods, formatMethods, type MethodsFacts, methodsBibtex } from '../../core/provenance/methods.ts';
import { decodeLink, encodeLink, type StimulusLink } from '../../core/provenance/stimulus-link.ts';
import { verifyFile } from '../../core/provenance/verify-file.ts';
import { type OfferedSource, type Verification, verifyLink } from '../../core/provenance/verify-link.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import type { CheckReport, CheckVerdict, MethodsTexts, SourceCheck } from '../services/provenance-client.ts';
import type { KeptSound } from './sound-shelf.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What made a sound: in words, as a link, and made again. */
export class ProvenanceService {
  readonly #parts: WorkerParts;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  describe(id: string): MethodsTexts {
    const { query, sources } = this.#originOf(id);
    const clips = sources.flatMap((source) => this.#parts.shelf.get(source.id)?.clip ?? []);
    const facts: MethodsFacts = {
      version: this.#parts.host.build.version,
      signature: id,
      sources: clips.map(({ sampleRate, channels }) => ({ sampleRate, channels: channels.length })),
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

  link(job: number, id: string): Promise<string> {
    const { host, lane, shelf } = this.#parts;
    return lane.run(job, async () => {
      const { query } = this.#originOf(id);
      const sources = new Map(sourceNames(query).map((name) => [name, this.#offer(name)]));
      const linked = { query, result: shelf.find(id).clip, sources };
      return encodeLink(makeLink(linked, await this.#engineId(), MODULES, host.kernels));
    });
  }

  checkLink(job: number, text: string): Promise<CheckReport> {
    const { host, lane, shelf, engine, progressOf } = this.#parts;
    return lane.run(job, async (signal) => {
      const link = decodeLink(text);
      const engineId = await this.#engineId();
      const verifier = { engine, engineId, kernels: host.kernels, registry: MODULES };
      const offered = shelf.loaded().map(([id, { clip }]): OfferedSource => ({ name: id, id, clip }));
      const done = await verifyLink(link, offered, verifier, { signal, onProgress: progressOf(job) });
      const { clip, rebuilt } = done;
      const resultId = clip && rebuilt && this.#keep(rebuilt.float, { name: 'rebuilt', clip });
      return { ...this.#reportLink(link, done, engineId), ...(resultId === undefined ? {} : { resultId }) };
    });
  }

  checkFile(job: number, id: string): Promise<CheckReport> {
    const { host, lane, shelf, engine, progressOf } = this.#parts;
    return lane.run(job, async (signal) => {
      const { name, bytes, recipe } = shelf.find(id);
      if (!bytes || !recipe) throw new AppError('recipe-missing', `"${name}" has no recipe of Sonde inside.`);
      const has = (source: string) => shelf.get(source)?.bytes !== undefined;
      const verifier = { engine, kernels: host.kernels, registry: MODULES, tools: host, has };
      const options = { signal, onProgress: progressOf(job) };
      const { verdict, sources, sameEngine, rebuilt } = await verifyFile({ name, bytes, recipe }, verifier, options);
      const resultId =
        rebuilt && this.#keep(rebuilt.signature, { name: 'rebuilt', clip: rebuilt.clip, origin: rebuilt });
      return {
        verdict: fileVerdict(verdict),
        sources: sources.map((source) => this.#sourceOf(source)),
        engine: { same: sameEngine, theirs: recipe.engine, ours: ENGINE },
        ...(rebuilt ? { rebuilt: digestSamples(rebuilt.clip, 's16', host.kernels) } : {}),
        ...(resultId === undefined ? {} : { resultId }),
      };
    });
  }

  /** Under an id of its own: a result that is in use may have the same signature, and must not go with it. */
  #keep(id: string, sound: KeptSound): string {
    const own = `rebuilt ${id}`;
    this.#parts.shelf.keep(own, sound);
    return own;
  }

  #sourceOf(id: string): SourceCheck {
    const name = this.#parts.shelf.get(id)?.name;
    return name === undefined ? { kind: 'missing', id } : { kind: 'same-file', name, id };
  }

  #reportLink(link: StimulusLink, done: Verification, ours: StimulusLink['engine']): CheckReport {
    const { verdict, sources, sameEngine, expected, rebuilt } = done;
    return {
      verdict: linkVerdict(verdict),
      sources: link.sources.map(({ id, frames, sampleRate, channels }, index) => {
        const found = sources[index] ?? { kind: 'missing' };
        const wanted = { id, frames, sampleRate, channels };
        if (found.kind === 'missing') return { ...wanted, kind: 'missing' };
        return { ...wanted, kind: found.kind, name: this.#parts.shelf.get(found.name)?.name ?? found.name };
      }),
      engine: { same: sameEngine, theirs: engineText(link.engine), ours: engineText(ours) },
      expected: expected.pcm16,
      ...(rebuilt ? { rebuilt: rebuilt.pcm16 } : {}),
    };
  }

  /** @throws AppError source-not-found for what was not rendered here */
  #originOf(id: string): NonNullable<KeptSound['origin']> {
    const { name, origin } = this.#parts.shelf.find(id);
    if (origin) return origin;
    throw new AppError('source-not-found', `"${name}" was not made here, so nothing is known of how it was made.`);
  }

  #offer(name: string): OfferedSource {
    const { id } = this.#parts.shelf.resolve(name);
    return { name, id, clip: this.#parts.shelf.find(id).clip };
  }

  async #engineId(): Promise<StimulusLink['engine']> {
    return { id: ENGINE, wasm: await this.#parts.host.build.wasm() };
  }
}

function engineText({ id, wasm }: StimulusLink['engine']): string {
  return `${id}, kernels ${wasm.slice(0, 12)}`;
}

function linkVerdict(verdict: Verification['verdict']): CheckVerdict {
  switch (verdict.kind) {
    case 'identical':
      return { kind: 'identical', same: verdict.samples };
    case 'recipe-not-understood':
      return { kind: verdict.kind, error: verdict.error.toJSON() };
    default:
      return { kind: verdict.kind };
  }
}

function fileVerdict(verdict: Awaited<ReturnType<typeof verifyFile>>['verdict']): CheckVerdict {
  switch (verdict.kind) {
    case 'identical':
      return { kind: 'identical', same: verdict.same === 'file' ? 'file' : 'float' };
    case 'recipe-not-understood':
      return { kind: verdict.kind, error: verdict.error.toJSON() };
    case 'source-differs':
      return { kind: verdict.kind };
    default:
      return { kind: verdict.kind, ...(verdict.difference ? { difference: verdict.difference } : {}) };
  }
}
