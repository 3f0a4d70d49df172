import { canonicalJson } from '../base/canonical-json.ts';
import { AppError } from '../base/errors.ts';
import { createHasher, type Hasher, hashText } from '../base/hash.ts';
import { CANONICAL_END, canonicalHead, canonicalStep, type Meaning } from './canonical.ts';
import { isList, type Query } from './query.ts';

/** What a signature is: `M` for a list of sources, `S` for a sub-query, then 48 characters of base32. */
export const SIGNATURE_PATTERN = /^[MS]?[a-z2-7]{48}$/;

/** What a query's own text does not tell. */
export interface Identity {
  /** The engine's id. */
  readonly engine: string;
  /** Content id of a source: BLAKE2b-240 of the file's bytes. */
  readonly contentId: (name: string) => string;
}

export interface QuerySignatures {
  /** The whole request's, output included. */
  readonly request: string;
  /** `[steps + 1]`: the sound after so many steps. The first one of a single file is the file's content id. */
  readonly prefixes: readonly string[];
  /** What the query's stack starts from, in order. */
  readonly sources: readonly SignedSource[];
  /** `[steps]`: what each step needs besides its input. */
  readonly stepSources: readonly (readonly SignedSource[])[];
}

/** A file with its content id, or a sub-query with its sound's signature after the last step. */
export type SignedSource =
  | { readonly kind: 'file'; readonly name: string; readonly signature: string }
  | {
      readonly kind: 'query';
      readonly query: Query;
      readonly signatures: QuerySignatures;
      readonly signature: string;
    };

/** Signs a query, each prefix of its stack, and every query inside it: once each. */
export function signQuery(query: Query, identity: Identity): QuerySignatures {
  const elements = isList(query.file) ? query.file : [query.file];
  const sources = elements.map((element) => signSource(element, identity));
  const ids = sources.map((source) => source.signature);
  const stepSources = query.stack.map((step) => step.sources.map(({ source }) => signSource(source, identity)));
  const steps = query.stack.map((step, index) =>
    canonicalStep(step, stepSources[index]?.map((source) => source.signature) ?? []),
  );
  const meaning: Meaning = { engine: identity.engine, sources: ids, query };
  const [joined = '', ...rest] = signPrefixes(meaning, steps).map((hash) => prefixOf(query) + hash);
  const untouched = isList(query.file) ? undefined : ids[0];
  const whole = hashText(canonicalHead({ ...meaning, output: query.output }) + steps.join() + CANONICAL_END);
  return { request: prefixOf(query) + whole, prefixes: [untouched ?? joined, ...rest], sources, stepSources };
}

/** `[steps + 1]`: each step is hashed once, whatever the number of prefixes that it is in. */
function signPrefixes(meaning: Meaning, steps: readonly string[]): string[] {
  const utf8 = new TextEncoder();
  const hasher = createHasher().update(utf8.encode(canonicalHead(meaning)));
  const end = utf8.encode(CANONICAL_END);
  const ended = (begun: Hasher): string => begun.fork().update(end).digest();
  const signatures = [ended(hasher)];
  for (const [index, step] of steps.entries()) {
    hasher.update(utf8.encode(index === 0 ? step : `,${step}`));
    signatures.push(ended(hasher));
  }
  return signatures;
}

/** The key of a computation that a module remembers about its input. */
export function signMemory(
  engine: string,
  input: string,
  name: string,
  version: number,
  params: Readonly<Record<string, string | number | boolean>>,
): string {
  return hashText(canonicalJson({ engine, input, name, version, params }));
}

/** The sound after so many of the query's steps. */
export function prefixSignature({ prefixes }: QuerySignatures, steps: number): string {
  const signature = prefixes[steps];
  if (signature === undefined) throw new AppError('internal', `there is no signature for ${steps} steps.`);
  return signature;
}

function signSource(source: string | Query, identity: Identity): SignedSource {
  if (typeof source === 'string') return { kind: 'file', name: source, signature: identity.contentId(source) };
  const signatures = signQuery(source, identity);
  const signature = prefixSignature(signatures, source.stack.length);
  return { kind: 'query', query: source, signatures, signature };
}

function prefixOf(query: Query): '' | 'M' | 'S' {
  if (isList(query.file)) return 'M';
  return typeof query.file === 'string' ? '' : 'S';
}
