import { concatBytes } from '../base/bytes.ts';
import type { AppError } from '../base/errors.ts';
import type { CodecTools, SoundRecipe } from '../codecs/codec.ts';
import { decodeSound } from '../codecs/registry.ts';
import type { Engine, RunOptions, RunResult } from '../engine/engine.ts';
import { renderFile } from '../engine/render-file.ts';
import { ENGINE } from '../engine/version.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { parseQuery } from '../query/parse.ts';
import { sourceNames } from '../query/source-names.ts';
import { compareClips, type Difference } from './compare-clips.ts';
import { digestSamples } from './digest.ts';

/** A sound that Sonde wrote, with the recipe that it carries. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
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

export interface FileVerification {
  readonly verdict: FileVerdict;
  /** Content ids of what the recipe starts from, each once. */
  readonly sources: readonly string[];
  readonly sameEngine: boolean;
  /** What was rebuilt, where it was. */
  readonly rebuilt?: RunResult;
}

/** What rebuilding needs. */
export interface FileVerifier {
  readonly engine: Engine;
  readonly kernels: Kernels;
  readonly registry: Registry;
  readonly tools: CodecTools;
  /** Whether the engine's host resolves this content id. */
  readonly has: (id: string) => boolean;
}

/**
 * Makes a file again from the recipe inside it and says whether it is the same.
 * @throws AppError what the engine throws while it works, `cancelled` among it
 */
export async function verifyFile(
  { name, bytes, recipe }: WrittenFile,
  { engine, kernels, registry, tools, has }: FileVerifier,
  options: RunOptions = {},
): Promise<FileVerification> {
  const sameEngine = recipe.engine === ENGINE;
  const parsed = parseQuery(recipe.query, registry);
  if (!parsed.ok) {
    return { sources: [], sameEngine, verdict: { kind: 'recipe-not-understood', error: parsed.error } };
  }
  const { query } = parsed.value;
  const sources = [...new Set(sourceNames(query))];
  const missing = sources.filter((id) => !has(id));
  if (missing.length > 0) return { sources, sameEngine, verdict: { kind: 'source-differs', missing } };
  const rebuilt = await engine.run(query, options);
  const common = { sources, sameEngine, rebuilt };
  const again = concatBytes([...(await renderFile({ result: rebuilt, query }, registry, tools))]);
  if (isSame(again, bytes)) return { ...common, verdict: { kind: 'identical', same: 'file' } };
  // Both as decoded, so that what the encoding took from the samples is taken from both.
  const [expected, got] = [(await decodeSound(bytes, name, tools)).clip, (await decodeSound(again, name, tools)).clip];
  if (digestSamples(expected, 'f64', kernels) === digestSamples(got, 'f64', kernels)) {
    return { ...common, verdict: { kind: 'identical', same: 'samples' } };
  }
  const comparable = expected.channels.length === got.channels.length;
  const difference = comparable ? compareClips(expected, got, kernels) : undefined;
  return { ...common, verdict: { kind: sameEngine ? 'differs' : 'engine-differs', difference } };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
