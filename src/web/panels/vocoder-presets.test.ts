import { expect, test } from 'vitest';
import { PRESETS } from '../../core/modules/vocoder-frequencies.ts';
import { vocoderParams } from '../../core/modules/vocoder-params.ts';
import { BANK_PRESETS, contactsOf, presetOf, presetValue } from './vocoder-presets.ts';

test('every preset is a bank that the module takes, and is known again', () => {
  for (const preset of BANK_PRESETS) {
    const method = { family: 'butterworth', order: 4, 'zero-phase': true };
    const bank = { f: presetValue(preset), method };
    const given = { analysis_filters: bank, envelope: { method: 'hilbert' }, synthesis: { carrier: 'sin' } };
    expect(vocoderParams.safeParse(given).success, preset).toBe(true);
    expect(presetOf(presetValue(preset))).toBe(preset);
  }
});

test('a bank is known by what it says, not by how it is written', () => {
  expect(presetOf([...PRESETS.ci24])).toBe('ci24');
  expect(presetOf({ n: 16, shift: 0, fmax: 8000, fmin: 100 })).toBe('log-16');
  expect(presetOf({ n: 16, shift: 3, fmax: 8000, fmin: 100 })).toBeUndefined();
  expect(presetOf([100, 200])).toBeUndefined();
});

test('contacts are counted as their makers do', () => {
  expect(contactsOf('ci24')?.numbers[0]).toBe(22);
  expect(contactsOf('ci24')?.numbers).toHaveLength(PRESETS.ci24.length - 1);
  expect(contactsOf('hr90k')?.numbers[0]).toBe(1);
  expect(contactsOf('hr90k')?.numbers).toHaveLength(PRESETS.hr90k.length - 1);
  expect(contactsOf([100, 200])).toBeUndefined();
});
