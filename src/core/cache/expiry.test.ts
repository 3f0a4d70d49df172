import { describe, expect, it } from 'vitest';
import { isExpired, lifetimeOf } from './expiry.ts';

describe('lifetimeOf', () => {
  it.each([
    [730, 2_628_000],
    [1, 3600],
    [0.5, 1800],
    [0, 0],
    [null, null],
    [8_766_000, null],
    [Number.MAX_VALUE, null],
    [Number.POSITIVE_INFINITY, null],
  ])('of %s hours is %s seconds', (hours, seconds) => {
    expect(lifetimeOf(hours)).toBe(seconds);
  });
});

describe('isExpired', () => {
  it('is so from the moment that the lifetime has passed', () => {
    expect(isExpired(5000, 10, 14_999)).toBe(false);
    expect(isExpired(5000, 10, 15_000)).toBe(true);
  });

  it('is never so without a lifetime', () => {
    expect(isExpired(0, null, Number.MAX_VALUE)).toBe(false);
  });

  it('is so at once for a lifetime of 0, whatever the clock says', () => {
    expect(isExpired(5000, 0, 5000)).toBe(true);
    expect(isExpired(5000, 0, 1)).toBe(true);
  });

  it('is not so when the clock was set back', () => {
    expect(isExpired(5000, 10, 1)).toBe(false);
  });
});
