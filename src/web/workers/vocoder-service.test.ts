import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import { SHAPE_GRID } from '../services/vocoder-client.ts';
import { VocoderService } from './vocoder-service.ts';

const GIVEN = {
  analysis_filters: { f: 'hr90k', method: { family: 'butterworth', order: 4, 'zero-phase': true } },
  envelope: { method: 'hilbert' },
  synthesis: { carrier: 'noise' },
};

const RATE = 22_050;
const x = voiceClip({ seconds: 3, sampleRate: RATE }).channels[0]!;

async function serviceOf(): Promise<VocoderService> {
  return new VocoderService(await kernelsForTest(), async () => ({
    sampleRate: RATE,
    frames: x.length,
    read: async (_, first, count) => x.slice(first, first + count),
  }));
}

test('the arguments are read as a recipe has them, and every band gets its curve', async () => {
  const shape = (await serviceOf()).shape(GIVEN, 44_100);
  expect(shape.analysis.edges[0]).toBe(250);
  expect(shape.analysis.gains).toHaveLength(16 * SHAPE_GRID.points);
});

test('wrong arguments are refused', async () => {
  const service = await serviceOf();
  expect(() => service.shape({ ...GIVEN, synthesis: {} }, 44_100)).toThrow(/^vocoder: /);
});

test('a stretch has the envelopes that the whole sound has there', async () => {
  const service = await serviceOf();
  const perCell = 32;
  const whole = await service.envelopes('a', 0, GIVEN, { first: 0, count: x.length, samplesPerCell: perCell });
  expect([whole.bands, whole.cells]).toEqual([16, Math.ceil(x.length / perCell)]);
  const part = await service.envelopes('a', 0, GIVEN, {
    first: 960 * perCell,
    count: 300 * perCell,
    samplesPerCell: perCell,
  });
  expect(part.cells).toBe(300);
  const loudest = Math.max(...whole.values);
  for (let band = 0; band < 16; band++) {
    for (const cell of [0, 150, 299]) {
      const [got, expected] = [part.values[band * 300 + cell]!, whole.values[band * whole.cells + 960 + cell]!];
      expect(Math.abs(got - expected)).toBeLessThan(0.02 * loudest);
    }
  }
});

test('a last stretch ends with the sound', async () => {
  const service = await serviceOf();
  const last = await service.envelopes('a', 0, GIVEN, { first: 32 * 2000, count: 32 * 4000, samplesPerCell: 32 });
  expect(last.cells).toBe(Math.ceil((x.length - 32 * 2000) / 32));
});
