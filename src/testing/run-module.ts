import type { Clip, F0Contour } from '../core/audio/clip.ts';
import { type LongSound, readable } from '../core/audio/long-sound.ts';
import { type AbortSignalLike, throwIfAborted } from '../core/base/errors.ts';
import type { CacheValue } from '../core/cache/cache.ts';
import type { Kernels, WorldRevision } from '../core/kernels/kernels.ts';
import { sliced } from '../core/kernels/sliced.ts';
import type {
  LongContext,
  ModuleContext,
  ModuleDescriptor,
  Run,
  RunStaged,
  StepContext,
} from '../core/modules/module.ts';
import { memoryScratch } from './memory-scratch.ts';

export interface ModuleRunOptions {
  readonly kernels: Kernels;
  readonly revision?: WorldRevision;
  /** The sounds of parameters that are sounds; in `params`, `{source: 0}` is the first one. */
  readonly sources?: readonly Clip[];
  readonly signal?: AbortSignalLike;
  /** What was remembered, to be handed to the next run on the same input. */
  readonly memory?: Map<string, CacheValue>;
  /** Called after each slice. */
  readonly onSlice?: () => void;
}

export interface ModuleRun {
  readonly clip: Clip;
  readonly notes: readonly string[];
  /** The f0 that the module says it made the result with. */
  readonly contour: F0Contour | undefined;
  /** The ratio that the module says its mix has, dB. */
  readonly snrDb: number | null;
  /** Step progress after each slice, 0..1. */
  readonly progress: readonly number[];
  readonly labels: ReadonlySet<string>;
  /** Names of remembered computations that had to be computed. */
  readonly computed: readonly string[];
}

/** Runs a module as an engine would, without one. */
export async function runModule(
  descriptor: ModuleDescriptor,
  input: Clip,
  params: unknown,
  options: ModuleRunOptions,
): Promise<ModuleRun> {
  const { sources = [] } = options;
  const { context, told } = createContext(options);
  const source: ModuleContext['source'] = (ref) => sourceOf(sources, ref.source);
  const clip = await descriptor.process({ ...context, source }, input, descriptor.params.parse(params));
  return { clip, ...told() };
}

/** The same by the module's form for sounds that may not fit into memory. */
export async function runLongModule(
  descriptor: ModuleDescriptor,
  input: Clip,
  params: unknown,
  options: ModuleRunOptions,
): Promise<Omit<ModuleRun, 'clip'> & { readonly sound: LongSound }> {
  const { sources = [] } = options;
  const { context, told } = createContext(options);
  const source: LongContext['source'] = (ref) => readable(sourceOf(sources, ref.source));
  const long: LongContext = { ...context, source, scratch: memoryScratch };
  if (descriptor.long === undefined) throw new Error(`${descriptor.name} has no form for long sounds`);
  const sound = await descriptor.long(long, readable(input), descriptor.params.parse(params));
  return { sound, ...told() };
}

function sourceOf(sources: readonly Clip[], index: number): Clip {
  const sound = sources[index];
  if (sound === undefined) throw new Error(`no source ${index} was given`);
  return sound;
}

function createContext(options: ModuleRunOptions): {
  readonly context: StepContext;
  readonly told: () => Omit<ModuleRun, 'clip'>;
} {
  const { kernels, revision = '2025', signal, memory = new Map(), onSlice } = options;
  const notes: string[] = [];
  let contour: F0Contour | undefined;
  let snrDb: number | null = null;
  const progress: number[] = [];
  const labels = new Set<string>();
  const computed: string[] = [];
  const run: Run = async (slices, share) => {
    try {
      for (;;) {
        throwIfAborted(signal);
        const slice = slices.next();
        if (slice.done) return slice.value;
        progress.push(share.from + (share.to - share.from) * slice.value);
        labels.add(share.label);
        onSlice?.();
      }
    } finally {
      slices.return(undefined as never);
    }
  };
  const stage: RunStaged = (make, share) => run(sliced(make(1), kernels.world.perform), share);
  const context: StepContext = {
    kernels,
    revision,
    signal,
    run,
    stage,
    note: (text) => notes.push(text),
    turnedDown: () => undefined,
    mixedAt: (given) => {
      snrDb = given;
    },
    madeWith: (given) => {
      contour = given;
    },
    async remember(name, version, facts, compute) {
      const key = JSON.stringify([name, version, facts]);
      const known = memory.get(key);
      if (known !== undefined) return known;
      computed.push(name);
      const value = await compute({ run, stage });
      memory.set(key, value);
      return value;
    },
  };
  return { context, told: () => ({ notes, progress, labels, computed, contour, snrDb }) };
}
