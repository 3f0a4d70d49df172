import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { hashText } from '../../core/base/hash.ts';
import { encodeLink } from '../../core/provenance/stimulus-link.ts';
import { LinkSources } from './link-sources.ts';
import type { KnownSound } from './provenance-client.ts';

const shape = { frames: 100, sampleRate: 1000, channels: 1 };
const soundOf = (name: string, frames = 100): KnownSound => ({
  ...{ id: hashText(name), frames, sampleRate: 1000, channelCount: 1 },
});

/** A link of one source: a file, and what its samples are. */
const link = encodeLink({
  engine: { id: 'sonde/1', wasm: 'x' },
  query: { file: 'source:1', stack: [] },
  sources: [{ id: hashText('wanted.wav'), samples: hashText('these samples'), ...shape }],
  result: { ...shape, pcm16: hashText('r'), float: hashText('r') },
});

/** What the samples of each sound are; asked for in this order. */
let samples: Record<string, string>;
let asked: string[];
let sources: LinkSources;
const { signal } = new AbortController();

beforeEach(() => {
  samples = {};
  asked = [];
  sources = new LinkSources(async (id) => {
    asked.push(id);
    const found = samples[id];
    if (found === undefined) throw new AppError('audio-invalid', 'Damaged.');
    return hashText(found);
  });
});

test('the very file is taken without a look at any samples', async () => {
  const found = await sources.find(link, [soundOf('alike.wav'), soundOf('wanted.wav')], signal);
  expect([found, asked]).toEqual([[hashText('wanted.wav')], []]);
});

test('of those of its length the first with the same samples is taken, each asked once and not all at once', async () => {
  const library = ['damaged', 'other', 'same', 'also'].map((name) => soundOf(name));
  samples = { [library[1]!.id]: 'others', [library[2]!.id]: 'these samples', [library[3]!.id]: 'these samples' };
  const all = [soundOf('longer', 101), ...library];
  expect(await sources.find(link, all, signal)).toEqual([library[2]!.id]);
  expect(asked).toEqual(library.slice(0, 3).map(({ id }) => id));
  await sources.find(link, all, signal);
  expect(asked).toHaveLength(4);
});

test('what is no link has no sources, and a search that is stopped says so', async () => {
  expect(await sources.find('hello', [soundOf('a')], signal)).toEqual([]);
  const stopped = new LinkSources(() => Promise.reject(new AppError('cancelled', 'Stopped.')));
  await expect(stopped.find(link, [soundOf('a')], signal)).rejects.toMatchObject({ code: 'cancelled' });
});
