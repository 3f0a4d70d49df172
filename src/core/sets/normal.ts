import type { PythonRandom } from '../base/python-random.ts';

/**
 * A value from the standard normal distribution, by comparisons of uniform numbers alone: no logarithm, root or cosine that
 * engines might round differently, so that a seed gives the same values everywhere. Exact but for the 53 bits of a double.
 * @source Karney (2016). ACM Trans. Math. Softw. 42(1), 3, algorithm N; doi 10.1145/2710016
 */
export function standardNormal(random: Pick<PythonRandom, 'random'>): number {
  for (;;) {
    let whole = 0;
    while (happens(0.5, random)) whole += 1;
    if (!happens((whole * (whole - 1)) / 2, random)) continue;
    const part = random.random();
    if (!happens((part * (2 * whole + part)) / 2, random)) continue;
    return random.random() < 0.5 ? -(whole + part) : whole + part;
  }
}

/** True with the probability exp(-x), x not negative: von Neumann's descending runs, for 1 at most at a time. */
function happens(x: number, random: Pick<PythonRandom, 'random'>): boolean {
  const times = Math.ceil(x);
  for (let time = 0; time < times; time += 1) {
    let last = x / times;
    let isEven = true;
    for (let next = random.random(); next < last; next = random.random()) {
      last = next;
      isEven = !isEven;
    }
    if (!isEven) return false;
  }
  return true;
}
