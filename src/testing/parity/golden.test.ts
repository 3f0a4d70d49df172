import { expect, test } from 'vitest';
import {
  GOLDEN_SIGNALS,
  type GoldenVector,
  goldenBytes,
  goldenF64,
  goldenInput,
  goldenInputFile,
  goldenManifest,
  goldenPcm16,
  goldenRows,
  goldenSignal,
} from '../golden.ts';

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One line per vector whose bytes or size are not what the manifest says. */
async function mismatches(vectors: Readonly<Record<string, GoldenVector>>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [id, vector] of Object.entries(vectors)) {
    const bytes = await goldenBytes(vector);
    const expected = vector.shape.reduce((a, b) => a * b, 1) * (vector.type === 'f64' ? 8 : 2);
    if (bytes.byteLength !== expected) wrong.push(`${id}: ${bytes.byteLength} bytes, not ${expected}`);
    if ((await sha256(bytes)) !== vector.sha256) wrong.push(`${id}: another SHA-256`);
  }
  return wrong;
}

test('the list of signals is the manifest’s', async () => {
  const { signals } = await goldenManifest();
  expect(Object.keys(signals).sort()).toEqual([...GOLDEN_SIGNALS].sort());
});

test.each(GOLDEN_SIGNALS)('%s: every file holds what the manifest says', async (name) => {
  const signal = await goldenSignal(name);
  expect(Object.keys(signal.vectors).length).toBeGreaterThanOrEqual(8);
  expect(await mismatches(signal.vectors)).toEqual([]);
  expect(await sha256(await goldenInputFile(signal))).toBe(signal.input.sha256);
});

test.each(GOLDEN_SIGNALS)('%s: the readers agree with the sizes of the signal', async (name) => {
  const signal = await goldenSignal(name);
  const rows = await goldenRows(signal, 'sp');
  expect(await goldenInput(signal)).toHaveLength(signal.samples);
  expect(await goldenF64(signal, 'f0_dio')).toHaveLength(signal.frames);
  expect(await goldenPcm16(signal, 'y')).toHaveLength(signal.outputSamples);
  expect(rows.values).toHaveLength(rows.frames.length * signal.bins);
  expect(Math.max(...rows.frames)).toBeLessThan(signal.frames);
});

test('every debug vector holds what the manifest says', async () => {
  const { debug } = await goldenManifest();
  expect(Object.keys(debug.vectors).length).toBeGreaterThan(0);
  expect(await mismatches(debug.vectors)).toEqual([]);
});

test('asking for a vector that is not there names it', async () => {
  const signal = await goldenSignal('speech_male_48000');
  await expect(goldenPcm16(signal, 'y_mod')).rejects.toThrow('speech_male_48000 has no golden vector y_mod_pcm16');
});
