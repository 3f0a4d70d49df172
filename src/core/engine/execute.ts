import type { Clip, F0Contour } from '../audio/clip.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { ModuleContext, ModuleDescriptor, ProgressShare, Registry, Run } from '../modules/module.ts';
import { signMemory } from '../query/signature.ts';
import type { JobHandlers, Jobs } from './jobs.ts';
import type { JoinNode, PlanNode, SourceNode, StepNode } from './plan.ts';
import { checkClip, joinClips, roundToPcm16 } from './sound.ts';
import { type Sound, type SourceWarning, soundFromValue, soundToValue } from './sound-value.ts';
import type { Store } from './store.ts';
import { ENGINE } from './version.ts';

/** What the execution of plans stands on; the same for all jobs of an engine. */
export interface Workshop {
  readonly kernels: Kernels;
  readonly registry: Registry;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly breathe: () => Promise<void>;
}

/** Decodes a source of the request. It may be called on behalf of another request for the same content. */
export type Decode = (node: SourceNode) => { readonly clip: Clip; readonly warnings: readonly string[] };

export interface Outcome extends Sound {
  /** How many of the last steps were computed, not found. */
  readonly computed: number;
}

/**
 * Makes a node's sound: found in the cache, or made by whoever asked first, or computed from its input.
 * @returns shared samples: neither written to nor transferred
 * @throws AppError, its message beginning with the step's place: "step 1, world: …"
 */
export function makeSound(node: PlanNode, decode: Decode, handlers: JobHandlers, shop: Workshop): Promise<Outcome> {
  return shop.jobs.share(node.signature, handlers, async (job) => {
    switch (node.kind) {
      case 'source':
        return decodeSource(node, decode, shop);
      case 'join':
        return joinSounds(node, decode, job, shop);
      case 'step':
        return takeStep(node, decode, job, shop);
    }
  });
}

function decodeSource(node: SourceNode, decode: Decode, shop: Workshop): Outcome {
  try {
    const { clip, warnings } = decode(node);
    const told = warnings.map((message) => ({ source: node.signature, message }));
    return { clip: checkClip(clip, 'the sound', shop.kernels), notes: [], warnings: told, computed: 0 };
  } catch (thrown) {
    throw at(`source \`${node.name}\``, thrown);
  }
}

async function joinSounds(node: JoinNode, decode: Decode, job: JobHandlers, shop: Workshop): Promise<Outcome> {
  const clips: Clip[] = [];
  const warnings: SourceWarning[] = [];
  let done = 0;
  for (const input of node.inputs) {
    const sound = await makeSound(input, decode, within(job, done / node.cost, input.cost / node.cost), shop);
    clips.push(sound.clip);
    warnings.push(...sound.warnings);
    done += input.cost;
  }
  throwIfAborted(job.signal);
  const joined = joinClips(clips, node.place);
  const clip = node.precision === 'pcm16' ? roundToPcm16(joined, shop.kernels) : joined;
  return { clip, notes: [], warnings, computed: 0 };
}

async function takeStep(node: StepNode, decode: Decode, job: JobHandlers, shop: Workshop): Promise<Outcome> {
  const found = await shop.store.find(node.signature, soundFromValue);
  throwIfAborted(job.signal);
  if (found !== undefined) {
    job.report({ fraction: 1, label: `${node.step.module}: found` });
    return { ...found, computed: 0 };
  }
  const before = node.input.cost / node.cost;
  const input = await makeSound(node.input, decode, within(job, 0, before), shop);
  const sound = await applyModule(node, input, within(job, before, 1 - before), shop);
  const { lifetime, sources } = node;
  await shop.store.keep(node.signature, soundToValue(sound), { lifetime, sources });
  return { ...sound, computed: input.computed + 1 };
}

async function applyModule(node: StepNode, input: Sound, job: JobHandlers, shop: Workshop): Promise<Sound> {
  const notes: string[] = [];
  let contour: F0Contour | undefined;
  const note = (text: string): void => void notes.push(text);
  const madeWith = (given: F0Contour): void => {
    contour = given;
  };
  try {
    const descriptor = findModule(node, shop.registry);
    const context = contextFor(node, { note, madeWith }, job, shop);
    const made = await descriptor.process(context, input.clip, node.step.params);
    throwIfAborted(job.signal);
    const clip = checkClip(made, 'the result', shop.kernels);
    const rounded = node.precision === 'pcm16' ? roundToPcm16(clip, shop.kernels) : clip;
    const told = { notes: [...input.notes, notes], warnings: input.warnings };
    return { clip: rounded, ...told, ...(contour ? { contour } : {}) };
  } catch (thrown) {
    throw at(node.place, thrown);
  }
}

function findModule({ step }: StepNode, registry: Registry): ModuleDescriptor {
  const descriptor = registry.get(step.module);
  if (descriptor?.version === step.version) return descriptor;
  const here = descriptor === undefined ? 'none' : `version ${descriptor.version}`;
  throw new AppError('query-invalid', `expected a module known here, got version ${step.version}, here is ${here}.`);
}

function contextFor(
  node: StepNode,
  tell: Pick<ModuleContext, 'note' | 'madeWith'>,
  job: JobHandlers,
  { kernels, jobs, store, breathe }: Workshop,
): ModuleContext {
  const { revision, lifetime, sources } = node;
  const label = (text: string) => `${node.step.module}: ${text}`;
  const runFor = (handlers: JobHandlers): Run => {
    return (slices, share) => runSlices(slices, { ...share, label: label(share.label) }, handlers, breathe);
  };
  const remember: ModuleContext['remember'] = (name, version, params, compute) => {
    const key = signMemory(ENGINE, node.input.signature, name, version, params);
    return jobs.share(key, job, async (own) => {
      const found = await store.find(key, (value) => value);
      throwIfAborted(own.signal);
      if (found !== undefined) return found;
      const value = await compute(runFor(own));
      await store.keep(key, value, { lifetime, sources });
      return value;
    });
  };
  return { kernels, revision, signal: job.signal, run: runFor(job), remember, ...tell };
}

async function runSlices<T>(
  slices: Generator<number, T, void>,
  share: ProgressShare,
  { signal, report }: JobHandlers,
  breathe: () => Promise<void>,
): Promise<T> {
  let finished = false;
  try {
    for (;;) {
      throwIfAborted(signal);
      const slice = slices.next();
      if (slice.done) {
        finished = true;
        return slice.value;
      }
      report({ fraction: share.from + (share.to - share.from) * slice.value, label: share.label });
      await breathe();
    }
  } finally {
    // Frees what a stopped computation holds in linear memory; the value is nobody's.
    if (!finished) slices.return(undefined as T);
  }
}

/** Reports a part's progress as that of the whole. */
function within({ signal, report }: JobHandlers, from: number, size: number): JobHandlers {
  return { signal, report: ({ fraction, label }) => report({ fraction: from + size * fraction, label }) };
}

/** Says where it happened; a cancellation happens nowhere. */
function at(place: string, thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.kind === 'cancelled') return error;
  const { issues, details } = error;
  return new AppError(error.code, `${place}: ${error.message}`, { issues, details, cause: error });
}
