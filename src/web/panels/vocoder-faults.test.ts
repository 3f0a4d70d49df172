import { expect, test } from 'vitest';
import { vocoderParams } from '../../core/modules/vocoder-params.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { withValue } from '../forms/values.ts';
import { vocoderFaults } from './vocoder-faults.ts';

const RIGHT: JsonObject = {
  analysis_filters: { f: 'ci24', method: { family: 'butterworth', order: 4, 'zero-phase': true } },
  envelope: { method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 },
  synthesis: { carrier: 'noise' },
};

const faultsOf = (params: JsonObject) =>
  vocoderFaults((path) =>
    path.reduce<JsonValue | undefined>((at, key) => (isJsonObject(at) ? at[key] : undefined), params),
  );

test('arguments that are right have no fault', () => {
  expect(faultsOf(RIGHT)).toEqual([]);
});

test.each([
  ['an odd order without phase', ['analysis_filters', 'method', 'order'], 3, 'Zero-phase needs an even order; got 3.'],
  ['an odd order of the low-pass', ['envelope', 'order'], 1, 'The low-pass needs an even order; got 1.'],
  ['spread with noise', ['envelope', 'modifiers'], ['spread'], 'Spread works with sine carriers.'],
])('%s is told, and each way out of it is one', (_what, path, value, text) => {
  const wrong = withValue(RIGHT, path, value) as JsonObject;
  expect(vocoderParams.safeParse(wrong).success).toBe(false);
  const [fault, ...more] = faultsOf(wrong);
  expect([fault?.text, more]).toEqual([text, []]);
  const ways = [fault?.fix, fault?.other].filter((way) => way !== undefined);
  expect(ways.length).toBe(value === 1 ? 1 : 2);
  for (const way of ways) {
    expect(vocoderParams.safeParse(withValue(wrong, way.path, way.value)).error).toBeUndefined();
  }
});
