import type { WorldRevision } from '../kernels/kernels.ts';
import { isList, type Precision, type Query, type Step } from '../query/query.ts';
import {
  type Identity,
  prefixSignature,
  type QuerySignatures,
  type SignedSource,
  signQuery,
} from '../query/signature.ts';

/** A query as the work it means: every node has the signature of the sound it makes. */
export interface Plan {
  /** The request's signature. */
  readonly signature: string;
  readonly root: PlanNode;
}

export type PlanNode = SourceNode | JoinNode | StepNode;

interface NodeFacts {
  readonly signature: string;
  /** Content ids of everything that goes in, each once. */
  readonly sources: readonly string[];
  /** Share of the whole work, in steps. */
  readonly cost: number;
  /** For messages: "step 1, world", "file[2], step 1, world". */
  readonly place: string;
}

/** A file to decode. */
export interface SourceNode extends NodeFacts {
  readonly kind: 'source';
  readonly name: string;
}

/** Sounds to put one after the other. */
export interface JoinNode extends NodeFacts {
  readonly kind: 'join';
  readonly inputs: readonly PlanNode[];
  readonly precision: Precision;
}

/** A module to apply. */
export interface StepNode extends NodeFacts {
  readonly kind: 'step';
  readonly input: PlanNode;
  /** What it needs besides, in the order of the step's `sources`. */
  readonly others: readonly PlanNode[];
  readonly step: Step;
  readonly precision: Precision;
  readonly revision: WorldRevision;
  /** s without use; null never expires. */
  readonly lifetime: number | null;
}

/** Decoding and joining cost something, so that their progress is seen, but little. */
const SMALL_COST = 0.05;

/** Pure: the same query, contents and engine give the same plan. */
export function planQuery(query: Query, identity: Identity): Plan {
  const signatures = signQuery(query, identity);
  return { signature: signatures.request, root: planStack(query, signatures, '') };
}

/** The steps on the way from the source, first one first, those of a sub-query that is the source included. */
export function stepsOf(node: PlanNode): readonly StepNode[] {
  return node.kind === 'step' ? [...stepsOf(node.input), node] : [];
}

function planStack(query: Query, signatures: QuerySignatures, path: string): PlanNode {
  let node = planFile(query, signatures, path === '' ? 'file' : `${path}.file`);
  for (const [index, step] of query.stack.entries()) {
    const name = `step ${index + 1}, ${step.module}`;
    const place = path === '' ? name : `${path}, ${name}`;
    const signed = signatures.stepSources[index] ?? [];
    const others = signed.map((source, at) => planSource(source, `${place}, ${step.sources[at]?.param}`));
    node = {
      kind: 'step',
      signature: prefixSignature(signatures, index + 1),
      sources: sourcesOf([node, ...others]),
      cost: others.reduce((sum, other) => sum + other.cost, node.cost + 1),
      place,
      input: node,
      others,
      step,
      precision: query.precision,
      revision: query.revision,
      lifetime: query.cacheHours === null ? null : query.cacheHours * 3600,
    };
  }
  return node;
}

function planFile(query: Query, signatures: QuerySignatures, path: string): PlanNode {
  const [first] = signatures.sources;
  if (!isList(query.file) && first !== undefined) return planSource(first, path);
  const inputs = signatures.sources.map((source, index) => planSource(source, `${path}[${index}]`));
  return {
    kind: 'join',
    signature: prefixSignature(signatures, 0),
    sources: sourcesOf(inputs),
    cost: inputs.reduce((sum, input) => sum + input.cost, SMALL_COST),
    place: path,
    inputs,
    precision: query.precision,
  };
}

function sourcesOf(nodes: readonly PlanNode[]): string[] {
  return [...new Set(nodes.flatMap((node) => node.sources))];
}

function planSource(source: SignedSource, path: string): PlanNode {
  if (source.kind === 'query') return planStack(source.query, source.signatures, path);
  const { name, signature } = source;
  return { kind: 'source', signature, sources: [signature], cost: SMALL_COST, place: path, name };
}
