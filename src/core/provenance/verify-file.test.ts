import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import { readable } from '../audio/long-sound.ts';
import { memorySource } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import type { SoundRecipe } from '../codecs/codec.ts';
import { decodeSound } from '../codecs/registry.ts';
import { createEngine } from '../engine/create-engine.ts';
import { renderFile } from '../engine/render-file.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { complete } from '../kernels/sliced.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { type FileVerification, type FileVerifier, verifyFile, type WrittenFile } from './verify-file.ts';

const voice = voiceClip({ seconds: 0.3 });

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const engine = () => createEngine(hostOf(), MODULES);

/** A host that knows the voice by its content id, as files name their sources. */
function hostOf() {
  const host = createFakeHost(kernels, { voice });
  const { resolve } = host;
  host.resolve = async (name, signal) => resolve(name === 'missing' ? name : 'voice', signal);
  return host;
}

const decode = async (bytes: Uint8Array) => readable((await decodeSound(bytes, 'made.wav', { kernels })).clip);

interface Written {
  readonly bytes: Uint8Array;
  readonly recipe: SoundRecipe;
}

async function written(encoding = 's16'): Promise<Written> {
  const request = { file: 'voice', stack: [{ module: 'world', f0: '-3st' }], output: { encoding } };
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  const { bytes } = await make(parsed.value.query);
  const { recipe } = await decodeSound(bytes, 'made.wav', { kernels });
  return { bytes, recipe: recipe! };
}

async function make(query: Query) {
  const result = await engine().run(query);
  const bytes = concatBytes([...(await renderFile({ result, query }, MODULES, { kernels }))]);
  return { bytes, source: memorySource(bytes), decode: () => decode(bytes) };
}

async function verify({ bytes, recipe }: Written, has = true): Promise<FileVerification> {
  const verifier: FileVerifier = {
    ...{ kernels, registry: MODULES, make, has: () => has },
    run: async (slices) => complete(slices),
  };
  const file: WrittenFile = { source: memorySource(bytes), sound: await decode(bytes), recipe };
  return verifyFile(file, verifier);
}

describe('a file that is made again from its recipe', () => {
  it.each(['s16', 'f32'])('is the same, byte for byte, at %s', async (encoding) => {
    const { verdict, sameEngine } = await verify(await written(encoding));
    expect([verdict, sameEngine]).toEqual([{ kind: 'identical', same: 'file' }, true]);
  });

  it('has the same samples where only something beside them was changed', async () => {
    const file = await written();
    const bytes = concatBytes([file.bytes, new TextEncoder().encode('note'), new Uint8Array(4)]);
    new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
    expect((await verify({ ...file, bytes })).verdict).toEqual({ kind: 'identical', same: 'samples' });
  });

  it('differs where a sample was changed, and says which', async () => {
    const file = await written();
    const bytes = file.bytes.slice();
    const data = new TextDecoder('latin1').decode(bytes).indexOf('data') + 8;
    bytes[data + 200] = (bytes[data + 200] ?? 0) ^ 1;
    const { verdict } = await verify({ ...file, bytes });
    const difference = { firstFrame: 100, samples: 1, largest: 1, snrDb: expect.any(Number) };
    expect(verdict).toEqual({ kind: 'differs', difference });
  });

  it('is not rebuilt without its source, nor from a recipe that nobody understands', async () => {
    const file = await written();
    const { verdict, sources } = await verify(file, false);
    expect(verdict).toEqual({ kind: 'source-differs', missing: sources });
    const recipe = { ...file.recipe, query: { file: 'a', stack: [{ module: 'no such' }] } };
    expect((await verify({ ...file, recipe })).verdict.kind).toBe('recipe-not-understood');
  });

  it('says when another engine made it', async () => {
    const file = await written();
    const recipe = { ...file.recipe, engine: 'sonde/0' };
    expect((await verify({ ...file, recipe })).sameEngine).toBe(false);
  });
});
