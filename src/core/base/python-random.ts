import { sha512 } from '@noble/hashes/sha2.js';

/** What Python's generator can be seeded with. Numbers within ±2^53 that are whole are integers there, others floats. */
export type PythonSeed = number | bigint | string | boolean;

const WORDS = 624;
const MIDDLE = 397;

/**
 * Python's `random.Random(seed)`, the version-3 stream: the same seed gives the same numbers, by integer arithmetic and
 * exact doubles only. Not for secrets.
 * @source Matsumoto & Nishimura (1998). ACM Trans. Model. Comput. Simul. 8(1), 3-30; doi 10.1145/272991.272995
 */
export class PythonRandom {
  readonly #state: Uint32Array;
  #next = WORDS;

  constructor(seed: PythonSeed) {
    this.#state = initByArray(wordsOf(seedInteger(seed)));
  }

  /** In [0, 1), of 53 bits. */
  random(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** a + (b - a) * u. */
  uniform(a: number, b: number): number {
    return a + (b - a) * this.random();
  }

  /** An integer from a to b, both included; @param b less than a + 2^32 */
  randint(a: number, b: number): number {
    return a + this.#below(b - a + 1);
  }

  /** All items in another order, a fresh array. */
  shuffled<T>(items: readonly T[]): T[] {
    const pool = [...items];
    const out: T[] = [];
    while (pool.length > 0) {
      const at = this.#below(pool.length);
      const last = pool.pop() as T;
      out.push(at < pool.length ? (pool[at] as T) : last);
      if (at < pool.length) pool[at] = last;
    }
    return out;
  }

  #below(count: number): number {
    const bits = 32 - Math.clz32(count);
    for (;;) {
      const drawn = this.#word() >>> (32 - bits);
      if (drawn < count) return drawn;
    }
  }

  #word(): number {
    if (this.#next === WORDS) {
      twist(this.#state);
      this.#next = 0;
    }
    let y = this.#state[this.#next++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < WORDS; i++) {
    const y = (word(state, i) & 0x80000000) | (word(state, (i + 1) % WORDS) & 0x7fffffff);
    state[i] = word(state, (i + MIDDLE) % WORDS) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}

function initByArray(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(WORDS);
  state[0] = 19_650_218;
  for (let i = 1; i < WORDS; i++) state[i] = Math.imul(1_812_433_253, mixed(state, i)) + i;
  let i = 1;
  const advance = () => {
    i += 1;
    if (i < WORDS) return;
    state[0] = word(state, WORDS - 1);
    i = 1;
  };
  for (let k = Math.max(WORDS, key.length), j = 0; k > 0; k--) {
    state[i] = (word(state, i) ^ Math.imul(mixed(state, i), 1_664_525)) + (key[j] ?? 0) + j;
    j = (j + 1) % key.length;
    advance();
  }
  for (let k = WORDS - 1; k > 0; k--) {
    state[i] = (word(state, i) ^ Math.imul(mixed(state, i), 1_566_083_941)) - i;
    advance();
  }
  state[0] = 0x80000000;
  return state;
}

function mixed(state: Uint32Array, i: number): number {
  const before = word(state, i - 1);
  return before ^ (before >>> 30);
}

function word(state: Uint32Array, i: number): number {
  return state[i] ?? 0;
}

/** 32-bit words, least significant first; at least one. */
function wordsOf(seed: bigint): number[] {
  const words: number[] = [];
  for (let rest = seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

/** Not negative: Python drops the sign. */
function seedInteger(seed: PythonSeed): bigint {
  if (typeof seed === 'string') {
    const text = new TextEncoder().encode(seed);
    return bigEndian([...text, ...sha512(text)]);
  }
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) return BigInt.asUintN(64, floatHash(seed));
  const whole = BigInt(seed);
  return whole < 0n ? -whole : whole;
}

function bigEndian(bytes: readonly number[]): bigint {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex}`);
}

const PRIME = 2n ** 61n - 1n;

/** Python's hash of a finite float: mantissa * 2^exponent modulo 2^61 - 1, the sign put back, -1 told as -2. */
function floatHash(value: number): bigint {
  let mantissa = Math.abs(value);
  let exponent = 0;
  for (; !Number.isInteger(mantissa); exponent--) mantissa *= 2;
  const turns = ((exponent % 61) + 61) % 61;
  const hash = (BigInt(mantissa) << BigInt(turns)) % PRIME;
  if (value >= 0) return hash;
  return hash === 1n ? -2n : -hash;
}
