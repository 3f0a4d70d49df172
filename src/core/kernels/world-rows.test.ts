import { expect, test } from 'vitest';
import { goldenInput, goldenSignal } from '../../testing/golden.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { complete, sliced } from './sliced.ts';
import { sourceOf } from './world-source.ts';

const { world } = await kernelsForTest();
const signal = await goldenSignal('speech_female_8000');
const x = await goldenInput(signal);
const source = sourceOf(x, signal.sampleRate);

test.each([
  ['envelope', 'spectralEnvelope'],
  ['aperiodicity', 'aperiodicity'],
] as const)('rows of the %s are those of the whole analysis, wherever they are taken', (kind, name) => {
  const whole = complete(world.analyze(x, signal.sampleRate, { f0Floor: 60 }));
  const contour = complete(sliced(world.stages.contour(source, { f0Floor: 60 }), world.perform));
  const rows = world.rows(source, contour, kind, { f0Floor: 60 });
  expect(rows.fftSize).toBe(whole.fftSize);
  for (const [first, count] of [
    [0, 1],
    [3, 20],
    [23, 1],
    [90, 30],
    [whole.f0.length - 1, 1],
  ] as const) {
    const expected = whole[name].subarray(first * rows.bins, (first + count) * rows.bins);
    expect(rows.read(first, count), `${count} from ${first}`).toEqual(expected.slice());
  }
});

test('a contour of another sound is refused', () => {
  const contour = { f0: new Float64Array(3), shares: new Float64Array(3) };
  expect(() => world.rows(source, contour, 'envelope')).toThrow('frames for');
});
