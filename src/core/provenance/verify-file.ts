import type { LongSound } from '../audio/long-sound.ts';
import type { ByteSource } from '../base/byte-source.ts';
import type { AppError } from '../base/errors.ts';
import type { SoundRecipe } from '../codecs/codec.ts';
import type { RunOptions } from '../engine/engine.ts';
import { ENGINE } from '../engine/version.ts';
import type { Kernels, Sliced } from '../kernels/kernels.ts';
import { partOf } from '../kernels/sliced.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { sourceNames } from '../query/source-names.ts';
import { compareSounds, type Difference } from './compare-sounds.ts';
import { digestSound } from './digest.ts';
import { MAKING } from './verify-link.ts';

/** A sound that Sonde wrote, with the recipe that it carries. */
export interface WrittenFile {
  readonly source: ByteSource;
  /** What is in it, decoded. */
  readonly sound: LongSound;
  readonly recipe: SoundRecipe;
}

/** What came of making a file again from its own recipe. */
export type FileVerdict =
  /** `file`: byte for byte. `samples`: the file says something else besides, its sound is the same. */
  | { readonly kind: 'identical'; readonly same: 'file' | 'samples' }
  | { readonly kind: 'recipe-not-understood'; readonly error: AppError }
  /** Not to be rebuilt: content ids of what is not there. */
  | { readonly kind: 'source-differs'; readonly missing: readonly string[] }
  | { readonly kind: 'engine-differs' | 'differs'; readonly difference: Difference | undefined };

/** A file that a host made again. */
export interface Remade {
  readonly source: ByteSource;
  /** What is in it. @throws AppError file-unreadable */
  decode(): Promise<LongSound>;
}

export interface FileVerification<R extends Remade = Remade> {
  readonly verdict: FileVerdict;
  /** Content ids of what the recipe starts from, each once. */
  readonly sources: readonly string[];
  readonly sameEngine: boolean;
  /** What was rebuilt, where it was. */
  readonly made?: R;
}

/** What rebuilding needs. */
export interface FileVerifier<R extends Remade = Remade> {
  readonly kernels: Kernels;
  readonly registry: Registry;
  /** Whether `make` finds this content id. */
  has(id: string): boolean;
  /** Runs a query and writes its file. @throws AppError what engines throw, `cancelled` among it */
  make(query: Query, options: RunOptions): Promise<R>;
  /** Goes through what takes long. @throws AppError cancelled */
  run<T>(slices: Sliced<T>, onFraction?: (fraction: number) => void): Promise<T>;
}

/**
 * Makes a file again from the recipe inside it and says whether it is the same.
 * @throws AppError what `make` throws while it works; file-unreadable
 */
export async function verifyFile<R extends Remade>(
  file: WrittenFile,
  verifier: FileVerifier<R>,
  { onProgress: report = () => undefined, ...options }: RunOptions = {},
): Promise<FileVerification<R>> {
  const { recipe } = file;
  const sameEngine = recipe.engine === ENGINE;
  const parsed = parseQuery(recipe.query, verifier.registry);
  if (!parsed.ok) {
    return { sources: [], sameEngine, verdict: { kind: 'recipe-not-understood', error: parsed.error } };
  }
  const { query } = parsed.value;
  const sources = [...new Set(sourceNames(query))];
  const missing = sources.filter((id) => !verifier.has(id));
  if (missing.length > 0) return { sources, sameEngine, verdict: { kind: 'source-differs', missing } };
  const onProgress: RunOptions['onProgress'] = (now) => report({ ...now, fraction: MAKING * now.fraction });
  const made = await verifier.make(query, { ...options, onProgress });
  const onFraction = (fraction: number): void =>
    report({ fraction: MAKING + (1 - MAKING) * fraction, label: 'comparing', place: '' });
  return { sources, sameEngine, made, verdict: await compare(file, made, sameEngine, verifier, onFraction) };
}

async function compare(
  file: WrittenFile,
  made: Remade,
  sameEngine: boolean,
  { run, kernels }: Pick<FileVerifier, 'run' | 'kernels'>,
  onFraction: (fraction: number) => void,
): Promise<FileVerdict> {
  const third = (begun: number) => (fraction: number) => onFraction((begun + fraction) / 3);
  if (await run(isSame(file.source, made.source), third(0))) return { kind: 'identical', same: 'file' };
  // Both as decoded, so that what the encoding took from the samples is taken from both.
  const [expected, got] = [file.sound, await made.decode()];
  if (await run(haveSameSamples(expected, got, kernels), third(1))) return { kind: 'identical', same: 'samples' };
  const comparable = expected.channelCount === got.channelCount;
  const difference = comparable ? await run(compareSounds(expected, got, kernels), third(2)) : undefined;
  return { kind: sameEngine ? 'differs' : 'engine-differs', difference };
}

/** Bytes that are compared at a time. */
const PIECE = 2 ** 20;

function* isSame(a: ByteSource, b: ByteSource): Sliced<boolean> {
  if (a.length !== b.length) return false;
  for (let start = 0; start < a.length; start += PIECE) {
    const count = Math.min(PIECE, a.length - start);
    const there = b.read(start, count);
    if (!a.read(start, count).every((byte, index) => byte === there[index])) return false;
    yield start / a.length;
  }
  return true;
}

function* haveSameSamples(a: LongSound, b: LongSound, kernels: Kernels): Sliced<boolean> {
  const first = yield* partOf(digestSound(a, 'f64', kernels), 0, 0.5);
  return first === (yield* partOf(digestSound(b, 'f64', kernels), 0.5, 1));
}
