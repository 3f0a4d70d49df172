import { DEFAULT_OUTPUT } from '../../core/query/defaults.ts';
import type { JsonValue, OutputFormat } from '../../core/query/query.ts';
import { CLIP_POLICIES, LEVEL_POLICIES, SOURCE_POLICIES } from '../../core/sets/policies.ts';
import { printExclusion } from '../../core/sets/print-exclusion.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { readKeptOutput } from '../forms/output-choices.ts';

type ClipPolicy = (typeof CLIP_POLICIES)[number];
type LevelPolicy = (typeof LEVEL_POLICIES)[number];
type SourcePolicy = (typeof SOURCE_POLICIES)[number];

/** A draft, as far as it is what the manifest has besides its fields. */
interface Draft {
  readonly rest: JsonObject;
}

/** How sounds of a set are written, and what goes with them. */
export interface SetDetails {
  readonly levels: LevelPolicy;
  readonly clip: ClipPolicy;
  readonly sourceFiles: SourcePolicy;
  readonly output: OutputFormat;
}

/** What a draft says, and what a manifest means that does not. */
export function detailsOf({ rest }: Draft): SetDetails {
  return {
    levels: LEVEL_POLICIES.find((policy) => policy === rest['levels']) ?? LEVEL_POLICIES[0],
    clip: CLIP_POLICIES.find((policy) => policy === rest['clip']) ?? CLIP_POLICIES[0],
    // A set that was kept when this was called otherwise.
    sourceFiles:
      SOURCE_POLICIES.find((policy) => policy === (rest['sourceFiles'] ?? rest['sources'])) ?? SOURCE_POLICIES[0],
    output: readKeptOutput(JSON.stringify(rest['output'] ?? {})) ?? DEFAULT_OUTPUT,
  };
}

export function withDetails({ rest }: Draft, change: Partial<SetDetails>): Draft {
  return { rest: { ...rest, ...(change as JsonObject) } };
}

/** Which rows are left out, each a comparison as it is typed; an empty one is none yet. */
export function exclusionsOf({ rest }: Draft): readonly string[] {
  const given = rest['exclude'];
  return Array.isArray(given) ? given.map(textOf) : [];
}

export function withExclusions({ rest }: Draft, exclude: readonly string[]): Draft {
  return { rest: { ...rest, exclude } };
}

/** The rest of a manifest without exclusions and authors that nothing was typed into, and without levels that are the recipe's. */
export function manifestRest({ levels, ...rest }: JsonObject): JsonObject {
  const { exclude, authors } = rest;
  return {
    ...rest,
    ...(levels === undefined || levels === LEVEL_POLICIES[0] ? {} : { levels }),
    ...(Array.isArray(exclude)
      ? { exclude: exclude.filter((each) => typeof each !== 'string' || each.trim() !== '') }
      : {}),
    ...(Array.isArray(authors) ? { authors: authors.flatMap(trimmed) } : {}),
  };
}

function trimmed(name: JsonValue): JsonValue[] {
  if (typeof name !== 'string') return [name];
  return name.trim() === '' ? [] : [name.trim()];
}

/** Where an exclusion is in the manifest, which has no empty ones. */
export function exclusionPlace(exclusions: readonly string[], index: number): string {
  return `exclude[${exclusions.slice(0, index).filter((each) => each.trim() !== '').length}]`;
}

function textOf(given: JsonValue): string {
  if (typeof given === 'string') return given;
  if (!isJsonObject(given)) return '';
  const { where, equal } = given;
  if (isJsonObject(where)) {
    return printExclusion(Object.fromEntries(Object.entries(where).map(([name, value]) => [name, [value]])));
  }
  return Array.isArray(equal) ? equal.join(' = ') : '';
}
