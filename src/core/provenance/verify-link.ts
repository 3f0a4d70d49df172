import type { LongSound } from '../audio/long-sound.ts';
import { AppError } from '../base/errors.ts';
import type { RunOptions } from '../engine/engine.ts';
import type { Kernels, Sliced } from '../kernels/kernels.ts';
import { partOf } from '../kernels/sliced.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { renameSources } from '../query/source-names.ts';
import { digestSound } from './digest.ts';
import { formatOf, type LinkedSource, linkedName } from './make-link.ts';
import type { StimulusLink } from './stimulus-link.ts';

/** A sound that somebody offers as a link's source. */
export interface OfferedSource {
  /** What `make` knows it by. */
  readonly name: string;
  /** Content id. */
  readonly id: string;
  /** Shows its sound as long as the work lasts. @throws AppError what opening it throws */
  look<T>(work: (sound: LongSound) => Promise<T>): Promise<T>;
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

/** What a host makes of a query: a sound in memory or one that is read where it is needed. */
export interface Made {
  readonly sound: LongSound;
}

/** Everything that a report of a verification says. */
export interface Verification<M extends Made = Made> {
  readonly verdict: Verdict;
  readonly sources: readonly SourceFinding[];
  /** Whether the link was made by this very engine. */
  readonly sameEngine: boolean;
  readonly expected: StimulusLink['result'];
  /** What was rebuilt, where it was. */
  readonly rebuilt?: StimulusLink['result'];
  readonly made?: M;
}

/** What rebuilding needs. `engineId` is this engine's own. */
export interface Verifier<M extends Made = Made> {
  readonly engineId: StimulusLink['engine'];
  readonly kernels: Kernels;
  readonly registry: Registry;
  /** Runs a query. @throws AppError what engines throw, `cancelled` among it */
  make(query: Query, options: RunOptions): Promise<M>;
  /** Goes through what takes long. @throws AppError cancelled */
  run<T>(slices: Sliced<T>, onFraction?: (fraction: number) => void): Promise<T>;
}

/** How much of the time goes into making a sound; the rest into its digests. */
export const MAKING = 0.9;

/**
 * Rebuilds the sound of a link from what is offered and says whether it is the same.
 * @throws AppError what `make` throws while it works; file-unreadable
 */
export async function verifyLink<M extends Made>(
  link: StimulusLink,
  offered: readonly OfferedSource[],
  verifier: Verifier<M>,
  { onProgress: report = () => undefined, ...options }: RunOptions = {},
): Promise<Verification<M>> {
  const { engineId, kernels, registry } = verifier;
  const sameEngine = engineId.id === link.engine.id && engineId.wasm === link.engine.wasm;
  const sources: SourceFinding[] = [];
  const find = findingAmong(offered, verifier);
  for (const source of link.sources) sources.push(await find(source));
  const common = { sources, sameEngine, expected: link.result };
  const parsed = parseQuery(link.query, registry);
  if (!parsed.ok) return { ...common, verdict: { kind: 'recipe-not-understood', error: parsed.error } };
  const missing = sources.flatMap((source, index) => (source.kind === 'missing' ? [index + 1] : []));
  if (missing.length > 0) return { ...common, verdict: { kind: 'source-differs', missing } };
  const names = new Map(sources.map((source, i) => [linkedName(i), source.kind === 'missing' ? '' : source.name]));
  const query = renameSources(parsed.value.query, (name) => nameOf(names, name));
  const onProgress: RunOptions['onProgress'] = (now) => report({ ...now, fraction: MAKING * now.fraction });
  const made = await verifier.make(query, { ...options, onProgress });
  const rebuilt = await verifier.run(measure(made.sound, kernels), (fraction) =>
    report({ fraction: MAKING + (1 - MAKING) * fraction, label: 'comparing', place: '' }),
  );
  return { ...common, rebuilt, made, verdict: compare(link.result, rebuilt, sameEngine) };
}

/** Looks for sources by their ids, and only for those that are not there by the samples of each file. */
function findingAmong(offered: readonly OfferedSource[], { run, kernels }: Pick<Verifier, 'run' | 'kernels'>) {
  const seen = new Map<OfferedSource, Omit<LinkedSource, 'id' | 'samples'> & { readonly samples?: string }>();
  return async ({ id, samples, frames, sampleRate, channels }: LinkedSource): Promise<SourceFinding> => {
    const same = offered.find((source) => source.id === id);
    if (same) return { kind: 'same-file', name: same.name };
    const fits = (one: ReturnType<typeof formatOf>) =>
      one.sampleRate === sampleRate && one.frames === frames && one.channels === channels;
    for (const source of offered) {
      let known = seen.get(source);
      if (known === undefined || (fits(known) && known.samples === undefined)) {
        known = await source.look(async (sound) => {
          const format = formatOf(sound);
          return fits(format) ? { ...format, samples: await run(digestSound(sound, 'f64', kernels)) } : format;
        });
        seen.set(source, known);
      }
      if (known.samples === samples) return { kind: 'same-samples', name: source.name };
    }
    return { kind: 'missing' };
  };
}

function nameOf(names: ReadonlyMap<string, string>, name: string): string {
  const found = names.get(name);
  if (found !== undefined) return found;
  throw new AppError(
    'link-invalid',
    `This is not a stimulus link: its recipe asks for ${name}, which it does not list.`,
  );
}

function* measure(sound: LongSound, kernels: Kernels): Sliced<StimulusLink['result']> {
  const pcm16 = yield* partOf(digestSound(sound, 's16', kernels), 0, 0.5);
  const float = yield* partOf(digestSound(sound, 'f64', kernels), 0.5, 1);
  return { ...formatOf(sound), pcm16, float };
}

function compare(expected: StimulusLink['result'], got: StimulusLink['result'], sameEngine: boolean): Verdict {
  if (expected.float === got.float) return { kind: 'identical', samples: 'float' };
  if (expected.pcm16 === got.pcm16) return { kind: 'identical', samples: '16-bit' };
  return sameEngine ? { kind: 'differs' } : { kind: 'engine-differs' };
}
