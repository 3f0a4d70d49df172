import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComplete, readStrict } from './read-quantity.ts';
import { positionOf, ratioOf, SCALES, steppedText, textAt } from './world-scale.ts';
import { WORLD_PARAMS } from './world-texts.ts';

const FACTS = { meanF0: 200, duration: 2 };

describe('positions on the semitone scale', () => {
  it.each([
    ['f0', '-12st', -12],
    ['f0', '*2', 12],
    ['f0', '~100Hz', -12],
    ['f0', '', 0],
    ['duration', '~4s', 12],
    ['duration', '-1s', -12],
  ] as const)('puts %s %j at %d', (param, text, position) => {
    expect(positionOf(param, readStrict(param, text), FACTS)).toBeCloseTo(position, 9);
  });

  it('has no place for a change in Hz while the mean is unknown', () => {
    expect(positionOf('f0', readStrict('f0', '~100Hz'), { ...FACTS, meanF0: undefined })).toBeUndefined();
  });

  it('has no place for a change that leaves nothing', () => {
    expect(positionOf('duration', readStrict('duration', '-2s'), FACTS)).toBeUndefined();
  });

  it('calls an offset in Hz an estimate and a new mean exact', () => {
    expect(ratioOf('f0', readStrict('f0', '+20Hz'), FACTS)?.exact).toBe(false);
    expect(ratioOf('f0', readStrict('f0', '~120Hz'), FACTS)?.exact).toBe(true);
  });

  it('writes texts that are strict and come back to the same place', () => {
    const cases = fc.constantFrom(...WORLD_PARAMS).chain((param) => {
      const { min, max, step } = SCALES[param];
      return fc
        .integer({ min: Math.round(min / step), max: Math.round(max / step) })
        .map((index) => ({ param, at: index * step }));
    });
    fc.assert(
      fc.property(cases, ({ param, at }) => {
        const text = textAt(param, at);
        expect(readComplete(param, text)).toBe(text);
        expect(Math.abs((positionOf(param, readStrict(param, text), FACTS) ?? Number.NaN) - at)).toBeLessThan(
          SCALES[param].step / 2,
        );
      }),
    );
  });
});

describe('steps', () => {
  it.each([
    ['f0', '', 1, '+0.1st'],
    ['f0', '-12st', -10, '-13st'],
    ['f0', '+20Hz', 1, '+21Hz'],
    ['f0', '~120Hz', -1, '~119Hz'],
    ['vtl', '+0.1st', -1, ''],
    ['vtl', '*1.2', 1, '*1.21'],
    ['duration', '', 1, '*1.01'],
    ['duration', '~1.5s', 10, '~1.6s'],
  ] as const)('moves %s %j by %d to %j', (param, text, steps, expected) => {
    expect(steppedText(param, readStrict(param, text), steps)).toBe(expected);
  });
});
