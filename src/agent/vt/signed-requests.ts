import { AppError } from '../../core/base/errors.ts';
import { openFolders } from '../../core/engine/open-folders.ts';
import { planQuery } from '../../core/engine/plan.ts';
import { ENGINE } from '../../core/engine/version.ts';
import type { Registry } from '../../core/modules/module.ts';
import type { Dialect } from '../../core/query/defaults.ts';
import { type Fields, own } from '../../core/query/findings.ts';
import { parseQuery } from '../../core/query/parse.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import type { ContentIds } from '../host/content-ids.ts';
import type { LocatedSound, SoundFolders } from '../host/sound-folders.ts';
import { RecentLines } from './recent-lines.ts';

export interface RequestParts {
  readonly registry: Registry;
  /** What a request means where it says nothing, */
  readonly dialect: Dialect;
  /** and the format of its result. */
  readonly format: OutputFormat['format'];
  /** What that, or another, is written with where a request does not say it. */
  readonly formatOptions: Fields | null;
  readonly sounds: SoundFolders;
  readonly contentIds: ContentIds;
}

export interface SignedRequest {
  readonly query: Query;
  readonly signature: string;
  /** Files of its sounds by their names in it, links resolved. */
  readonly paths: ReadonlyMap<string, string>;
}

interface Known {
  readonly query: Query;
  readonly names: readonly string[];
  /** What it was last, and for which contents. */
  signed?: { readonly ids: readonly string[]; readonly signature: string };
}

/**
 * What requests mean and what their results are called. Clients that poll send one line again and again, so that what
 * was worked out for a line is remembered; its sounds are looked at each time.
 */
export class SignedRequests {
  readonly #parts: RequestParts;
  readonly #known = new RecentLines<Known>();

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  /**
   * Every path is checked here, before anything of it is read.
   * @param fields what the line says
   * @throws AppError query-invalid, source-not-found, audio-unsupported
   */
  async sign(line: string, fields: Fields): Promise<SignedRequest> {
    const known = await this.#open(this.#known.get(line) ?? this.#read(line, fields));
    const { query, names } = known;
    const located = names.map((name) => ({ name, sound: this.#parts.sounds.locate(name) }));
    const ids: string[] = [];
    for (const { name, sound } of located) ids.push(await this.#identify(name, sound));
    const paths = new Map(located.map(({ name, sound }) => [name, sound.path]));
    if (known.signed?.ids.some((id, index) => id !== ids[index]) !== false) {
      known.signed = { ids, signature: signatureOf(query, names, ids) };
    }
    return { query, signature: known.signed.signature, paths };
  }

  /** A failure is told by the name that the client knows, not by the path that only we know. */
  async #identify(name: string, sound: LocatedSound): Promise<string> {
    try {
      return await this.#parts.contentIds.idOf(sound);
    } catch (failure) {
      const error = AppError.from(failure);
      if (error.details['path'] === undefined) throw error;
      const why = error.kind === 'limit' ? 'it is too large' : 'the server may not or can not read it';
      throw new AppError(error.code, `The sound "${name}" cannot be read: ${why}.`, { cause: error });
    }
  }

  /** Folders are looked into each time: what is in them is not remembered. */
  async #open(known: Known): Promise<Known> {
    const { registry, sounds } = this.#parts;
    const query = await openFolders(known.query, registry, async (name) => sounds.openFolder(name));
    return query === known.query ? known : { query, names: namesOf(query) };
  }

  #read(line: string, fields: Fields): Known {
    const { registry, dialect } = this.#parts;
    const parsed = parseQuery(withFormat(fields, this.#parts), registry, dialect);
    if (!parsed.ok) throw parsed.error;
    const { query } = parsed.value;
    const known: Known = { query, names: namesOf(query) };
    this.#known.set(line, known);
    return known;
  }
}

function namesOf(query: Query): string[] {
  return [...new Set(sourceNames(query))];
}

function withFormat(fields: Fields, { format, formatOptions }: RequestParts): Fields {
  if (own(fields, 'output') !== undefined) return fields;
  const isFormatSaid = own(fields, 'format') !== undefined;
  const areOptionsSaid = (own(fields, 'format_options') ?? null) !== null;
  return {
    ...fields,
    ...(isFormatSaid ? {} : { format }),
    ...(areOptionsSaid ? {} : { format_options: formatOptions }),
  };
}

function signatureOf(query: Query, names: readonly string[], ids: readonly string[]): string {
  const contentId = (name: string): string => {
    const id = ids[names.indexOf(name)];
    if (id === undefined) throw new AppError('internal', `The sound "${name}" was not looked for.`);
    return id;
  };
  return planQuery(query, { engine: ENGINE, contentId }).signature;
}
