import { frameLength } from '../audio/clip.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import { decodeSound } from '../codecs/registry.ts';
import type { Registry } from '../modules/module.ts';
import type { Query } from '../query/query.ts';
import { sourceNames } from '../query/source-names.ts';
import { contentIdOf } from './content-id.ts';
import type { Engine, EngineHost, Progress, ResolvedSource, RunOptions, SourceReport, StepReport } from './engine.ts';
import { type Decode, makeSound, type Outcome } from './execute.ts';
import { Jobs } from './jobs.ts';
import { openFolders } from './open-folders.ts';
import { type Plan, planQuery, type SourceNode, stepsOf } from './plan.ts';
import { Store } from './store.ts';
import { ENGINE } from './version.ts';
import type { Workshop } from './workshop.ts';

/** The engine on what a host provides: the same queries give the same signatures and samples on every host. */
export function createEngine(host: EngineHost, registry: Registry): Engine {
  const { kernels, clock, breathe, crew } = host;
  const shop: Workshop = { kernels, registry, jobs: new Jobs(), store: new Store(host.cache), breathe, crew };
  return {
    async signature(given, options = {}) {
      const query = await openFolders(given, registry, host.openFolder, options.signal);
      const sources = await resolveSources(query, host, options);
      return planFor(query, sources).signature;
    },
    async run(given, options = {}) {
      const started = clock.now();
      const query = await openFolders(given, registry, host.openFolder, options.signal);
      const sources = await resolveSources(query, host, options);
      const plan = planFor(query, sources);
      const decode: Decode = (node) => decodeSource(node, sources, host);
      const report = reportMonotonely(options.onProgress);
      const handlers = { signal: options.signal, report, urgency: options.urgency };
      const outcome = await makeSound(plan.root, decode, handlers, shop);
      throwIfAborted(options.signal);
      report({ fraction: 1, label: 'done' });
      const { clip, contour, snrDb } = outcome;
      return {
        clip: { sampleRate: clip.sampleRate, channels: clip.channels.map((channel) => channel.slice()) },
        ...(contour ? { contour: { ...contour, f0: contour.f0.slice() } } : {}),
        signature: plan.signature,
        query,
        steps: reportSteps(query, plan, outcome),
        sourceGains: outcome.gains.slice(0, outcome.gains.length - query.stack.length),
        snrDb,
        sources: reportSources(sources, outcome),
        elapsedMs: clock.now() - started,
      };
    },
  };
}

/** A source with its content id. */
type KnownSource = ResolvedSource & { readonly id: string };

async function resolveSources(
  query: Query,
  host: EngineHost,
  { signal }: RunOptions,
): Promise<ReadonlyMap<string, KnownSource>> {
  const sources = new Map<string, KnownSource>();
  for (const name of new Set(sourceNames(query))) {
    throwIfAborted(signal);
    try {
      const source = await host.resolve(name, signal);
      sources.set(name, { ...source, id: source.id ?? (await contentIdOf(source.bytes, host, signal)) });
    } catch (thrown) {
      // Hosts stop in their own words.
      throwIfAborted(signal);
      throw AppError.from(thrown);
    }
  }
  throwIfAborted(signal);
  return sources;
}

function planFor(query: Query, sources: ReadonlyMap<string, KnownSource>): Plan {
  return planQuery(query, { engine: ENGINE, contentId: (name) => find(name, sources).id });
}

function find(name: string, sources: ReadonlyMap<string, KnownSource>): KnownSource {
  const source = sources.get(name);
  if (source === undefined) throw new AppError('internal', `the source ${name} was not resolved.`);
  return source;
}

async function decodeSource(
  node: SourceNode,
  sources: ReadonlyMap<string, KnownSource>,
  host: EngineHost,
): ReturnType<Decode> {
  const { clip, bytes } = find(node.name, sources);
  if (clip !== undefined) return { clip, warnings: [] };
  const decoded = await decodeSound(bytes, node.name, host);
  return { clip: decoded.clip, warnings: decoded.warnings.map((warning) => warning.message) };
}

/** Steps of sub-queries come first on the way from the source and are not the caller's. */
function reportSteps(query: Query, { root }: Plan, { notes, gains, outputs, clip, computed }: Outcome): StepReport[] {
  const nodes = stepsOf(root);
  const first = nodes.length - query.stack.length;
  const found = nodes.length - computed.length;
  return nodes.slice(first).map((node, index) => ({
    module: node.step.module,
    signature: node.signature,
    cached: first + index < found,
    remembered: computed[first + index - found] ?? false,
    notes: notes[first + index] ?? [],
    gain: gains[first + index] ?? 1,
    output: outputs[first + index] ?? {
      sampleRate: clip.sampleRate,
      channels: clip.channels.length,
      frames: frameLength(clip),
    },
  }));
}

function reportSources(sources: ReadonlyMap<string, KnownSource>, { warnings }: Outcome): SourceReport[] {
  return [...sources].map(([name, { id }]) => {
    const own = warnings.filter((warning) => warning.source === id).map((warning) => warning.message);
    return { name, id, warnings: [...new Set(own)] };
  });
}

/** Parts may repeat themselves, when work is shared or begun anew; progress only moves on. */
function reportMonotonely(onProgress: RunOptions['onProgress']): (progress: Progress) => void {
  let furthest = 0;
  return ({ fraction, label }) => {
    furthest = Math.min(1, Math.max(furthest, fraction));
    onProgress?.({ fraction: furthest, label });
  };
}
