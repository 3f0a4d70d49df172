import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine } from '../../core/engine/engine.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { readFixture, readFixtureGzip } from '../fixture.ts';
import edits from '../golden/vtserver/edits.json' with { type: 'json' };
import { kernelsForTest } from '../load-kernels.ts';

const FOLDER = 'src/testing/golden/vtserver';

let kernels: Kernels;
let engine: Engine;
beforeAll(async () => {
  kernels = await kernelsForTest();
  const clock = { now: () => 0 };
  const cache = new MemoryCache({ clock, quota: 512 * 2 ** 20 });
  const resolve = async (name: string) => ({ bytes: await readFixture(`${FOLDER}/${name}`) });
  engine = createEngine({ kernels, clock, cache, resolve, breathe: async () => {} }, MODULES);
});

async function render(request: object, precision: 'float' | 'pcm16') {
  const parsed = parseQuery({ ...request, precision }, MODULES);
  if (!parsed.ok) throw parsed.error;
  return (await engine.run(parsed.value.query)).clip;
}

/** How many samples differ, and by how much at most. */
async function differences(bytes: Uint8Array, samples: string): Promise<{ count: number; largest: number }> {
  const got = new Int16Array(bytes.slice().buffer);
  const want = new Int16Array((await readFixtureGzip(`${FOLDER}/${samples}`)).slice().buffer);
  let [count, largest] = [0, 0];
  for (const [index, value] of want.entries()) {
    const difference = Math.abs((got[index] ?? Number.NaN) - value);
    if (difference !== 0) count += 1;
    largest = Math.max(largest, difference);
  }
  return { count, largest };
}

describe('what VTServer answers without WORLD', () => {
  it.each(edits.cases)('is given sample for sample: $name', async (one) => {
    const clip = await render(one.request, 'pcm16');
    expect(clip.sampleRate).toBe(one.sampleRate);
    expect(clip.channels.map((channel) => channel.length)).toEqual(Array(one.channels).fill(one.frames));
    const bytes = kernels.pcm.encode(clip.channels, 's16', 'flac');
    if (one.samples === undefined) {
      expect(bytesToHex(sha256(bytes))).toBe(one.sha256);
    } else {
      const { count, largest } = await differences(bytes, one.samples);
      expect(largest).toBeLessThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(10);
    }
  });

  it('is limited to full scale by the 16 bits between its steps, and by nothing else', async () => {
    const { request } = edits.cases.find(({ name }) => name === 'patch_clip')!;
    expect(kernels.level.peak((await render(request, 'pcm16')).channels)).toBe(1);
    expect(kernels.level.peak((await render(request, 'float')).channels)).toBeGreaterThan(1.7);
  });
});
