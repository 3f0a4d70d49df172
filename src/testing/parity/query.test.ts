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
import { EXPECTED, REQUEST, SOURCE } from './one-query.ts';

it('one query gives the same signature, samples and file wherever it runs', async () => {
  const kernels = await kernelsForTest();
  const clock = { now: () => 0 };
  const cache = new MemoryCache({ clock, quota: 512 * 2 ** 20 });
  const resolve = async () => ({ bytes: await readFixture(SOURCE) });
  const engine = createEngine({ kernels, clock, cache, resolve, breathe: async () => {} }, MODULES);
  const parsed = parseQueryText(REQUEST, MODULES);
  if (!parsed.ok) throw parsed.error;
  const { query } = parsed.value;
  const result = await engine.run(query);
  const channel = result.clip.channels[0]!;
  const file = concatBytes([...(await renderFile({ result, query }, MODULES, { kernels }))]);
  expect({
    signature: result.signature,
    samples: bytesToHex(sha256(new Uint8Array(channel.buffer, channel.byteOffset, channel.byteLength))),
    file: bytesToHex(sha256(file)),
  }).toEqual(EXPECTED);
});
