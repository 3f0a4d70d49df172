import type { PlannedRow } from '../services/set-client.ts';
import type { SoundEntry } from './app-state.ts';
import type { FactorDraft } from './set-draft.ts';
import { type Sources, sourcesOf } from './set-sounds.ts';
import { isCached, type SetsState } from './set-state.ts';
import { valueKey } from './value-texts.ts';

/** What the rows of a set are made of. */
export interface SetCount {
  readonly rows: readonly PlannedRow[];
  /** `3 voice × 12 f0`. */
  readonly product: string;
  readonly sources: Sources;
}

/** Rows that are gone through between two breaths: about a millisecond. */
const SLICE = 1000;

/** Counts thousands of rows in slices. */
export function* countSlices(
  factors: readonly Pick<FactorDraft, 'id' | 'name' | 'group'>[],
  rows: readonly PlannedRow[],
  library: readonly SoundEntry[],
): Generator<undefined, SetCount> {
  // Factors of one group count once.
  const groups = new Map<string, string[]>();
  for (const { id, name, group } of factors) {
    const key = group.trim() === '' ? id : `group ${group.trim()}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const parts: string[] = [];
  for (const names of groups.values()) {
    const values = new Set<string>();
    for (const [index, row] of rows.entries()) {
      if (index % SLICE === SLICE - 1) yield;
      values.add(names.map((name) => valueKey(row.values[name])).join('\n'));
    }
    parts.push(`${values.size} ${names.join(' + ')}`);
  }
  const sources: Sources[number][] = [];
  for (let at = 0; at < rows.length; at += SLICE) {
    sources.push(...sourcesOf(rows.slice(at, at + SLICE), library));
    yield;
  }
  return { rows, product: parts.join(' \u00d7 '), sources };
}

/** What the sounds of a set come to: s, and bytes of 16-bit samples. */
export interface SetSize {
  readonly duration: number;
  readonly bytes: number;
  /** s of the sounds that those not in the cache are made from. */
  readonly toRender: number;
}

/** As long as they are, or as their sources; undefined where those are not known. */
export function sizeOf({ rows, sources }: SetCount, rendered: SetsState['rows']): SetSize | undefined {
  let duration = 0;
  let bytes = 0;
  let toRender = 0;
  for (const [at, row] of rows.entries()) {
    const known = rendered.get(row.signature);
    if (known?.kind === 'done') {
      duration += known.facts.duration;
      bytes += 2 * known.facts.frames * known.facts.channels;
      continue;
    }
    const sounds = sources[at];
    if (!sounds) return undefined;
    for (const sound of sounds) {
      duration += sound.duration;
      if (!isCached(row, rendered)) toRender += sound.duration;
      bytes += 2 * sound.frames * sound.channelCount;
    }
  }
  return { duration, bytes, toRender };
}

/** The mean of levels in dB that an export would bring rows to, as far as they were rendered, and of how many; silence has none. */
export function meanLevelOf(
  rows: readonly PlannedRow[],
  rendered: SetsState['rows'],
): { readonly rmsDbfs: number; readonly count: number } | undefined {
  const levels = rows.flatMap(({ signature }) => {
    const known = rendered.get(signature);
    return known?.kind === 'done' ? (known.facts.rmsDbfs ?? []) : [];
  });
  const sum = levels.reduce((total, level) => total + level, 0);
  return levels.length === 0 ? undefined : { rmsDbfs: sum / levels.length, count: levels.length };
}
