import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import { concatBytes } from '../base/bytes.ts';
import { decodeSound } from '../codecs/registry.ts';
import { createEngine } from '../engine/create-engine.ts';
import { renderFile } from '../engine/render-file.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { type FileVerification, verifyFile, type WrittenFile } from './verify-file.ts';

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

async function written(encoding = 's16'): Promise<WrittenFile> {
  const request = { file: 'voice', stack: [{ module: 'world', f0: '-3st' }], output: { encoding } };
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  const { query } = parsed.value;
  const result = await engine().run(query);
  const bytes = concatBytes([...(await renderFile({ result, query }, MODULES, { kernels }))]);
  const { recipe } = await decodeSound(bytes, 'made.wav', { kernels });
  return { name: 'made.wav', bytes, recipe: recipe! };
}

const verify = (file: WrittenFile, has = true): Promise<FileVerification> =>
  verifyFile(file, { engine: engine(), kernels, registry: MODULES, tools: { kernels }, has: () => has });

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
    expect(verdict).toEqual({ kind: 'differs', difference: { firstFrame: 100, samples: 1, largest: 1 } });
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
