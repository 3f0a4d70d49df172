import { expect, it } from 'vitest';
import { fakeEngine } from '../../testing/fake-web.ts';
import { estimateTract, tubeLength } from './tube-length.ts';

it('finds the tube that has exactly these resonances', () => {
  expect(tubeLength([500, 1500, 2500, 3500])).toBeCloseTo(17.5, 12);
  expect(tubeLength([500, 1500, 2500])).toBeUndefined();
  expect(tubeLength([500, 0, 2500, 3500])).toBeUndefined();
});

it('takes the median over frames that are voiced and loud', async () => {
  const sound = {
    id: 'a',
    name: 'a',
    sampleRate: 1000,
    channelCount: 1,
    frames: 100,
    duration: 0.1,
    recipe: undefined,
    warnings: [],
  };
  const track = { framePeriodMs: 5, f0: Float64Array.from({ length: 21 }, (_, at) => (at < 10 ? 200 : 0)), mean: 200 };
  const engine = {
    ...fakeEngine(),
    intensity: async () => ({
      step: 0.00625,
      levelDb: Float64Array.from({ length: 17 }, (_, at) => (at < 2 ? -60 : -10)),
    }),
    formants: async (_id: string, _channel: number, { start, frames }: { start: number; frames: number }) => {
      const rows = new Float64Array(10 * frames);
      for (let frame = 0; frame < frames; frame++) {
        // Quiet frames tell of a long tube, unvoiced ones of a short one.
        const at = start + frame;
        const lowest = at < 2 ? 300 : at < 8 ? 500 + at : 900;
        for (let formant = 0; formant < 5; formant++) rows[10 * frame + 2 * formant] = lowest * (2 * formant + 1);
      }
      return rows;
    },
  };
  expect(await estimateTract(engine, sound, track)).toBeCloseTo(35_000 / (4 * 504), 1);
});
