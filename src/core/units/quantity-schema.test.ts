import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from './change-forms.ts';
import { quantity, quantityOf } from './quantity-schema.ts';

const params = z.strictObject({
  f0: quantity({ allow: F0_FORMS }),
  vtl: quantity({ allow: VTL_FORMS }),
  duration: quantity({ allow: DURATION_FORMS }),
});

describe('the quantity schema', () => {
  it('gives one form to all ways of writing the same change', () => {
    const ways = [{ f0: '-12st' }, { f0: ' - 12.0 st ' }, { f0: '-1.2e1st' }, { f0: { u: 'st', v: -12, '~': false } }];
    for (const way of ways) expect(params.parse(way)).toEqual({ f0: '-12st', vtl: null, duration: null });
  });

  it('gives null for what is missing, null, or changes nothing', () => {
    const unchanged = { f0: null, vtl: null, duration: null };
    const ways = [
      {},
      { f0: null, vtl: undefined },
      { f0: '*1', vtl: '+0st', duration: '-0s' },
      { f0: '0Hz', vtl: '*1.0', duration: { u: null, v: 1, '~': false } },
    ];
    for (const way of ways) expect(params.parse(way)).toEqual(unchanged);
  });

  it('keeps an absolute value, which is never neutral', () => {
    expect(params.parse({ duration: '~1.50s' }).duration).toBe('~1.5s');
  });

  it('is stable: what it gives, it takes and gives again', () => {
    const once = params.parse({ f0: '~ 120 Hz', vtl: '3.8st', duration: '*1.20' });
    expect(params.parse(once)).toEqual(once);
    expect(once).toEqual({ f0: '~120Hz', vtl: '+3.8st', duration: '*1.2' });
  });

  it('reports every mistake with its path, what was expected and given, and the position', () => {
    const result = params.safeParse({ f0: '-12sx', vtl: '~3st', duration: 2 });
    const issues = result.error?.issues.map((issue) => [issue.path, issue.code === 'custom' && issue.params]);
    expect(issues).toEqual([
      [['f0'], { code: 'quantity-invalid', expected: 'st or Hz', got: '`sx`', position: 3 }],
      [['vtl'], { code: 'quantity-invalid', expected: 'a change such as *1.2 or -2st', got: '`~3st`', position: 0 }],
      [
        ['duration'],
        { code: 'quantity-invalid', expected: 'a change such as *1.2, +0.2s or ~1.5s', got: 'the number 2' },
      ],
    ]);
    expect(result.error?.issues[0]?.message).toBe('expected st or Hz, got `sx`');
  });

  it.each([true, ['*2'], 0, Number.NaN])('refuses %j', (input) => {
    expect(params.safeParse({ f0: input }).success).toBe(false);
  });

  it('tells forms and documentation what it allows', () => {
    expect(params.shape.f0.meta()).toEqual({ quantity: F0_FORMS });
    expect(z.toJSONSchema(params, { io: 'input' })).toMatchObject({ type: 'object' });
    expect(z.toJSONSchema(params, { io: 'input' }).required).toBeUndefined();
  });

  it('reads its own canonical texts back', () => {
    expect(quantityOf('~120Hz', F0_FORMS)).toEqual({ kind: 'absolute', value: 120, unit: 'Hz' });
    expect(quantityOf(null, F0_FORMS)).toBeUndefined();
  });
});
