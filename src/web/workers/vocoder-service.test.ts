import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { SHAPE_GRID } from '../services/vocoder-client.ts';
import { VocoderService } from './vocoder-service.ts';

const GIVEN = {
  analysis_filters: { f: 'hr90k', method: { family: 'butterworth', order: 4, 'zero-phase': true } },
  envelope: { method: 'hilbert' },
  synthesis: { carrier: 'noise' },
};

test('the arguments are read as a recipe has them, and every band gets its curve', async () => {
  const shape = new VocoderService(await kernelsForTest()).shape(GIVEN, 44_100);
  expect(shape.analysis.edges[0]).toBe(250);
  expect(shape.analysis.gains).toHaveLength(16 * SHAPE_GRID.points);
});

test('wrong arguments are refused', async () => {
  const service = new VocoderService(await kernelsForTest());
  expect(() => service.shape({ ...GIVEN, synthesis: {} }, 44_100)).toThrow(/^vocoder: /);
});
