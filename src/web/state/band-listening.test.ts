import { expect, test } from 'vitest';
import { vocoderParams } from '../../core/modules/vocoder-params.ts';
import { shapeVocoder } from '../../core/modules/vocoder-shape.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { JsonObject } from '../forms/json.ts';
import { bandAlone } from './band-listening.ts';

const METHOD = { family: 'butterworth', order: 4, 'zero-phase': true };

async function alone(params: JsonObject, band: number) {
  const shape = shapeVocoder(await kernelsForTest(), vocoderParams.parse(params), 44_100, { top: 20_000, points: 10 });
  const step = { id: 'step-1', module: 'vocoder', params, bypassed: false };
  return vocoderParams.parse(bandAlone(step, shape, band));
}

test('a band alone has its own edges, its own cut-off and the tone that it has among the others', async () => {
  const given = {
    analysis_filters: { f: [200, 400, 800], method: METHOD },
    synthesis_filters: { f: { fmin: 300, fmax: 1200, n: 2, scale: 'linear' }, method: METHOD },
    envelope: { method: 'low-pass', rectify: 'half-wave', order: 2, fc: [50, 160], modifiers: 'spread' },
    synthesis: { carrier: 'sin' },
  };
  const one = await alone(given, 1);
  expect(one.analysis_filters.f).toEqual([400, 800]);
  expect(one.synthesis_filters).toMatchObject({ f: [750, 1200] });
  expect(one.envelope).toMatchObject({ fc: 160, modifiers: [] });
  expect(one.synthesis.f).toEqual([975]);
});

test('a seed stays, so that noise is the noise of the whole', async () => {
  const given = {
    analysis_filters: { f: 'hr90k', method: METHOD },
    envelope: { method: 'hilbert' },
    synthesis: { carrier: 'noise', random_seed: 8 },
  };
  const one = await alone(given, 15);
  expect(one.analysis_filters.f).toEqual([4630, 8700]);
  expect(one.synthesis).toMatchObject({ carrier: 'noise', random_seed: 8, f: null });
});
