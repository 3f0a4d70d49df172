import { expect, test } from 'vitest';
import type { BandStretch } from '../../services/vocoder-client.ts';
import { findSilentBands, stretchesOf } from './silent-bands.ts';

const RATE = 16_000;

/** Bands that sound from a sample on, as loud as is said. */
function envelopesOf(bands: readonly { readonly from: number; readonly level: number }[]) {
  const asked: BandStretch[] = [];
  const ask = async (stretch: BandStretch) => {
    asked.push(stretch);
    const { first, count, samplesPerCell } = stretch;
    const cells = Math.ceil(count / samplesPerCell);
    const values = Float32Array.from({ length: bands.length * cells }, (_, i) => {
      const { from = 0, level = 0 } = bands[Math.floor(i / cells)] ?? {};
      return first + ((i % cells) + 1) * samplesPerCell > from ? level : 0;
    });
    return { bands: bands.length, cells, values };
  };
  return { ask, asked };
}

const never = () => false;
const span = (start: number, end: number) => ({ start: start * RATE, end: end * RATE, sampleRate: RATE });

test('a band is silent that never reaches half a step of 16 bits', async () => {
  const { ask } = envelopesOf([0, 2 ** -15, 2 ** -17].map((level) => ({ from: 0, level })));
  expect(await findSilentBands(span(0, 1), ask, never)).toEqual([1, 3]);
});

test('eight seconds are asked for at once, and no more once each band was found to sound', async () => {
  const late = { from: 10 * RATE, level: 1 };
  const { ask, asked } = envelopesOf([{ from: 0, level: 1 }, late]);
  expect(await findSilentBands(span(0, 9), ask, never)).toEqual([2]);
  expect(asked.map(({ first, count }) => [first / RATE, count / RATE])).toEqual([
    [0, 8],
    [8, 1],
  ]);
  asked.length = 0;
  expect(await findSilentBands(span(0, 30), ask, never)).toEqual([]);
  expect(asked).toHaveLength(2);
});

test('a band that sounded is not silent for what comes later', async () => {
  const { ask } = envelopesOf([
    { from: 0, level: 1 },
    { from: 0, level: 0 },
  ]);
  let stretch = 0;
  const early = async (asked: BandStretch) => {
    const found = await ask(asked);
    return stretch++ === 0 ? found : { ...found, values: found.values.fill(0) };
  };
  expect(await findSilentBands(span(0, 20), early, never)).toEqual([2]);
  expect(stretch).toBe(3);
});

test('nothing more is asked for once nobody waits', async () => {
  const { ask, asked } = envelopesOf([{ from: 0, level: 0 }]);
  expect(await findSilentBands(span(0, 30), ask, () => asked.length === 2)).toBeUndefined();
  expect(asked).toHaveLength(2);
});

test('a few milliseconds are judged by their own samples, from the first to the last', async () => {
  const onset = 8000;
  const { ask } = envelopesOf([{ from: onset, level: 1 }]);
  // 5 ms that end before the onset, by less than a coarse cell.
  expect(await findSilentBands({ start: 7900, end: 7980, sampleRate: RATE }, ask, never)).toEqual([1]);
  // And some that reach over it by 3 samples.
  expect(await findSilentBands({ start: 7903, end: 8003, sampleRate: RATE }, ask, never)).toEqual([]);
});

test.each([
  [0, 1],
  [37, 90],
  [300, 70_001],
  [5, 30 * 44_100],
])('stretches from %i to %i hold all of it, in cells that begin where the sound has them', (start, end) => {
  const stretches = stretchesOf({ start, end, sampleRate: 44_100 });
  const { first = -1, samplesPerCell = 0 } = stretches[0] ?? {};
  expect(first).toBeLessThanOrEqual(start);
  expect(first).toBeGreaterThan(start - samplesPerCell);
  for (const [index, stretch] of stretches.entries()) {
    expect(stretch.first % stretch.samplesPerCell).toBe(0);
    expect(stretch.first + stretch.count).toBe(stretches[index + 1]?.first ?? end);
    expect(stretch.count).toBeLessThanOrEqual(8 * 44_100);
  }
});
