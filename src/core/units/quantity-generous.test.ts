import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from './change-forms.ts';
import { parseQuantity, type QuantityForms } from './quantity.ts';
import { readGenerousQuantity } from './quantity-generous.ts';

describe('readGenerousQuantity', () => {
  it.each<[string, QuantityForms, string]>([
    ['', F0_FORMS, ''],
    ['  ', F0_FORMS, ''],
    ['1.2x', F0_FORMS, '*1.2'],
    ['1.2 ×', F0_FORMS, '*1.2'],
    ['x1.2', VTL_FORMS, '*1.2'],
    ['× 1,2', VTL_FORMS, '*1.2'],
    ['*1.20', F0_FORMS, '*1.2'],
    ['2 times', DURATION_FORMS, '*2'],
    ['80%', DURATION_FORMS, '*0.8'],
    ['110 %', DURATION_FORMS, '*1.1'],
    ['+20%', DURATION_FORMS, '*1.2'],
    ['-20%', DURATION_FORMS, '*0.8'],
    ['-12 st', F0_FORMS, '-12st'],
    ['−12st', F0_FORMS, '-12st'],
    ['–3,8 ST', VTL_FORMS, '-3.8st'],
    ['3.8 semitones', VTL_FORMS, '+3.8st'],
    ['1 octave', F0_FORMS, '+12st'],
    ['-3.8 octaves', F0_FORMS, '-45.6st'],
    ['20 hz', F0_FORMS, '+20Hz'],
    ['~0,12 kHz', F0_FORMS, '~120Hz'],
    ['200ms', DURATION_FORMS, '+0.2s'],
    ['~ 1500 ms', DURATION_FORMS, '~1.5s'],
    ['-0.1 sec', DURATION_FORMS, '-0.1s'],
  ])('makes of %j the strict form', (typed, forms, strict) => {
    expect(readGenerousQuantity(typed, forms)).toEqual({ ok: true, value: strict });
    if (strict !== '') expect(parseQuantity(strict, forms).ok).toBe(true);
  });

  it.each<[string, QuantityForms, string, string, number]>([
    ['-12sx', F0_FORMS, 'st or Hz', '`sx`', 3],
    ['−12 sx', F0_FORMS, 'st or Hz', '`sx`', 4],
    ['1,2,3', F0_FORMS, 'st or Hz', '`,3`', 3],
    ['1.5', DURATION_FORMS, 's', 'nothing', 3],
    ['20 Hz', VTL_FORMS, 'st', '`Hz`', 3],
    ['~2 octaves', F0_FORMS, 'Hz', '`octaves`', 3],
    ['~80%', F0_FORMS, 'Hz', '`%`', 3],
    ['-2x', F0_FORMS, 'a ratio without a sign', '`-2x`', 0],
    ['-100%', F0_FORMS, '0.001 to 1000', '`100`', 1],
    ['11 octaves', F0_FORMS, '-120 to 120 st', '`11`', 0],
    ['x', F0_FORMS, 'a number', 'nothing', 1],
    ['lower', F0_FORMS, 'a change such as *1.2, -2st, -2Hz or ~120Hz', '`lower`', 0],
    ['2 constructor', F0_FORMS, 'st or Hz', '`constructor`', 2],
  ])('refuses %j with the place as typed', (typed, forms, expected, got, position) => {
    expect(readGenerousQuantity(typed, forms)).toEqual({
      ok: false,
      error: { code: 'quantity-invalid', expected, got, position },
    });
  });

  it('gives strict canonical text or a mistake inside what was typed', () => {
    const typed = fc.stringMatching(/^[ *+~x×−-]?[ \d.,e]{0,6}(st|hz|S|ms|%|x|octave)?.{0,2}$/);
    fc.assert(
      fc.property(typed, fc.constantFrom(F0_FORMS, VTL_FORMS, DURATION_FORMS), (text, forms) => {
        const result = readGenerousQuantity(text, forms);
        if (!result.ok) {
          expect(result.error.position).toBeGreaterThanOrEqual(0);
          expect(result.error.position).toBeLessThanOrEqual(text.length);
        } else if (result.value !== '') {
          expect(parseQuantity(result.value, forms).ok).toBe(true);
          expect(readGenerousQuantity(result.value, forms)).toEqual(result);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
