import { type Clip, frameLength } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import { renameSources } from '../query/source-names.ts';
import { digestSamples } from './digest.ts';
import { linkedName } from './make-link.ts';
import type { StimulusLink } from './stimulus-link.ts';

/** A sound that somebody offers as a link's source. */
export interface OfferedSource {
  /** What the host resolves it by. */
  readonly name: string;
  /** Content id. */
  readonly id: string;
  readonly clip: Clip;
}

/** How a source of a link was found among what was offered. */
export type SourceFinding =
  | { readonly kind: 'same-file'; readonly name: string }
  /** Other bytes, the same samples. */
  | { readonly kind: 'same-samples'; readonly name: string }
  | { readonly kind: 'missing' };

/** What came of rebuilding a sound. */
export type Verdict =
  /** Equal samples, in doubles or after rounding to 16 bits. */
  | { readonly kind: 'identical'; readonly samples: 'float' | '16-bit' }
  | { readonly kind: 'recipe-not-understood'; readonly error: AppError }
  /** Not to be rebuilt: these sources, counted from 1, are not there. */
  | { readonly kind: 'source-differs'; readonly missing: readonly number[] }
  /** Rebuilt by another engine or other kernels, and not equal. */
  | { readonly kind: 'engine-differs' }
  | { readonly kind: 'differs' };

/** Everything that a report of a verification says. */
export interface Verification {
  readonly verdict: Verdict;
  readonly sources: readonly SourceFinding[];
  /** Whether the link was made by this very engine. */
  readonly sameEngine: boolean;
  readonly expected: StimulusLink['result'];
  /** What was rebuilt, where it was. */
  readonly rebuilt?: StimulusLink['result'];
  readonly clip?: Clip;
}

/** What rebuilding needs. `engineId` is this engine's own. */
export interface Verifier {
  readonly engine: Engine;
  readonly engineId: StimulusLink['engine'];
  readonly kernels: Kernels;
  readonly registry: Registry;
}

/**
 * Rebuilds the sound of a link from what is offered and says whether it is the same.
 * @throws AppError what the engine throws while it works, `cancelled` among it
 */
export async function verifyLink(
  link: StimulusLink,
  offered: readonly OfferedSource[],
  { engine, engineId, kernels, registry }: Verifier,
  options: RunOptions = {},
): Promise<Verification> {
  const sameEngine = engineId.id === link.engine.id && engineId.wasm === link.engine.wasm;
  const sources = link.sources.map((source) => findSource(source, offered, kernels));
  const common = { sources, sameEngine, expected: link.result };
  const parsed = parseQuery(link.query, registry);
  if (!parsed.ok) return { ...common, verdict: { kind: 'recipe-not-understood', error: parsed.error } };
  const missing = sources.flatMap((source, index) => (source.kind === 'missing' ? [index + 1] : []));
  if (missing.length > 0) return { ...common, verdict: { kind: 'source-differs', missing } };
  const names = new Map(sources.map((source, i) => [linkedName(i), source.kind === 'missing' ? '' : source.name]));
  const query = renameSources(parsed.value.query, (name) => nameOf(names, name));
  const { clip } = await engine.run(query, options);
  const rebuilt = measure(clip, kernels);
  return { ...common, rebuilt, clip, verdict: compare(link.result, rebuilt, sameEngine) };
}

function findSource(
  { id, samples, frames, sampleRate }: StimulusLink['sources'][number],
  offered: readonly OfferedSource[],
  kernels: Kernels,
): SourceFinding {
  const same = offered.find((source) => source.id === id);
  if (same) return { kind: 'same-file', name: same.name };
  const alike = offered.find(
    ({ clip }) =>
      clip.sampleRate === sampleRate && frameLength(clip) === frames && digestSamples(clip, 'f64', kernels) === samples,
  );
  return alike ? { kind: 'same-samples', name: alike.name } : { kind: 'missing' };
}

function nameOf(names: ReadonlyMap<string, string>, name: string): string {
  const found = names.get(name);
  if (found !== undefined) return found;
  throw new AppError(
    'link-invalid',
    `This is not a stimulus link: its recipe asks for ${name}, which it does not list.`,
  );
}

function measure(clip: Clip, kernels: Kernels): StimulusLink['result'] {
  return {
    frames: frameLength(clip),
    sampleRate: clip.sampleRate,
    channels: clip.channels.length,
    pcm16: digestSamples(clip, 's16', kernels),
    float: digestSamples(clip, 'f64', kernels),
  };
}

function compare(expected: StimulusLink['result'], got: StimulusLink['result'], sameEngine: boolean): Verdict {
  if (expected.float === got.float) return { kind: 'identical', samples: 'float' };
  if (expected.pcm16 === got.pcm16) return { kind: 'identical', samples: '16-bit' };
  return sameEngine ? { kind: 'differs' } : { kind: 'engine-differs' };
}
