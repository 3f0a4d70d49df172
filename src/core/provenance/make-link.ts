import { type Clip, frameLength } from '../audio/clip.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { requestOf } from '../query/print.ts';
import type { Query } from '../query/query.ts';
import { renameSources, sourceNames } from '../query/source-names.ts';
import { digestSamples } from './digest.ts';
import type { StimulusLink } from './stimulus-link.ts';

/** What a link is made of. */
export interface LinkedStimulus {
  /** As it was run: folders opened. */
  readonly query: Query;
  readonly result: Clip;
  /** Each name of the query's sounds, its content id and its samples. */
  readonly sources: ReadonlyMap<string, { readonly id: string; readonly clip: Clip }>;
}

/** The name that a link gives to its n-th source, counted from 0. */
export function linkedName(index: number): string {
  return `source:${index + 1}`;
}

/** The link of a stimulus: numbers and digests only. @param engine its id, and the digest of its kernels */
export function makeLink(
  { query, result, sources }: LinkedStimulus,
  engine: StimulusLink['engine'],
  registry: Registry,
  kernels: Kernels,
): StimulusLink {
  const names = [...new Set(sourceNames(query))];
  const renamed = renameSources(query, (name) => linkedName(names.indexOf(name)));
  return {
    engine,
    query: requestOf(renamed, registry),
    sources: names.flatMap((name) => {
      const source = sources.get(name);
      if (source === undefined) return [];
      return [{ id: source.id, samples: digestSamples(source.clip, 'f64', kernels), ...formatOf(source.clip) }];
    }),
    result: {
      ...formatOf(result),
      pcm16: digestSamples(result, 's16', kernels),
      float: digestSamples(result, 'f64', kernels),
    },
  };
}

function formatOf(clip: Clip) {
  return { frames: frameLength(clip), sampleRate: clip.sampleRate, channels: clip.channels.length };
}
