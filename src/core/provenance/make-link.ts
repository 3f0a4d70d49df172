import type { LongSound } from '../audio/long-sound.ts';
import type { Kernels, Sliced } from '../kernels/kernels.ts';
import { partOf } from '../kernels/sliced.ts';
import type { Registry } from '../modules/module.ts';
import { requestOf } from '../query/print.ts';
import type { Query } from '../query/query.ts';
import { renameSources, sourceNames } from '../query/source-names.ts';
import { digestSound } from './digest.ts';
import { MOST_NAME, type StimulusLink } from './stimulus-link.ts';

/** What a link is made of. */
export interface LinkedStimulus {
  /** As it was run: folders opened. */
  readonly query: Query;
  readonly result: LongSound;
  /** Each name of the query's sounds, and what it is. */
  readonly sources: ReadonlyMap<string, LinkedSource>;
}

/** What a link has of a source. */
export type LinkedSource = StimulusLink['sources'][number];

/** @param id content id @throws AppError file-unreadable, where the sound is read from a file */
export function* digestSource(id: string, sound: LongSound, kernels: Kernels): Sliced<LinkedSource> {
  return { id, samples: yield* digestSound(sound, 'f64', kernels), ...formatOf(sound) };
}

/** The name that a link gives to its n-th source, counted from 0. */
export function linkedName(index: number): string {
  return `source:${index + 1}`;
}

/**
 * The link of a stimulus: numbers and digests only.
 * @param engine its id, and the digest of its kernels
 * @throws AppError file-unreadable, where the result is read from a file
 */
export function* makeLink(
  { query, result, sources }: LinkedStimulus,
  engine: StimulusLink['engine'],
  registry: Registry,
  kernels: Kernels,
): Sliced<StimulusLink> {
  const names = [...new Set(sourceNames(query))];
  const renamed = renameSources(query, (name) => linkedName(names.indexOf(name)));
  const linked = names.flatMap((name) => sources.get(name) ?? []);
  const pcm16 = yield* partOf(digestSound(result, 's16', kernels), 0, 0.5);
  const float = yield* partOf(digestSound(result, 'f64', kernels), 0.5, 1);
  const request = requestOf(renamed, registry);
  return { engine, query: request, sources: linked, result: { ...formatOf(result), pcm16, float } };
}

/** What a cut, or an odd file system, leaves of a character. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The same link with the file names of its sources, which may identify a person: only for who asks for them.
 * @param nameOf the name of a content id, where there is one
 */
export function withNames(link: StimulusLink, nameOf: (id: string) => string | undefined): StimulusLink {
  const sources = link.sources.map((source) => {
    const name = nameOf(source.id)?.slice(0, MOST_NAME).replaceAll(LONE_SURROGATE, '\ufffd');
    return name === undefined ? source : { ...source, name };
  });
  return { ...link, sources };
}

/** How much sound a sound is, as links say it. */
export function formatOf({ frames, sampleRate, channelCount: channels }: LongSound) {
  return { frames, sampleRate, channels };
}
