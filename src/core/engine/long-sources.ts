import type { Clip } from '../audio/clip.ts';
import { type LongSound, readable } from '../audio/long-sound.ts';
import type { ByteSource } from '../base/byte-source.ts';
import { type AbortSignalLike, AppError } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import type { LongFile } from '../codecs/codec.ts';
import { decodeSound, openSound } from '../codecs/registry.ts';
import type { Registry } from '../modules/module.ts';
import { isList, type Query } from '../query/query.ts';
import { sourceNames } from '../query/source-names.ts';
import { contentIdOf, contentIdOfSource } from './content-id.ts';
import type { ResolvedSource } from './engine.ts';
import { finiteSound } from './long-checks.ts';
import type { LongHost } from './long-host.ts';
import { at } from './place.ts';
import { checkClip } from './sound.ts';

/** A file of a query, before its sound is needed. */
export interface LongSource {
  readonly id: string;
  /** Makes its samples readable. @param run does what takes long @throws AppError its message beginning with the source's name */
  read(run: RunSlices): Promise<ReadSource>;
}

export interface ReadSource {
  readonly sound: LongSound;
  /** The same in memory, where it is there. */
  readonly clip?: Clip;
  readonly warnings: readonly string[];
}

export type RunSlices = <T>(slices: Generator<number, T, void>) => Promise<T>;

/** Files that are held open at a time. */
const MOST_FILES = 100;

/** Bytes of a second of compressed sound, where its head does not say how long it lasts: 128 kb/s. */
const COMPRESSED_SECOND = 16_000;

/** A file that was opened. */
interface Opened {
  readonly source: ByteSource;
  /** Undefined for a format that is only decoded as a whole. */
  readonly file: LongFile | undefined;
}

/**
 * Opens the files of a query, when a sound among them is a long one.
 * @returns by name; undefined where none is long, or where what could be is none that can be opened
 * @throws AppError source-not-found, audio-invalid and what else hosts and codecs throw
 */
export async function openLongSources(
  query: Query,
  host: LongHost,
  registry: Registry,
  scope: Scope,
  signal: AbortSignalLike | undefined,
): Promise<ReadonlyMap<string, LongSource> | undefined> {
  const streamed = new Set(streamedNames(query, registry));
  if (streamed.size > MOST_FILES) return undefined;
  const opened = new Map<string, Opened>();
  for (const name of streamed) {
    const one = await openOne(name, host, scope);
    if (one === undefined) return undefined;
    opened.set(name, one);
  }
  if (![...opened.values()].some((one) => isLong(one, host.longFrom))) return undefined;
  const sources = new Map<string, LongSource>();
  for (const name of new Set(sourceNames(query))) {
    const file = opened.get(name);
    sources.set(
      name,
      file?.file === undefined
        ? await resolveWhole(name, host, signal)
        : await identify(name, file, file.file, host, signal),
    );
  }
  return sources;
}

/** Names of the sounds that may be long: not those that a module takes in memory. */
function streamedNames(query: Query, registry: Registry): string[] {
  const elements = isList(query.file) ? [...query.file] : [query.file];
  const steps = query.stack.filter(({ module }) => registry.get(module)?.long !== undefined);
  const needed = steps.flatMap((step) => step.sources.map(({ source }) => source));
  return [...elements, ...needed].flatMap((element) =>
    typeof element === 'string' ? [element] : streamedNames(element, registry),
  );
}

async function openOne(name: string, host: LongHost, scope: Scope): Promise<Opened | undefined> {
  const source = await host.open(name, scope);
  if (source === undefined) return undefined;
  try {
    const file = await openSound(source, { ...host, scratch: () => host.scratch(scope) });
    return { source, file };
  } catch (thrown) {
    throw at(`source \`${name}\``, thrown);
  }
}

function isLong({ source, file }: Opened, longFrom: number): boolean {
  if (file === undefined) return source.length > longFrom * COMPRESSED_SECOND;
  return file.seconds === undefined || file.seconds > longFrom;
}

async function identify(
  name: string,
  { source }: Opened,
  file: LongFile,
  host: LongHost,
  signal: AbortSignalLike | undefined,
): Promise<LongSource> {
  return {
    id: await contentIdOfSource(source, host, signal),
    async read(run) {
      try {
        const { sound, warnings } = await run(file.open());
        const told = warnings.map(({ message }) => message);
        return { sound: finiteSound(sound, host.kernels.level, 'The file'), warnings: told };
      } catch (thrown) {
        throw at(`source \`${name}\``, thrown);
      }
    },
  };
}

/** A sound that must be in memory to be read. */
async function resolveWhole(name: string, host: LongHost, signal: AbortSignalLike | undefined): Promise<LongSource> {
  const resolved = await host.resolve(name, signal);
  const id = resolved.id ?? (await contentIdOf(resolved.bytes, host, signal));
  return {
    id,
    async read() {
      try {
        const { clip, warnings } = await decodeWhole(name, resolved, host);
        return { clip, sound: readable(clip), warnings };
      } catch (thrown) {
        throw at(`source \`${name}\``, thrown);
      }
    },
  };
}

async function decodeWhole(
  name: string,
  { bytes, clip }: ResolvedSource,
  { scratch: _, ...tools }: LongHost,
): Promise<{ readonly clip: Clip; readonly warnings: readonly string[] }> {
  if (clip !== undefined) return { clip, warnings: [] };
  try {
    const decoded = await decodeSound(bytes, name, tools);
    const warnings = decoded.warnings.map(({ message }) => message);
    return { clip: checkClip(decoded.clip, 'the sound', tools.kernels), warnings };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.kind !== 'limit') throw error;
    const message = `${error.message} A compressed file is decoded as a whole; a WAV, AIFF or FLAC file may last longer.`;
    throw new AppError(error.code, message, { details: error.details, cause: error });
  }
}
