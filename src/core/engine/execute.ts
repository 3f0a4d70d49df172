import { type Clip, type F0Contour, frameLength } from '../audio/clip.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import type { ModuleDescriptor, Registry } from '../modules/module.ts';
import type { StepOutput } from './engine.ts';
import { type JobHandlers, within } from './jobs.ts';
import { contextFor, takeFrom } from './module-context.ts';
import { at } from './place.ts';
import type { JoinNode, PlanNode, SourceNode, StepNode } from './plan.ts';
import { checkClip, joinClips, roundToPcm16 } from './sound.ts';
import { type Sound, soundFromValue, soundToValue } from './sound-value.ts';
import type { Workshop } from './workshop.ts';

/** Decodes a source of the request. It may be called on behalf of another request for the same content. */
export type Decode = (node: SourceNode) => Promise<{ readonly clip: Clip; readonly warnings: readonly string[] }>;

export interface Outcome extends Sound {
  /** One for each of the last steps that was computed, not found: whether all that it remembers was found. */
  readonly computed: readonly boolean[];
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
        return decodeSource(node, decode, job, shop);
      case 'join':
        return joinSounds(node, decode, job, shop);
      case 'step':
        return takeStep(node, decode, job, shop);
    }
  });
}

async function decodeSource(node: SourceNode, decode: Decode, job: JobHandlers, shop: Workshop): Promise<Outcome> {
  try {
    const { clip, warnings } = await decode(node);
    throwIfAborted(job.signal);
    const told = warnings.map((message) => ({ source: node.signature, message }));
    return {
      clip: checkClip(clip, 'the sound', shop.kernels),
      notes: [],
      gains: [],
      snrDb: null,
      outputs: [],
      warnings: told,
      computed: [],
    };
  } catch (thrown) {
    throw at(`source \`${node.name}\``, thrown);
  }
}

async function joinSounds(node: JoinNode, decode: Decode, job: JobHandlers, shop: Workshop): Promise<Outcome> {
  const { sounds } = await makeSounds(node.inputs, node, 0, decode, job, shop);
  throwIfAborted(job.signal);
  const clips = sounds.map((sound) => sound.clip);
  const joined = joinClips(clips, node.place);
  const clip = node.precision === 'pcm16' ? roundToPcm16(joined, shop.kernels) : joined;
  const warnings = sounds.flatMap((sound) => sound.warnings);
  return { clip, notes: [], gains: [], snrDb: null, outputs: [], warnings, computed: [] };
}

/** One after the other. @param before what of the whole's cost is done */
async function makeSounds(
  nodes: readonly PlanNode[],
  whole: PlanNode,
  before: number,
  decode: Decode,
  job: JobHandlers,
  shop: Workshop,
): Promise<{ sounds: Outcome[]; done: number }> {
  const sounds: Outcome[] = [];
  let done = before;
  for (const node of nodes) {
    sounds.push(await makeSound(node, decode, within(job, done / whole.cost, node.cost / whole.cost), shop));
    done += node.cost;
  }
  return { sounds, done };
}

async function takeStep(node: StepNode, decode: Decode, job: JobHandlers, shop: Workshop): Promise<Outcome> {
  const found = await shop.store.find(node.signature, soundFromValue);
  throwIfAborted(job.signal);
  if (found !== undefined) {
    job.report({ fraction: 1, label: `${node.step.module}: found` });
    return { ...found, computed: [] };
  }
  const input = await makeSound(node.input, decode, within(job, 0, node.input.cost / node.cost), shop);
  const { sounds: others, done } = await makeSounds(node.others, node, node.input.cost, decode, job, shop);
  const rest = within(job, done / node.cost, 1 - done / node.cost);
  const { sound, remembered } = await applyModule(node, input, others, rest, shop);
  const { lifetime, sources } = node;
  await shop.store.keep(node.signature, soundToValue(sound), { lifetime, sources });
  return { ...sound, computed: [...input.computed, remembered] };
}

async function applyModule(
  node: StepNode,
  input: Sound,
  others: readonly Sound[],
  job: JobHandlers,
  shop: Workshop,
): Promise<{ readonly sound: Sound; readonly remembered: boolean }> {
  const notes: string[] = [];
  const memories: boolean[] = [];
  let contour: F0Contour | undefined;
  let gain = 1;
  let { snrDb } = input;
  const note = (text: string): void => void notes.push(text);
  const madeWith = (given: F0Contour): void => {
    contour = given;
  };
  const turnedDown = (factor: number): void => {
    gain *= factor;
  };
  const mixedAt = (given: number | null): void => {
    snrDb = given;
  };
  try {
    const descriptor = findModule(node, shop.registry);
    const placed: JobHandlers = {
      signal: job.signal,
      report: (progress) => job.report({ ...progress, place: node.place }),
    };
    const context = contextFor(node, { note, madeWith, turnedDown, mixedAt }, placed, shop, (found) =>
      memories.push(found),
    );
    const source = takeFrom(others.map((sound) => sound.clip));
    const made = await descriptor.process({ ...context, source }, input.clip, node.step.params);
    throwIfAborted(job.signal);
    const clip = checkClip(made, 'the result', shop.kernels);
    const rounded = node.precision === 'pcm16' ? roundToPcm16(clip, shop.kernels) : clip;
    const warnings = [input, ...others].flatMap((sound) => sound.warnings);
    const told = { notes: [...input.notes, notes], gains: [...input.gains, gain], snrDb, warnings };
    const outputs = [...input.outputs, outputOf(rounded, shop)];
    const sound = { clip: rounded, ...told, outputs, ...(contour ? { contour } : {}) };
    return { sound, remembered: memories.length > 0 && !memories.includes(false) };
  } catch (thrown) {
    throw at(node.place, thrown);
  }
}

function outputOf(clip: Clip, { kernels: { level } }: Workshop): StepOutput {
  const { sampleRate, channels } = clip;
  const levels = { peak: level.peak(channels), rms: level.rms(channels) };
  return { sampleRate, channels: channels.length, frames: frameLength(clip), levels };
}

/** The module of a step, in the step's version. @throws AppError query-invalid */
export function findModule({ step }: StepNode, registry: Registry): ModuleDescriptor {
  const descriptor = registry.get(step.module);
  if (descriptor?.version === step.version) return descriptor;
  const here = descriptor === undefined ? 'none' : `version ${descriptor.version}`;
  throw new AppError('query-invalid', `expected a module known here, got version ${step.version}, here is ${here}.`);
}
