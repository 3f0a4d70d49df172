import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { readable } from '../audio/long-sound.ts';
import { hashText } from '../base/hash.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { complete } from '../kernels/sliced.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { compareSounds } from './compare-sounds.ts';
import { digestSource, makeLink } from './make-link.ts';
import { decodeLink, encodeLink, type StimulusLink } from './stimulus-link.ts';
import { type OfferedSource, type Verification, verifyLink } from './verify-link.ts';

const engineId = { id: 'sonde/1', wasm: hashText('these kernels') };
const voice = voiceClip({ seconds: 0.3 });
const sounds = { voice, other: voiceClip({ seconds: 0.3, seed: 2 }) };

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const engineOf = () => createEngine(createFakeHost(kernels, sounds), MODULES);

function queryOf(request: object) {
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

const source = (name: keyof typeof sounds, id = hashText(name)): OfferedSource => ({
  ...{ name, id },
  look: (work) => work(readable(sounds[name])),
});

async function linkOf(request: object): Promise<StimulusLink> {
  const query = queryOf(request);
  const { clip } = await engineOf().run(query);
  const digest = (name: string, sound: Clip) => complete(digestSource(hashText(name), readable(sound), kernels));
  const sources = new Map(Object.entries(sounds).map(([name, sound]) => [name, digest(name, sound)]));
  const link = makeLink({ query, result: readable(clip), sources }, engineId, MODULES, kernels);
  return decodeLink(encodeLink(complete(link)));
}

const verify = (link: StimulusLink, offered: OfferedSource[], id = engineId): Promise<Verification> =>
  verifyLink(link, offered, {
    ...{ engineId: id, kernels, registry: MODULES },
    make: async (query) => ({ sound: readable((await engineOf().run(query)).clip) }),
    run: async (slices) => complete(slices),
  });

const recipe = { file: 'voice', stack: [{ module: 'world', f0: '-12st' }] };

describe('a link that is verified', () => {
  it('is identical where its source is there, by whatever name', async () => {
    const link = await linkOf(recipe);
    expect(JSON.stringify(link)).not.toContain('voice');
    const { verdict, sameEngine, sources } = await verify(link, [source('other'), source('voice')]);
    expect(verdict).toEqual({ kind: 'identical', samples: 'float' });
    expect([sameEngine, sources]).toEqual([true, [{ kind: 'same-file', name: 'voice' }]]);
  });

  it('takes the same samples from another file, and says so', async () => {
    const { verdict, sources } = await verify(await linkOf(recipe), [source('voice', hashText('as FLAC'))]);
    expect(verdict.kind).toBe('identical');
    expect(sources).toEqual([{ kind: 'same-samples', name: 'voice' }]);
  });

  it('looks at no sound whose file is there, and at each other one once', async () => {
    const looks: string[] = [];
    const looked = (name: keyof typeof sounds, id?: string): OfferedSource => ({
      ...source(name, id),
      look: (work) => {
        looks.push(name);
        return work(readable(sounds[name]));
      },
    });
    const mixture = { file: 'voice', stack: [{ module: 'mixin', file: 'other' }] };
    const link = await linkOf(mixture);
    await verify(link, [looked('voice'), looked('other')]);
    expect(looks).toEqual([]);
    await verify(link, [looked('other', hashText('x')), looked('voice', hashText('y'))]);
    expect(looks).toEqual(['other', 'voice']);
  });

  it('says which source is not there, and rebuilds nothing', async () => {
    const mixture = { file: 'voice', stack: [{ module: 'mixin', file: 'other' }] };
    const { verdict, rebuilt } = await verify(await linkOf(mixture), [source('voice')]);
    expect([verdict, rebuilt]).toEqual([{ kind: 'source-differs', missing: [2] }, undefined]);
  });

  it('never calls a changed sound identical, and blames the engine only where it is another', async () => {
    const link = await linkOf(recipe);
    const changed = { ...link, result: { ...link.result, pcm16: hashText('x'), float: hashText('y') } };
    expect((await verify(changed, [source('voice')])).verdict).toEqual({ kind: 'differs' });
    const elsewhere = { id: 'sonde/1', wasm: hashText('other kernels') };
    expect((await verify(changed, [source('voice')], elsewhere)).verdict).toEqual({ kind: 'engine-differs' });
    expect((await verify(link, [source('voice')], elsewhere)).verdict.kind).toBe('identical');
  });

  it('calls samples that agree after rounding identical in 16 bits', async () => {
    const link = await linkOf(recipe);
    const coarse = { ...link, result: { ...link.result, float: hashText('y') } };
    expect((await verify(coarse, [source('voice')])).verdict).toEqual({ kind: 'identical', samples: '16-bit' });
  });

  it('says what it does not understand of a recipe', async () => {
    const link = { ...(await linkOf(recipe)), query: { file: 'source:1', stack: [{ module: 'sing' }] } };
    const { verdict } = await verify(link, [source('voice')]);
    expect(verdict).toMatchObject({ kind: 'recipe-not-understood', error: { code: 'query-invalid' } });
  });

  it('refuses a recipe that asks for more sources than the link lists', async () => {
    const link = { ...(await linkOf(recipe)), query: { file: 'source:7', stack: [] } };
    await expect(verify(link, [source('voice')])).rejects.toMatchObject({ code: 'link-invalid' });
  });
});

describe('two sounds that are compared', () => {
  const clip = (...samples: number[]): Clip => ({ sampleRate: 1000, channels: [Float64Array.of(...samples)] });
  const compare = (a: Clip, b: Clip) => complete(compareSounds(readable(a), readable(b), kernels));

  it('do not differ where 16 bits do not', () => {
    expect(compare(clip(0.1, 0.2), clip(0.1 + 1e-9, 0.2))).toBeUndefined();
  });

  it('differ from the first frame on that is another, by so many steps, and so much below the sound', () => {
    const step = 2 ** -15;
    expect(compare(clip(0, 0.5, 0.25), clip(0, 0.5 + 2 * step, 0.25 + step))).toEqual({
      firstFrame: 1,
      samples: 2,
      largest: 2,
      snrDb: expect.closeTo(10 * Math.log10((16384 ** 2 + 8192 ** 2) / 5), 6),
    });
    expect(compare(clip(0, 0.5), clip(0))).toEqual({ firstFrame: 1, samples: 0, largest: 0, snrDb: undefined });
  });

  it('differ in a later block as in the first, whichever channel it is', () => {
    const [a, b] = [0, 2 ** -15].map((last): Clip => {
      const channels = [new Float64Array(70_000).fill(0.5), new Float64Array(70_000)];
      channels[1]![69_999] = last!;
      return { sampleRate: 1000, channels };
    });
    expect(compare(a!, b!)).toMatchObject({ firstFrame: 69_999, samples: 1, largest: 1 });
  });
});
