import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine } from '../../core/engine/engine.ts';
import type { Kernels, WorldRevision } from '../../core/kernels/kernels.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { VTSERVER_DIALECT } from '../../core/query/defaults.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { readFixture, readFixtureGzip } from '../fixture.ts';
import golden from '../golden/vtserver/cases.json' with { type: 'json' };
import { kernelsForTest } from '../load-kernels.ts';

const FOLDER = 'src/testing/golden/vtserver';
const INPUTS = new Set(Object.keys(golden.provenance.inputs));
let kernels: Kernels;
let engine: Engine;
beforeAll(async () => {
  kernels = await kernelsForTest();
  const clock = { now: () => 0 };
  const cache = new MemoryCache({ clock, quota: 512 * 2 ** 20 });
  const resolve = async (name: string) => {
    const path = name.replace(/^audio\//, '');
    if (!INPUTS.has(path)) throw new AppError('source-not-found', `There is no sound ${name}.`);
    return { bytes: await readFixture(`${FOLDER}/${path}`) };
  };
  const openFolder = async () => ({ prefix: 'audio/', list: async () => [...INPUTS] });
  engine = createEngine({ kernels, clock, cache, resolve, openFolder, breathe: async () => {} }, MODULES);
});

async function render(request: object, revision: WorldRevision = '2025'): Promise<Clip> {
  const parsed = parseQuery(request, MODULES, { ...VTSERVER_DIALECT, revision });
  if (!parsed.ok) throw parsed.error;
  return (await engine.run(parsed.value.query)).clip;
}

function sumOf({ channels }: Clip): string {
  return bytesToHex(sha256(kernels.pcm.encode(channels, 's16', 'flac')));
}

/** Samples that differ from the original's, and by how many units of 16 bits at most. */
async function differences({ channels }: Clip, samples: string): Promise<{ count: number; largest: number }> {
  const got = new Int16Array(kernels.pcm.encode(channels, 's16', 'flac').buffer);
  const want = new Int16Array((await readFixtureGzip(`${FOLDER}/${samples}`)).slice().buffer);
  const sizes = [...want]
    .map((value, index) => Math.abs((got[index] ?? Number.NaN) - value))
    .filter((size) => size !== 0);
  return { count: sizes.length, largest: sizes.reduce((largest, size) => Math.max(largest, size), 0) };
}

const shapeOf = ({ sampleRate, channels }: Clip) => ({
  sampleRate,
  channels: channels.length,
  frames: channels[0]?.length,
});

const right = golden.cases.filter((one) => one.defect === undefined);

describe('the requests that VTServer answered', () => {
  it('are all here', () => {
    expect(golden.cases).toHaveLength(74);
    expect(golden.refused).toHaveLength(75);
    expect(right.length).toBeGreaterThan(40);
  });

  it.each(right)('are answered sample for sample: $name', async ({ request, sampleRate, channels, frames, ...one }) => {
    const clip = await render(request);
    expect(shapeOf(clip)).toEqual({ sampleRate, channels, frames });
    if (one.samples === undefined) {
      expect(sumOf(clip)).toBe(one.sha256[2025]);
    } else {
      const { count, largest } = await differences(clip, one.samples);
      expect(count).toBeLessThanOrEqual(10);
      expect(largest).toBeLessThanOrEqual(1);
    }
  });

  it.each(right.filter((one) => one.sha256[2021] !== one.sha256[2025]))(
    'are answered as with the WORLD of 2021: $name',
    async ({ request, sampleRate, channels, frames, sha256: sums }) => {
      const clip = await render(request, '2021');
      expect(shapeOf(clip)).toEqual({ sampleRate, channels, frames });
      expect(sumOf(clip)).toBe(sums[2021]);
    },
  );

  it('are answered otherwise where the original was wrong: an offset of f0 leaves unvoiced frames alone', async () => {
    const { request, frames, sha256: sums } = golden.cases.find(({ name }) => name === 'world_f0_hz_offset')!;
    const clip = await render(request);
    expect(clip.channels[0]).toHaveLength(frames);
    expect(sumOf(clip)).not.toBe(sums[2025]);
  });
});

describe('the requests that VTServer refused', () => {
  it.each(golden.refused.filter((one) => !one.defect?.startsWith('answers ok')))(
    'are refused: $name',
    async ({ request }) => {
      const error = await render(request).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).kind).toMatch(/^(invalid|not-found|unsupported|limit)$/);
    },
  );

  it.each(golden.refused.filter((one) => one.defect?.startsWith('answers ok')))(
    'are answered where it was wrong to: $name',
    async ({ request }) => {
      const { channels } = await render(request);
      expect(channels[0]?.length).toBeGreaterThan(0);
    },
  );
});
