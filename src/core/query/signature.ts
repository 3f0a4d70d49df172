import { canonicalJson } from '../base/canonical-json.ts';
import { hashText } from '../base/hash.ts';
import { canonicalForm } from './canonical.ts';
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
  /** The same for the sources of this query, in order. */
  readonly sources: readonly ElementSignature[];
}

export interface ElementSignature {
  /** Content id of a file, or the sound's signature after a sub-query's last step. */
  readonly signature: string;
  /** All of it, when the element is a sub-query. */
  readonly query: QuerySignatures | undefined;
}

/** Signs a query, each prefix of its stack, and every query inside it: once each. */
export function signQuery(query: Query, identity: Identity): QuerySignatures {
  const elements = isList(query.file) ? query.file : [query.file];
  const sources = elements.map((element) => signElement(element, identity));
  const ids = sources.map((source) => source.signature);
  const sign = (length: number, whole: boolean): string => {
    const { engine } = identity;
    const meaning = { engine, sources: ids, query, length, ...(whole ? { output: query.output } : {}) };
    return prefixOf(query) + hashText(canonicalJson(canonicalForm(meaning)));
  };
  const untouched = isList(query.file) ? undefined : ids[0];
  const prefixes = Array.from({ length: query.stack.length + 1 }, (_, length) =>
    length === 0 && untouched !== undefined ? untouched : sign(length, false),
  );
  return { request: sign(query.stack.length, true), prefixes, sources };
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

function signElement(element: string | Query, identity: Identity): ElementSignature {
  if (typeof element === 'string') return { signature: identity.contentId(element), query: undefined };
  const query = signQuery(element, identity);
  return { signature: query.prefixes[query.prefixes.length - 1] ?? '', query };
}

function prefixOf(query: Query): '' | 'M' | 'S' {
  if (isList(query.file)) return 'M';
  return typeof query.file === 'string' ? '' : 'S';
}
