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
import manifest from '../golden/vtserver/manifest.json' with { type: 'json' };
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

/** The request as the original's door would pass it on: rounding between steps, lengths in frames. */
function asVtServer({ request, revision }: (typeof manifest.cases)[number]): object {
  const stack = request.stack.map((step) => ({ ...step, outputLength: 'frames' }));
  return { ...request, stack, precision: 'pcm16', revision };
}

async function render(request: object): Promise<Uint8Array> {
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  const { clip } = await engine.run(parsed.value.query);
  return kernels.pcm.encode(clip.channels, 's16', 'flac');
}

function firstDifference(got: Uint8Array, expected: Uint8Array): string {
  const [a, b] = [new Int16Array(got.slice().buffer), new Int16Array(expected.slice().buffer)];
  const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, index) => a[index] !== b[index]);
  return at < 0 ? 'none' : `sample ${at}: ${a[at]} for ${b[at]}`;
}

describe('the answers of VTServer', () => {
  it('are twenty: ten requests, two revisions of WORLD', () => {
    expect(manifest.cases).toHaveLength(20);
    expect(manifest.cases.filter((one) => one.samples !== undefined)).toHaveLength(4);
  });

  it.each(manifest.cases)('are given sample for sample: $name, WORLD of $revision', async (one) => {
    const bytes = await render(asVtServer(one));
    if (one.samples !== undefined) {
      expect(firstDifference(bytes, await readFixtureGzip(`${FOLDER}/${one.samples}`))).toBe('none');
    }
    expect(bytes.length / 2).toBe(one.frames);
    expect(bytesToHex(sha256(bytes))).toBe(one.sha256);
  });
});
