import { type Clip, frameLength } from '../audio/clip.ts';
import { blocksOfChannel, type LongSound } from '../audio/long-sound.ts';
import { AppError } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import type { LevelKernel } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import type { Query } from '../query/query.ts';
import type { RunOptions, RunResult, SourceReport } from './engine.ts';
import { type JobHandlers, Jobs } from './jobs.ts';
import type { LongHost } from './long-host.ts';
import { type LongSource, openLongSources } from './long-sources.ts';
import { type LongMade, type LongShop, makeLong } from './make-long.ts';
import { openFolders } from './open-folders.ts';
import { planQuery, stepsOf } from './plan.ts';
import { renderFile } from './render-file.ts';
import { Store } from './store.ts';
import { ENGINE } from './version.ts';
import { workFor } from './work.ts';

/** A result whose samples are read where they are needed, until its scope closes. */
export interface LongResult extends Omit<RunResult, 'clip' | 'contour' | 'sourceGains' | 'snrDb'> {
  readonly sound: LongSound;
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

/**
 * Runs a query on long sounds in bounded memory: the same signature and samples as `Engine.run`. Results are not kept, only
 * what modules remember. A module without a form for long sounds gets its sounds in memory, as long as they fit.
 * @returns undefined where the usual way is to be gone: no sound of the query is long, or one cannot be opened to be read
 *   in pieces
 */
export async function runLong(
  given: Query,
  host: LongHost,
  registry: Registry,
  scope: Scope,
  options: RunOptions = {},
): Promise<LongResult | undefined> {
  const started = host.clock.now();
  const { signal, urgency } = options;
  const query = await openFolders(given, registry, host.openFolder, signal);
  const sources = await openLongSources(query, host, registry, scope, signal);
  if (sources === undefined) return undefined;
  const contentId = (name: string): string => {
    const source = sources.get(name);
    if (source === undefined) throw new AppError('internal', `the source ${name} was not opened.`);
    return source.id;
  };
  const plan = planQuery(query, { engine: ENGINE, contentId });
  const report = options.onProgress ?? (() => undefined);
  const shop = { ...shopOf(host, registry), host, scope, sources, made: new Map<string, LongMade>() };
  const made = await makeLong(plan.root, { signal, urgency, report }, shop);
  return {
    sound: made.sound,
    signature: plan.signature,
    query,
    steps: made.steps.slice(stepsOf(plan.root).length - query.stack.length),
    sources: reportSources(sources, made),
    elapsedMs: host.clock.now() - started,
  };
}

function shopOf(
  { kernels, breathe, crew, cache }: LongHost,
  registry: Registry,
): Omit<LongShop, 'host' | 'scope' | 'sources' | 'made'> {
  return { kernels, registry, jobs: new Jobs(), store: new Store(cache), breathe, crew };
}

function reportSources(sources: ReadonlyMap<string, LongSource>, { warnings }: LongMade): SourceReport[] {
  return [...sources].map(([name, { id }]) => {
    const own = warnings.filter(({ source }) => source === id).map(({ message }) => message);
    return { name, id, warnings: [...new Set(own)] };
  });
}

/** Goes through a long sound. @throws AppError audio-not-finite, cancelled */
export async function measureLong(
  sound: LongSound,
  host: LongHost,
  registry: Registry,
  { signal }: Pick<RunOptions, 'signal'> = {},
): Promise<SoundFacts> {
  const { level } = host.kernels;
  const { sampleRate, channelCount, frames } = sound;
  let peak = 0;
  function* looked(channel: number): Generator<Float64Array, void, void> {
    for (const block of blocksOfChannel(sound, channel)) {
      peak = Math.max(peak, level.peak([block]));
      yield block;
    }
  }
  const channels = Array.from({ length: channelCount }, (_, channel) => looked(channel));
  const job: JobHandlers = { signal, report: () => undefined };
  const { run } = workFor(job, (text) => text, shopOf(host, registry));
  const rms = await run(level.rmsOf(channels), { from: 1, to: 1, label: 'measuring' });
  return { sampleRate, channelCount, frames, peak, rms };
}

/** The file of a long result: that of `renderFile` for the same query. @throws AppError audio-unsupported, codec-unavailable */
export async function renderLongFile(
  result: LongResult,
  registry: Registry,
  host: LongHost,
  scope: Scope,
): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const tools = { ...host, scratch: () => host.scratch(scope) };
  return await renderFile({ result, query: result.query }, registry, tools);
}
