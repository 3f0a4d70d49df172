import { beforeAll, expect, test } from 'vitest';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { vocoderParams } from '../../core/modules/vocoder-params.ts';
import { shapeVocoder } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { vocoderNotes } from './vocoder-notes.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

interface Case {
  readonly f?: JsonValue;
  readonly order?: number;
  readonly fc?: number | number[];
  readonly synthesis?: object;
  readonly rate?: number;
  readonly meanF0?: number;
}

function notes({ f = [500, 1500, 4500], order = 8, fc = 50, synthesis = {}, rate = 44_100, meanF0 = 200 }: Case) {
  const params = {
    analysis_filters: { f, method: { family: 'butterworth', order, 'zero-phase': true } },
    envelope: { method: 'low-pass', rectify: 'half-wave', order: 2, fc },
    synthesis: { carrier: 'noise', ...synthesis },
  };
  const given = vocoderParams.parse(params);
  const shape = shapeVocoder(kernels, given, rate, { top: 20_000, points: 50 });
  return vocoderNotes({ given, f, bank: 'analysis_filters', shape, meanF0 });
}

test('a bank with nothing to say about says nothing', () => {
  expect(notes({})).toEqual([]);
});

test('bands in which there is nothing are named, the first of many', () => {
  const silent = (bands: readonly number[], isInput = true) => {
    const params = {
      analysis_filters: { f: [500, 1500, 4500], method: { family: 'butterworth', order: 8, 'zero-phase': true } },
      envelope: { method: 'hilbert' },
      synthesis: { carrier: 'noise' },
    };
    const given = vocoderParams.parse(params);
    const shape = shapeVocoder(kernels, given, 44_100, { top: 20_000, points: 50 });
    const facts = { given, f: null, bank: 'analysis_filters', shape, meanF0: undefined } as const;
    return vocoderNotes({ ...facts, silent: { bands, isInput } }).map(({ text }) => text);
  };
  expect(silent([])).toEqual([]);
  expect(silent([14])).toEqual(['Band 14 is silent here.']);
  expect(silent([1, 2], false)).toEqual(['Bands 1, 2 are silent here in the source.']);
  expect(silent([1, 2, 3, 4, 5, 6, 7, 8])).toEqual(['Bands 1, 2, 3, 4, 5, 6, and 2 more are silent here.']);
});

test('bands that the sound has not are a problem, which dropping them ends', () => {
  const [note] = notes({ f: 'ci24', rate: 8000 });
  expect(note).toMatchObject({ isProblem: true, fix: { label: 'Drop 6 bands', path: ['analysis_filters', 'f'] } });
  expect(note?.text).toBe('Band 17 ends at 4063 Hz; this sound ends at 4000 Hz (rate 8000).');
  const list = note?.fix?.value as number[];
  expect(list.at(-1)).toBe(3563);
  expect(notes({ f: list, rate: 8000 }).some(({ isProblem }) => isProblem)).toBe(false);
});

test('a bank that is shifted below 0 Hz says how far it may go, and that far is right', () => {
  const rule = { fmin: 100, fmax: 8000, n: 8, scale: 'greenwood', shift: -5 };
  const [note] = notes({ f: rule });
  expect(note).toMatchObject({ isProblem: true, id: 'below' });
  expect(notes({ f: note?.fix?.value ?? null }).some(({ isProblem }) => isProblem)).toBe(false);
});

test('a bank that is shifted above what the sound has is shifted back as far as it fits', () => {
  const rule = { fmin: 100, fmax: 3500, n: 8, scale: 'greenwood', shift: 4 };
  const [note] = notes({ f: rule, rate: 8000 });
  expect(note).toMatchObject({ isProblem: true, id: 'above', other: { label: expect.stringMatching(/^Shift by \d/) } });
  expect(notes({ f: note?.other?.value ?? null, rate: 8000 }).some(({ isProblem }) => isProblem)).toBe(false);
});

test('double filtering says what becomes of slopes and edges', () => {
  const [note] = notes({ synthesis: { filter_before: true } });
  expect(note?.text).toBe(
    'The carrier passes the synthesis filter twice. Slopes double to 48 dB/octave, edges lie at \u221212 dB.',
  );
  expect(note?.fix).toEqual({ label: 'Only after', path: ['synthesis', 'filter_before'], value: false });
});

test('an odd half order is steeper than the next even one, and says so', () => {
  expect(notes({ order: 6 })[0]?.text).toBe(
    'Order 6 is built as high-pass and low-pass of order 3: 36 dB/octave, steeper than order 8 (24).',
  );
});

test('a cut-off that a band does not let through is told of the first such band', () => {
  expect(notes({ f: [500, 700, 900, 4500], fc: 160 })[0]?.text).toBe(
    'Band 1 and 1 more: 200 Hz wide, so modulations above about 100 Hz do not pass it.',
  );
});

test('tones with a high cut-off keep the periodicity of the voice', () => {
  const synthesis = { carrier: 'sin' };
  expect(notes({ synthesis, fc: 160 }).map(({ id }) => id)).toEqual(['f0']);
  expect(notes({ synthesis, fc: 50 })).toEqual([]);
});
