import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { HASH_PATTERN, hashText } from '../base/hash.ts';
import type { Registry } from '../modules/module.ts';

const digest = z.string().regex(HASH_PATTERN, 'expected a digest of 48 characters a-z, 2-7');
const text = z.string().max(4096);
const count = z.int().min(0);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** What made a set. */
const engine = z.strictObject({
  /** As signatures have it: `sonde/1`. */
  version: z.string().max(64),
  /** BLAKE2b-240 of the kernels' binary. */
  wasm: digest,
  /** Version of the vocoder: another number, other samples. */
  world: z.int().min(0),
  precision: z.literal('double'),
});

/** A sound that rows are made from, as a stimulus link has it, with the name that recipes have for it. */
const source = z.strictObject({
  /** Content id. */
  id: digest,
  name: text,
  frames: count,
  /** Hz */
  sampleRate: z.number().positive(),
  channels: count,
  /** BLAKE2b-240 of the samples, whatever file they are in. */
  samples: digest,
});

const rows = z.strictObject({
  count,
  /** Of the names and signatures of all rows, in their order, before a gain of the whole set. */
  digest,
});

/** What an exported manifest says of how it was made; nobody has to write it, and it changes no row. */
export const RECORD = {
  engine: engine.exactOptional(),
  sources: z
    .array(source, { error: 'expected a list of sounds; what becomes of them is sourceFiles' })
    .max(100_000)
    .exactOptional(),
  rows: rows.exactOptional(),
  /** When the set was first made, with the offset of that place: nothing else depends on it. */
  created: z
    .string()
    .regex(TIME, 'expected a date and a time with its offset, such as 2026-03-01T10:20:30+02:00')
    .exactOptional(),
} as const;

export type SetEngine = z.output<typeof engine>;
export type SourceRecord = z.output<typeof source>;
export type RowsRecord = z.output<typeof rows>;

/** What a row is by, before it is made. */
interface NamedRow {
  readonly name: string;
  readonly signature: string;
}

/** A source as rows tell it. */
type UsedSource = Pick<SourceRecord, 'id' | 'name'>;

/** @throws AppError source-not-found for what is gone since */
export type DescribeSource = (source: UsedSource) => Promise<Omit<SourceRecord, 'id' | 'name'>>;

interface Recorded {
  readonly engine?: SetEngine;
  readonly rows?: RowsRecord;
}

/** This engine. @param id as signatures have it @param wasm digest of its kernels */
export function engineRecord(id: string, wasm: string, registry: Registry): SetEngine {
  return { version: id, wasm, world: registry.get('world')?.version ?? 0, precision: 'double' };
}

/** Which rows they are: a signature has the recipe, the content of its sounds, and the engine. */
export function rowsRecord(named: readonly NamedRow[]): RowsRecord {
  const pairs = named.map(({ name, signature }) => [name, signature]);
  return { count: named.length, digest: hashText(canonicalJson(pairs)) };
}

/**
 * Why a set is not the one that its manifest was written for, in words; empty where it is.
 * @param written what the manifest says; undefined of one that says nothing
 * @param otherSources names of its sounds that have other content now
 */
export function changesSince(
  written: Recorded,
  now: Required<Recorded>,
  otherSources: readonly string[],
): readonly string[] | undefined {
  if (written.rows === undefined) return undefined;
  if (written.rows.digest === now.rows.digest) return [];
  const { engine: before, rows: had } = written;
  const changes = [
    ...otherSources.map((name) => `${name} is another sound than it was`),
    ...(before && before.version !== now.engine.version
      ? [`it was made by the engine ${before.version}, and this is ${now.engine.version}`]
      : []),
    ...(before && before.world !== now.engine.world
      ? [`it was made with version ${before.world} of world, and this has ${now.engine.world}`]
      : []),
    ...(had.count === now.rows.count ? [] : [`it had ${had.count} rows, and has ${now.rows.count}`]),
  ];
  return changes.length > 0 ? changes : ['its recipe, its factors, its names or the version of a module were changed'];
}

/** The sounds that rows so far were made from, each once by each of its names. */
export class SourceRecords {
  readonly #describe: DescribeSource;
  readonly #all = new Map<string, SourceRecord>();

  constructor(describe: DescribeSource) {
    this.#describe = describe;
  }

  async add(sources: readonly UsedSource[]): Promise<void> {
    for (const { id, name } of sources) {
      const key = `${id} ${name}`;
      if (!this.#all.has(key)) this.#all.set(key, { ...(await this.#describe({ id, name })), id, name });
    }
  }

  list(): SourceRecord[] {
    return [...this.#all.values()];
  }
}
