import { type Clip, frameLength } from '../audio/clip.ts';
import { blocksOfChannel, type LongSound } from '../audio/long-sound.ts';
import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import { encodeLongWav, type OpenedWav, openWav } from '../codecs/wav-long.ts';
import type { LevelKernel, Sliced } from '../kernels/kernels.ts';
import type { LongContext, LongForm, Registry } from '../modules/module.ts';
import { requestOf } from '../query/print.ts';
import type { Query } from '../query/query.ts';
import { renameSources } from '../query/source-names.ts';
import type { EngineHost, RunOptions, RunResult, StepReport } from './engine.ts';
import { type JobHandlers, Jobs } from './jobs.ts';
import { contextFor } from './module-context.ts';
import { at } from './place.ts';
import { planQuery, type StepNode, stepsOf } from './plan.ts';
import { Store } from './store.ts';
import { ENGINE } from './version.ts';
import type { Workshop } from './workshop.ts';

/** What long sounds need of a host besides the usual. */
export interface LongHost extends Omit<EngineHost, 'resolve' | 'openFolder'> {
  /**
   * Opens a file of the query, to be read where it is needed until the scope closes; undefined where there is none that
   * can be read twice.
   * @throws AppError file-unreadable
   */
  readonly open: (name: string, scope: Scope) => Promise<ByteSource | undefined>;
  /** A place for bytes until the scope closes. @throws AppError disk-full, file-unwritable */
  readonly scratch: (scope: Scope) => ScratchFile;
  /** s: a sound that lasts longer is a long one. */
  readonly longFrom: number;
}

/** A result whose samples are read where they are needed, until its scope closes. */
export interface LongResult extends Omit<RunResult, 'clip' | 'contour'> {
  readonly sound: LongSound;
  readonly facts: SoundFacts;
}

/** A sound in numbers. */
export interface SoundFacts {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly frames: number;
  /** Largest |x|, and root of the mean of squares, over all channels. */
  readonly peak: number;
  readonly rms: number;
}

/** Those of a clip. */
export function factsOf(clip: Clip, level: LevelKernel): SoundFacts {
  const { sampleRate, channels } = clip;
  const [peak, rms] = [level.peak(channels), level.rms(channels)];
  return { sampleRate, channelCount: channels.length, frames: frameLength(clip), peak, rms };
}

/** A query that can be run without its sound in memory. */
interface LongJob {
  readonly wav: OpenedWav;
  readonly source: ByteSource;
  readonly name: string;
}

/**
 * Runs a query on a long WAV file in bounded memory: the same signature and samples as `Engine.run`. Results are not kept,
 * only what modules remember.
 * @returns undefined where the usual way is to be gone: the sound is short, no WAV file or not alone, or a step or the
 *   output needs all of it in memory
 */
export async function runLong(
  query: Query,
  host: LongHost,
  registry: Registry,
  scope: Scope,
  options: RunOptions = {},
): Promise<LongResult | undefined> {
  const started = host.clock.now();
  if (typeof query.file !== 'string' || query.precision !== 'float' || query.output.format !== 'wav') return undefined;
  const forms = query.stack.map(({ module }) => registry.get(module)?.long);
  if (forms.length === 0 || forms.includes(undefined)) return undefined;
  const job = await openJob(query.file, host, scope);
  if (job === undefined) return undefined;
  const report = options.onProgress ?? (() => undefined);
  const handlers: JobHandlers = { signal: options.signal, urgency: options.urgency, report };
  const id = await contentId(job.source, host, handlers);
  const plan = planQuery(query, { engine: ENGINE, contentId: () => id });
  const { sound, steps } = await takeSteps(job.wav.sound, stepsOf(plan.root), host, registry, scope, handlers);
  const facts = await measure(sound, host, handlers);
  const warnings = job.wav.warnings.map(({ message }) => message);
  return {
    sound,
    facts,
    signature: plan.signature,
    query,
    steps,
    sources: [{ name: job.name, id, warnings }],
    elapsedMs: host.clock.now() - started,
  };
}

async function openJob(
  name: string,
  { kernels, open, longFrom }: LongHost,
  scope: Scope,
): Promise<LongJob | undefined> {
  const source = await open(name, scope);
  if (source === undefined) return undefined;
  try {
    const wav = openWav(source, kernels);
    if (wav === undefined || wav.sound.frames / wav.sound.sampleRate <= longFrom) return undefined;
    return { wav, source, name };
  } catch (thrown) {
    throw at(`source \`${name}\``, thrown);
  }
}

/** Bytes hashed in one go: some milliseconds. */
const PIECE = 1 << 20;

async function contentId(source: ByteSource, { kernels, breathe }: LongHost, job: JobHandlers): Promise<string> {
  function* pieces(): Generator<Uint8Array, void, void> {
    for (let start = 0; start < source.length; start += PIECE) {
      yield source.read(start, Math.min(PIECE, source.length - start));
    }
  }
  return await runHere(kernels.hash.hash(pieces(), source.length), breathe, job);
}

async function runHere<T>(slices: Sliced<T>, breathe: () => Promise<void>, { signal }: JobHandlers): Promise<T> {
  try {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      await breathe();
      throwIfAborted(signal);
    }
  } finally {
    slices.return(undefined as never);
  }
}

/** @throws AppError audio-not-finite */
async function measure(sound: LongSound, { kernels, breathe }: LongHost, job: JobHandlers): Promise<SoundFacts> {
  const { level } = kernels;
  const { sampleRate, channelCount, frames } = sound;
  let peak = 0;
  function* looked(channel: number): Generator<Float64Array, void, void> {
    for (const block of blocksOfChannel(sound, channel)) {
      peak = Math.max(peak, level.peak([block]));
      yield block;
    }
  }
  const channels = Array.from({ length: channelCount }, (_, channel) => looked(channel));
  const rms = await runHere(level.rmsOf(channels), breathe, job);
  if (Number.isFinite(rms)) return { sampleRate, channelCount, frames, peak, rms };
  throw new AppError('audio-not-finite', 'The result contains NaN or infinite samples.');
}

async function takeSteps(
  input: LongSound,
  nodes: readonly StepNode[],
  host: LongHost,
  registry: Registry,
  scope: Scope,
  job: JobHandlers,
): Promise<{ readonly sound: LongSound; readonly steps: readonly StepReport[] }> {
  const { kernels, breathe, crew, cache } = host;
  const shop: Workshop = { kernels, registry, jobs: new Jobs(), store: new Store(cache), breathe, crew };
  const steps: StepReport[] = [];
  let sound = input;
  for (const [index, node] of nodes.entries()) {
    const notes: string[] = [];
    const memories: boolean[] = [];
    const own = { note: (text: string): void => void notes.push(text), madeWith: () => undefined };
    const part = within(job, index / nodes.length, 1 / nodes.length);
    const context = contextFor(node, own, [], part, shop, (found) => memories.push(found));
    const long: LongContext = { ...context, scratch: () => host.scratch(scope) };
    try {
      sound = await formOf(node, registry)(long, sound, node.step.params);
    } catch (thrown) {
      throw at(node.place, thrown);
    }
    const { module } = node.step;
    const remembered = memories.length > 0 && !memories.includes(false);
    steps.push({ module, signature: node.signature, cached: false, remembered, notes });
  }
  return { sound, steps };
}

function formOf({ step }: StepNode, registry: Registry): LongForm {
  const form = registry.get(step.module)?.long;
  if (form === undefined) throw new AppError('internal', `${step.module} has no form for long sounds.`);
  return form;
}

function within({ report, ...job }: JobHandlers, from: number, size: number): JobHandlers {
  return { ...job, report: (progress) => report({ ...progress, fraction: from + size * progress.fraction }) };
}

/** The file of a long result: that of `renderFile` for the same query. @throws AppError audio-unsupported */
export function renderLongFile(
  { sound, signature, sources, query }: LongResult,
  registry: Registry,
  { kernels }: Pick<EngineHost, 'kernels'>,
): Iterable<Uint8Array<ArrayBuffer>> {
  const ids = new Map(sources.map(({ name, id }) => [name, id]));
  const named = renameSources(query, (name) => ids.get(name) ?? name);
  const recipe = { query: requestOf(named, registry), signature, engine: ENGINE };
  const { format: _, ...options } = query.output;
  return encodeLongWav(sound, { ...options, recipe }, kernels);
}
