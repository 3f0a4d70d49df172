import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { EXPECTED, REQUEST, SOURCE } from '../../testing/parity/one-query.ts';
import { createEngineClient } from './comlink-engine-client.ts';

test('one query in a page worker gives the signature, samples and file that it gives everywhere', async () => {
  const engine = createEngineClient();
  await engine.load(new Blob([await readFixture(SOURCE)]), 'voice_16k.wav');
  const job = { signal: new AbortController().signal, onProgress: () => undefined };
  const { id, signature, clip } = await engine.render(REQUEST, job);
  const file = await engine.exportFile(id, { format: 'wav', encoding: 's24' }, job);
  engine.dispose();
  const samples = clip!.channels[0]!;
  expect({
    signature,
    samples: bytesToHex(sha256(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))),
    file: bytesToHex(sha256(new Uint8Array(await file.arrayBuffer()))),
  }).toEqual(EXPECTED);
});
