import { PythonRandom } from '../base/python-random.ts';
import type { VocoderKernel } from '../kernels/kernels.ts';
import type { JsonValue } from '../query/query.ts';
import type { Factor } from './manifest.ts';
import { standardNormal } from './normal.ts';

/** Where equal steps on a logarithmic scale come from: the kernels, whose logarithm is the same in every engine. */
export type LogPoints = Pick<VocoderKernel, 'frequencies'>;

/** Points of the grid that a random value on a logarithmic scale is drawn from. */
const LOG_GRID = 65_537;

/**
 * The values of a factor, in order.
 * @param seed of the set; with the factor's name it makes a stream of its own, so that another factor changes nothing
 */
export function factorValues({ name, values }: Factor, seed: number, log: LogPoints): JsonValue[] {
  if ('list' in values) return [...values.list];
  if ('step' in values) {
    const { from, to, step } = values;
    // A last step that rounding puts a hair beyond the end still counts.
    const n = Math.floor(Math.abs(to - from) / step + 1e-9) + 1;
    const way = to < from ? -step : step;
    return Array.from({ length: n }, (_, i) => written(tidy(from + i * way), values.as));
  }
  if ('random' in values) {
    const { n, decimals } = values.random;
    const draw = drawFrom(values.random, new PythonRandom(`${seed} ${name}`), log);
    return Array.from({ length: n }, () => written(rounded(draw(), decimals), values.as));
  }
  const { from, to, n, scale, decimals } = values;
  const at = points(from, to, n, scale, log);
  return at.map((value) => written(decimals === undefined ? tidy(value) : rounded(value, decimals), values.as));
}

type Law = Extract<Factor['values'], { random: unknown }>['random'];

function drawFrom(law: Law, random: PythonRandom, log: LogPoints): () => number {
  if ('mean' in law) return () => law.mean + law.sd * standardNormal(random);
  const { from, to, scale } = law;
  if (scale === 'linear') return () => random.uniform(from, to);
  const grid = log.frequencies('log', from, to, LOG_GRID, 0);
  return () => grid[random.randint(0, LOG_GRID - 1)] ?? from;
}

function points(from: number, to: number, n: number, scale: 'linear' | 'log', log: LogPoints): number[] {
  if (n === 1) return [from];
  if (scale === 'log') {
    const up = [...log.frequencies('log', Math.min(from, to), Math.max(from, to), n, 0)];
    return to < from ? up.reverse() : up;
  }
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? to : from + (i * (to - from)) / (n - 1)));
}

/** Sums of decimal steps as people write them: 0.1 + 0.2 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}

function written(value: number, as: 'number' | 'st' | '*' | 'Hz' | '~Hz' | 's' | '~s'): JsonValue {
  if (as === 'number') return value;
  if (as === '*') return `*${value}`;
  if (as.startsWith('~')) return `~${value}${as.slice(1)}`;
  return `${value < 0 ? '' : '+'}${value}${as}`;
}
