import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { concatBytes } from '../../core/base/bytes.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQueryText } from '../../core/query/parse-text.ts';
import { readFixture } from '../fixture.ts';
import { kernelsForTest } from '../load-kernels.ts';

const REQUEST = `{
  "file": ["voice_16k.wav", { "file": "voice_16k.wav", "stack": [{ "module": "world", "duration": "*0.5" }] }],
  "stack": [{ "module": "world", "f0": "~150Hz", "vtl": "-3.8st" }],
  "output": { "encoding": "s24" }
}`;

/** Committed: they change only with what a query means or gives, together with the engine's number. */
const EXPECTED = {
  signature: 'M4c7cge32zvkh27h4hnpk43yq7j6h7iy6ptmh5bklj5psjf36',
  samples: '006086201bc3a61522adf41ab2f88384fca46c707ef4b0846342dacc38bc8c76',
  file: 'fb9282b23423cf84244de2ba9e2a68e68132a67997bfc9f6f97194cafa9fd9a4',
};

it('one query gives the same signature, samples and file wherever it runs', async () => {
  const kernels = await kernelsForTest();
  const clock = { now: () => 0 };
  const cache = new MemoryCache({ clock, quota: 512 * 2 ** 20 });
  const resolve = async (name: string) => ({ bytes: await readFixture(`src/testing/golden/vtserver/${name}`) });
  const engine = createEngine({ kernels, clock, cache, resolve, breathe: async () => {} }, MODULES);
  const parsed = parseQueryText(REQUEST, MODULES);
  if (!parsed.ok) throw parsed.error;
  const { query } = parsed.value;
  const result = await engine.run(query);
  const channel = result.clip.channels[0]!;
  const file = concatBytes([...renderFile({ result, query }, MODULES, kernels)]);
  expect({
    signature: result.signature,
    samples: bytesToHex(sha256(new Uint8Array(channel.buffer, channel.byteOffset, channel.byteLength))),
    file: bytesToHex(sha256(file)),
  }).toEqual(EXPECTED);
});
