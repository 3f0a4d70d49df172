import { expect, it } from 'vitest';
import {
  clock,
  decibels,
  decimal,
  excerpt,
  frequency,
  length,
  readable,
  short,
  shortSignature,
  signed,
  spell,
} from './format.ts';

it('prints a true minus and never a negative zero', () => {
  expect([decimal(-3.14, 1), decimal(-0.01, 1), signed(-2, 1), signed(0.04, 1), signed(3.8, 1)]).toEqual([
    '\u22123.1',
    '0.0',
    '\u22122.0',
    '0.0',
    '+3.8',
  ]);
});

it('drops trailing zeros where a number is short', () => {
  expect([short(0.5, 3), short(1.2449, 3), short(22.05, 2)]).toEqual(['0.5', '1.245', '22.05']);
});

it('prints a position with minutes and milliseconds', () => {
  expect([clock(0), clock(61.2345), clock(3599.9996)]).toEqual(['0:00.000', '1:01.235', '60:00.000']);
});

it('prints silence as minus infinity', () => {
  expect(decibels(Number.NEGATIVE_INFINITY)).toBe('\u2212\u221e');
});

it('changes from hertz to kilohertz at one thousand', () => {
  expect([frequency(999), frequency(2140)]).toEqual(['999\u00a0Hz', '2.14\u00a0kHz']);
});

it('shortens a signature to what the eye compares', () => {
  expect(shortSignature('k7f2abcdefgh9qa')).toBe('k7f2\u20269qa');
});

it('spells units and signs for ears', () => {
  expect(spell('0.934\u00a0s, 2.14\u00a0kHz, \u221231\u00a0dB, f0\u00a0131.6\u00a0Hz')).toBe(
    '0.934 seconds, 2.14 kilohertz, minus 31 decibels, f0\u00a0131.6 hertz',
  );
});

it('makes sentences of what core says', () => {
  expect(readable('got `sx` here')).toBe('got \u201csx\u201d here.');
  expect(readable('Stopped.')).toBe('Stopped.');
});

it('shows of a very long text what is wrong, and where', () => {
  expect(excerpt('-12sx', 3)).toEqual({ text: '-12sx', position: 3 });
  const long = excerpt(`${'1'.repeat(100)}x${'1'.repeat(100)}`, 100);
  expect(long.text).toBe(`\u2026${'1'.repeat(16)}x${'1'.repeat(11)}\u2026`);
  expect(long.text[long.position]).toBe('x');
});

it('never lists a sound of some samples as one of no length', () => {
  expect([length(30 / 44_100), length(2.158), length(3480)]).toEqual(['0.7\u00a0ms', '2.16\u00a0s', '58\u00a0min']);
});
