import type { Clip } from '../audio/clip.ts';
import { type LongSound, readable } from '../audio/long-sound.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import type { LongContext } from '../modules/module.ts';
import type { StepReport } from './engine.ts';
import { findModule } from './execute.ts';
import { type JobHandlers, within } from './jobs.ts';
import { finiteSound, gather, joined, roundedToPcm16 } from './long-checks.ts';
import type { LongHost } from './long-host.ts';
import type { LongSource } from './long-sources.ts';
import { contextFor, takeFrom } from './module-context.ts';
import { at } from './place.ts';
import type { JoinNode, PlanNode, SourceNode, StepNode } from './plan.ts';
import { checkAlike, checkClip } from './sound.ts';
import type { SourceWarning } from './sound-value.ts';
import { workFor } from './work.ts';
import type { Workshop } from './workshop.ts';

/** What the sounds of one long job are made with. */
export interface LongShop extends Workshop {
  readonly host: LongHost;
  /** What is opened lasts as long as it does. */
  readonly scope: Scope;
  readonly sources: ReadonlyMap<string, LongSource>;
  /** What was made, by signature: asked for twice, it is made once. */
  readonly made: Map<string, LongMade>;
}

/** A sound on its way through a stack, read where it is needed. */
export interface LongMade {
  readonly sound: LongSound;
  /** The same in memory, where it is there. */
  readonly clip?: Clip;
  readonly warnings: readonly SourceWarning[];
  /** Of the steps on the way, first one first. */
  readonly steps: readonly StepReport[];
}

/**
 * Makes a node's sound as `makeSound` does, but none of it in memory as a whole, unless a module needs that.
 * @throws AppError, its message beginning with the step's place: "step 1, world: …"
 */
export async function makeLong(node: PlanNode, job: JobHandlers, shop: LongShop): Promise<LongMade> {
  throwIfAborted(job.signal);
  const known = shop.made.get(node.signature);
  if (known !== undefined) return known;
  const made = await makeNode(node, job, shop);
  shop.made.set(node.signature, made);
  return made;
}

async function makeNode(node: PlanNode, job: JobHandlers, shop: LongShop): Promise<LongMade> {
  switch (node.kind) {
    case 'source':
      return await readSource(node, job, shop);
    case 'join':
      return await joinSounds(node, job, shop);
    case 'step':
      return await takeStep(node, job, shop);
  }
}

async function readSource(node: SourceNode, job: JobHandlers, shop: LongShop): Promise<LongMade> {
  const source = shop.sources.get(node.name);
  if (source === undefined) throw new AppError('internal', `the source ${node.name} was not opened.`);
  const { run } = workFor(job, (text) => text, shop);
  const { warnings, ...made } = await source.read((slices) => run(slices, { from: 0, to: 1, label: 'reading' }));
  return { ...made, warnings: warnings.map((message) => ({ source: node.signature, message })), steps: [] };
}

async function joinSounds(node: JoinNode, job: JobHandlers, shop: LongShop): Promise<LongMade> {
  const { made } = await makeAll(node.inputs, node, 0, job, shop);
  checkAlike(
    made.map(({ sound }) => sound),
    node.place,
  );
  const whole = joined(made.map(({ sound }) => sound));
  const sound = node.precision === 'pcm16' ? roundedToPcm16(whole, shop.kernels) : whole;
  return { sound, warnings: made.flatMap(({ warnings }) => warnings), steps: [] };
}

/** One after the other. @param before what of the whole's cost is done */
async function makeAll(
  nodes: readonly PlanNode[],
  whole: PlanNode,
  before: number,
  job: JobHandlers,
  shop: LongShop,
): Promise<{ readonly made: readonly LongMade[]; readonly done: number }> {
  const made: LongMade[] = [];
  let done = before;
  for (const node of nodes) {
    made.push(await makeLong(node, within(job, done / whole.cost, node.cost / whole.cost), shop));
    done += node.cost;
  }
  return { made, done };
}

async function takeStep(node: StepNode, job: JobHandlers, shop: LongShop): Promise<LongMade> {
  const input = await makeLong(node.input, within(job, 0, node.input.cost / node.cost), shop);
  const { made: others, done } = await makeAll(node.others, node, node.input.cost, job, shop);
  const rest = within(job, done / node.cost, 1 - done / node.cost);
  const placed: JobHandlers = { ...rest, report: (progress) => rest.report({ ...progress, place: node.place }) };
  const notes: string[] = [];
  const memories: boolean[] = [];
  let gain = 1;
  const own = {
    note: (text: string): void => void notes.push(text),
    madeWith: () => undefined,
    mixedAt: () => undefined,
    turnedDown: (factor: number): void => {
      gain *= factor;
    },
  };
  const context = contextFor(node, own, placed, shop, (found) => memories.push(found));
  try {
    const whole = await applyModule(node, input, others, context, shop);
    throwIfAborted(job.signal);
    const sound = node.precision === 'pcm16' ? roundedToPcm16(whole, shop.kernels) : whole;
    const remembered = memories.length > 0 && !memories.includes(false);
    const { sampleRate, channelCount: channels, frames } = sound;
    const output = { sampleRate, channels, frames };
    const told = { cached: false, remembered, notes, gain, output };
    const report = { module: node.step.module, signature: node.signature, ...told };
    const warnings = [input, ...others].flatMap((made) => made.warnings);
    return { sound, warnings, steps: [...input.steps, report] };
  } catch (thrown) {
    throw at(node.place, thrown);
  }
}

async function applyModule(
  node: StepNode,
  input: LongMade,
  others: readonly LongMade[],
  context: Omit<LongContext, 'source' | 'scratch'>,
  shop: LongShop,
): Promise<LongSound> {
  const { kernels, host, scope } = shop;
  const module = findModule(node, shop.registry);
  const { params } = node.step;
  if (module.long === undefined) {
    const whole = ({ sound, clip }: LongMade): Clip => clip ?? gather(sound, node.step.module);
    const source = takeFrom(others.map(whole));
    const clip = await module.process({ ...context, source }, whole(input), params);
    return readable(checkClip(clip, 'the result', kernels));
  }
  const source = takeFrom(others.map(({ sound }) => sound));
  const long: LongContext = { ...context, source, scratch: () => host.scratch(scope) };
  const sound = await module.long(long, input.sound, params);
  if (sound.frames === 0) throw new AppError('audio-empty', 'the result has no samples.');
  return finiteSound(sound, kernels.level, 'the result');
}
