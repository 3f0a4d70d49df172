import { describe, expect, it } from 'vitest';
import golden from '../../testing/golden/vtserver/random.json' with { type: 'json' };
import { PythonRandom } from './python-random.ts';

const cases = golden.pythonRandom;

const take = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);

describe('PythonRandom', () => {
  it('is compared with integers, texts, floats and truth values', () => {
    expect(new Set(cases.map(({ seedType }) => seedType))).toEqual(new Set(['int', 'str', 'float', 'bool']));
    expect(cases.length).toBeGreaterThan(8);
  });

  it.each(cases)("gives what Python's gives for the seed $seed ($seedType)", ({ seed, random, ...one }) => {
    // JSON has the integer that no double can hold as a text.
    const fresh = () => new PythonRandom(one.seedType === 'int' ? BigInt(seed) : seed);
    const [a, b, c, d] = [fresh(), fresh(), fresh(), fresh()];
    expect(take(random.length, () => a.random())).toEqual(random);
    expect(take(4, () => b.uniform(0.2, 0.7))).toEqual(one['uniform_0.2_0.7']);
    expect(take(6, () => c.randint(0, 20_000))).toEqual(one.randint_0_20000);
    expect(d.shuffled([...Array(12).keys()])).toEqual(one.sample_12_of_12);
    expect(fresh().shuffled([0, 1, 2, 3])).toEqual(one.sample_4_of_4);
  });

  it('tells texts from numbers', () => {
    expect(new PythonRandom('8').random()).not.toBe(new PythonRandom(8).random());
  });
});
