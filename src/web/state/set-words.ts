import type { JsonObject } from '../forms/json.ts';

/** A draft, as far as it is what the manifest has besides its fields. */
interface Draft {
  readonly rest: JsonObject;
}

/** What people are told of a set; its sounds are the same with it and without it. */
export interface SetWords {
  readonly title: string;
  readonly description: string;
  /** One in a line, as they are typed. */
  readonly authors: string;
  readonly licence: string;
}

export function wordsOf({ rest }: Draft): SetWords {
  const text = (key: string): string => {
    const given = rest[key];
    return typeof given === 'string' ? given : '';
  };
  const authors = rest['authors'];
  return {
    title: text('title'),
    description: text('description'),
    authors: Array.isArray(authors) ? authors.map(String).join('\n') : '',
    licence: text('licence'),
  };
}

export function withWords({ rest }: Draft, { authors, ...change }: Partial<SetWords>): Draft {
  return { rest: { ...rest, ...change, ...(authors === undefined ? {} : { authors: authors.split('\n') }) } };
}
