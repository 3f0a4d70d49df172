import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from './change-forms.ts';
import {
  isNeutral,
  parseQuantity,
  printQuantity,
  type Quantity,
  type QuantityForms,
  readQuantityObject,
} from './quantity.ts';

const ANY: QuantityForms = {
  ratio: { min: 0.001, max: 1000 },
  offset: { st: { min: -120, max: 120 }, Hz: { min: -9000, max: 9000 }, s: { min: -60, max: 60 } },
  absolute: { Hz: { min: 1e-9, max: 9000 }, s: { min: 1e-9, max: 60 } },
};

const anyQuantity: fc.Arbitrary<Quantity> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), value: fc.double({ min: 0.001, max: 1000, noNaN: true }) }),
  fc.record({
    kind: fc.constant('offset' as const),
    value: fc.double({ min: -60, max: 60, noNaN: true }).map((value) => value + 0),
    unit: fc.constantFrom('st' as const, 'Hz' as const, 's' as const),
  }),
  fc.record({
    kind: fc.constant('absolute' as const),
    value: fc.double({ min: 1e-9, max: 60, noNaN: true }),
    unit: fc.constantFrom('Hz' as const, 's' as const),
  }),
);

function mistakeOf(text: string, forms: QuantityForms) {
  const result = parseQuantity(text, forms);
  if (result.ok) throw new Error(`${text} was read as ${printQuantity(result.value)}`);
  return result.error;
}

describe('parseQuantity', () => {
  it.each<[string, QuantityForms, Quantity]>([
    ['*1.2', F0_FORMS, { kind: 'ratio', value: 1.2 }],
    ['*12.', F0_FORMS, { kind: 'ratio', value: 12 }],
    ['*.5', VTL_FORMS, { kind: 'ratio', value: 0.5 }],
    ['*1e-2', DURATION_FORMS, { kind: 'ratio', value: 0.01 }],
    ['-12st', F0_FORMS, { kind: 'offset', value: -12, unit: 'st' }],
    ['+3.8st', VTL_FORMS, { kind: 'offset', value: 3.8, unit: 'st' }],
    ['2st', VTL_FORMS, { kind: 'offset', value: 2, unit: 'st' }],
    ['120Hz', F0_FORMS, { kind: 'offset', value: 120, unit: 'Hz' }],
    ['-15Hz', F0_FORMS, { kind: 'offset', value: -15, unit: 'Hz' }],
    ['~120Hz', F0_FORMS, { kind: 'absolute', value: 120, unit: 'Hz' }],
    ['+0.2s', DURATION_FORMS, { kind: 'offset', value: 0.2, unit: 's' }],
    ['~1.5s', DURATION_FORMS, { kind: 'absolute', value: 1.5, unit: 's' }],
    ['+ 3 st', VTL_FORMS, { kind: 'offset', value: 3, unit: 'st' }],
    [' ~ 120 Hz ', F0_FORMS, { kind: 'absolute', value: 120, unit: 'Hz' }],
    ['-0st', F0_FORMS, { kind: 'offset', value: 0, unit: 'st' }],
  ])('reads %j', (text, forms, quantity) => {
    const result = parseQuantity(text, forms);
    expect(result).toEqual({ ok: true, value: quantity });
    if (result.ok) expect(Object.is(result.value.value, quantity.value)).toBe(true);
  });

  it.each<[string, QuantityForms, string, string, number]>([
    ['-12sx', F0_FORMS, 'st or Hz', '`sx`', 3],
    ['120', F0_FORMS, 'st or Hz', 'nothing', 3],
    ['-12 ', F0_FORMS, 'st or Hz', 'nothing', 4],
    ['-12ST', F0_FORMS, 'st or Hz', '`ST`', 3],
    ['2hz', F0_FORMS, 'st or Hz', '`hz`', 1],
    ['+20Hz', VTL_FORMS, 'st', '`Hz`', 3],
    ['~5st', F0_FORMS, 'Hz', '`st`', 2],
    ['~5', DURATION_FORMS, 's', 'nothing', 2],
    ['+1', DURATION_FORMS, 's', 'nothing', 2],
    ['2st', DURATION_FORMS, 's', '`st`', 1],
    ['*2s', DURATION_FORMS, 'nothing after a ratio', '`s`', 2],
    ['*1.1foo', F0_FORMS, 'nothing after a ratio', '`foo`', 4],
    ['*1.2.3', F0_FORMS, 'nothing after a ratio', '`.3`', 4],
    ['+2st please', F0_FORMS, 'nothing more', '`please`', 5],
    ['~3st', VTL_FORMS, 'a change such as *1.2 or -2st', '`~3st`', 0],
    ['', F0_FORMS, 'a change such as *1.2, -2st, -2Hz or ~120Hz', 'nothing', 0],
    ['abc', F0_FORMS, 'a change such as *1.2, -2st, -2Hz or ~120Hz', '`abc`', 0],
    ['x5Hz', F0_FORMS, 'a change such as *1.2, -2st, -2Hz or ~120Hz', '`x5Hz`', 0],
    ['\u22123st', F0_FORMS, 'a change such as *1.2, -2st, -2Hz or ~120Hz', '`\u22123st`', 0],
    ['+-3st', F0_FORMS, 'a number', '`-3st`', 1],
    ['*-2', F0_FORMS, 'a number', '`-2`', 1],
    ['-', F0_FORMS, 'a number', 'nothing', 1],
    ['1,5st', F0_FORMS, 'st or Hz', '`,5st`', 1],
    ['2e5', F0_FORMS, 'st or Hz', 'nothing', 3],
    ['*0', F0_FORMS, '0.001 to 1000', '`0`', 1],
    ['* 1e999', F0_FORMS, '0.001 to 1000', '`1e999`', 2],
    ['+1e999Hz', F0_FORMS, '-20000 to 20000 Hz', '`1e999`', 1],
    ['-121st', F0_FORMS, '-120 to 120 st', '`121`', 1],
    ['~0Hz', F0_FORMS, '1 to 20000 Hz', '`0`', 1],
    [`+1${'y'.repeat(99)}`, F0_FORMS, 'st or Hz', `\`${'y'.repeat(24)}…\``, 2],
  ])('refuses %j at the place of the mistake', (text, forms, expected, got, position) => {
    expect(mistakeOf(text, forms)).toEqual({ code: 'quantity-invalid', expected, got, position });
  });

  it('never takes a digit or a letter for a sign, as the original did', () => {
    for (let code = 33; code < 127; code++) {
      const sign = String.fromCharCode(code);
      if ('*+-~'.includes(sign) || /[\d.]/.test(sign)) continue;
      expect(mistakeOf(`${sign}5Hz`, F0_FORMS).position).toBe(0);
    }
  });

  it('reads whatever is printed, back to the same change', () => {
    fc.assert(
      fc.property(anyQuantity, (quantity) => {
        expect(parseQuantity(printQuantity(quantity), ANY)).toEqual({ ok: true, value: quantity });
      }),
    );
  });

  it('gives a change or a mistake inside the text, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[*+~-]?[\s\d.e+-]{0,8}(st|Hz|s|x)?.{0,3}$/),
      fc.tuple(anyQuantity, fc.nat(12), fc.string({ maxLength: 2 })).map(([quantity, at, insert]) => {
        const text = printQuantity(quantity);
        return text.slice(0, at) + insert + text.slice(at);
      }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const result = parseQuantity(text, ANY);
        if (result.ok) {
          expect(parseQuantity(printQuantity(result.value), ANY)).toEqual(result);
        } else {
          expect(result.error.position).toBeGreaterThanOrEqual(0);
          expect(result.error.position).toBeLessThanOrEqual(text.length);
          expect(result.error.expected).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readQuantityObject', () => {
  it.each<[object, Quantity]>([
    [
      { u: 'st', v: -3, '~': false },
      { kind: 'offset', value: -3, unit: 'st' },
    ],
    [
      { u: null, v: 1.1, '~': false },
      { kind: 'ratio', value: 1.1 },
    ],
    [
      { u: 'Hz', v: 120, '~': true },
      { kind: 'absolute', value: 120, unit: 'Hz' },
    ],
    [{ v: 2 }, { kind: 'ratio', value: 2 }],
    [
      { u: 'Hz', v: -0 },
      { kind: 'offset', value: 0, unit: 'Hz' },
    ],
  ])('takes %j', (value, quantity) => {
    expect(readQuantityObject(value, F0_FORMS)).toEqual({ ok: true, value: quantity });
  });

  it.each<[object, string, string]>([
    [{ u: 'st' }, 'a number in v', 'undefined'],
    [{ u: 'st', v: '3' }, 'a number in v', 'string'],
    [{ u: 3, v: 3 }, 'a unit or null in u', 'number'],
    [{ u: 'sx', v: 3 }, 'st or Hz in u', '`sx`'],
    [{ u: 'constructor', v: 3 }, 'st or Hz in u', '`constructor`'],
    [{ u: null, v: 3, '~': true }, 'Hz in u', 'null'],
    [{ u: 'st', v: 3, '~': 1 }, 'true or false in ~', 'number'],
    [{ u: null, v: -2 }, '0.001 to 1000 in v', '-2'],
    [{ u: 'st', v: Number.NaN }, '-120 to 120 st in v', 'NaN'],
    [{ u: 'st', v: 3, unit: 'Hz' }, 'only the keys u, v and ~', '`unit`'],
  ])('refuses %j', (value, expected, got) => {
    expect(readQuantityObject(value, F0_FORMS)).toEqual({
      ok: false,
      error: { code: 'quantity-invalid', expected, got },
    });
  });

  it('refuses a form that the parameter does not take', () => {
    const result = readQuantityObject({ u: 'st', v: 3, '~': true }, VTL_FORMS);
    expect(result).toMatchObject({ ok: false, error: { expected: 'a change such as *1.2 or -2st' } });
  });
});

describe('isNeutral', () => {
  it.each<[Quantity, boolean]>([
    [{ kind: 'ratio', value: 1 }, true],
    [{ kind: 'ratio', value: 1.0000000000000002 }, false],
    [{ kind: 'offset', value: 0, unit: 'Hz' }, true],
    [{ kind: 'offset', value: 1, unit: 'st' }, false],
    [{ kind: 'absolute', value: 1, unit: 's' }, false],
  ])('of %j is %s', (quantity, neutral) => {
    expect(isNeutral(quantity)).toBe(neutral);
  });
});
