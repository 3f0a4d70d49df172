import { expect, it } from 'vitest';
import { readStrict } from '../state/read-quantity.ts';
import { nearestVoice, planeMarks } from '../state/reference-voices.ts';
import type { WorldParam } from '../state/world-texts.ts';
import { cautionOf, meaningOf } from './world-meaning.ts';

const FACTS = { meanF0: 212, duration: 2.1 };

function meaning(param: WorldParam, text: string, facts = FACTS): string {
  return meaningOf(param, readStrict(param, text), facts, true).replaceAll('\u00a0', ' ');
}

it.each([
  ['f0', '-12st', '\u00d70.5 \u00b7 mean 212 \u2192 106 Hz'],
  ['f0', '+20Hz', 'about \u00d71.094 \u00b7 mean 212 \u2192 232 Hz'],
  ['f0', '', 'mean 212 Hz'],
  ['vtl', '+3.8st', '\u00d71.245 longer \u00b7 formants \u00d70.803'],
  ['vtl', '*0.8', '\u00d70.800 shorter \u00b7 formants \u00d71.250'],
  ['duration', '*1.2', '\u00d71.2 \u00b7 2.10 \u2192 2.52 s'],
  ['duration', '-3s', 'Nothing would be left.'],
] as const)('says what %s %j means', (param, text, expected) => {
  expect(meaning(param, text)).toBe(expected);
});

it('says so when nothing is voiced', () => {
  expect(meaningOf('f0', readStrict('f0', '-12st'), { duration: 1, meanF0: undefined }, false)).toBe(
    'No voiced part, so f0 has no mean.',
  );
});

it.each([
  ['f0', '-30st', 'Beyond the usual \u221224 to +24 st.'],
  ['f0', '-20st', 'Mean f0 outside 71\u2013800 Hz.'],
  ['vtl', '+9st', 'Beyond the usual \u22128 to +8 st.'],
  ['duration', '*5', 'Beyond the usual \u00d70.25 to \u00d74.'],
] as const)('cautions about %s %j', (param, text, expected) => {
  expect(cautionOf(param, readStrict(param, text), FACTS)).toBe(expected);
});

it('says nothing about usual values', () => {
  expect(cautionOf('f0', readStrict('f0', '-12st'), FACTS)).toBeUndefined();
  expect(cautionOf('vtl', readStrict('vtl', '+8st'), FACTS)).toBeUndefined();
});

it('takes a source for the talker whose f0 is nearest, and puts that talker on the axis', () => {
  expect([100, 200, 300].map((mean) => nearestVoice(mean).id)).toEqual(['man', 'woman', 'child']);
  const woman = planeMarks(223).find(({ id }) => id === 'woman');
  expect(woman).toEqual({ id: 'woman', f0St: 0, vtlSt: 0 });
  const man = planeMarks(223).find(({ id }) => id === 'man');
  expect(man?.f0St).toBeCloseTo(-9.1, 1);
  expect(man?.vtlSt).toBeCloseTo(2.6, 9);
});
