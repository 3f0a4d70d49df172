import type { JsonValue } from '../query/query.ts';

/** Lists within objects within lists: deeper is no recipe. */
const DEEPEST = 64;

/** A value found in a text, and where the text goes on behind it. */
export interface FoundLiteral {
  readonly value: JsonValue;
  readonly end: number;
}

/**
 * Reads a value as JSON, TypeScript, JavaScript and Python write it: either quotes, bare keys, a comma too many,
 * comments, `True`, `None`.
 * @param at where it begins, spaces before it allowed
 * @returns undefined when there is none
 */
export function readLiteral(text: string, at: number): FoundLiteral | undefined {
  const reader = new LiteralReader(text, at);
  const value = reader.value(0);
  return value === undefined ? undefined : { value, end: reader.at };
}

const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['undefined', null],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** Each method reads what it is named after and moves on, or gives undefined. */
class LiteralReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): JsonValue | undefined {
    this.#skip();
    const character = this.#text.charAt(this.at);
    if (depth > DEEPEST) return undefined;
    if (character === '{') return this.#object(depth);
    if (character === '[') return this.#list(depth);
    if (character === '"' || character === "'") return this.#string(character);
    return this.#number() ?? this.#word();
  }

  #object(depth: number): JsonValue | undefined {
    const entries: [string, JsonValue][] = [];
    const done = this.#items('}', () => {
      const key = this.#key();
      if (key === undefined || !this.#take(':')) return false;
      const value = this.value(depth + 1);
      if (value !== undefined) entries.push([key, value]);
      return value !== undefined;
    });
    return done ? Object.fromEntries(entries) : undefined;
  }

  #list(depth: number): JsonValue | undefined {
    const values: JsonValue[] = [];
    const done = this.#items(']', () => {
      const value = this.value(depth + 1);
      if (value !== undefined) values.push(value);
      return value !== undefined;
    });
    return done ? values : undefined;
  }

  /** From the opening bracket to the closing one, a comma before it allowed. */
  #items(close: string, item: () => boolean): boolean {
    this.at++;
    for (;;) {
      if (this.#take(close)) return true;
      if (!item()) return false;
      if (!this.#take(',')) return this.#take(close);
    }
  }

  #key(): string | undefined {
    this.#skip();
    const quote = this.#text.charAt(this.at);
    if (quote === '"' || quote === "'") return this.#string(quote);
    return this.#match(/[A-Za-z_$][\w$]*/y);
  }

  #string(quote: string): string | undefined {
    let out = '';
    for (let at = this.at + 1; at < this.#text.length; at++) {
      const character = this.#text.charAt(at);
      if (character === quote) {
        this.at = at + 1;
        return out;
      }
      if (character === '\n') return undefined;
      if (character !== '\\') {
        out += character;
        continue;
      }
      at++;
      const escaped = this.#text.charAt(at);
      const code = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.#text.slice(at + 1, at + 5))?.[0] : undefined;
      if (code !== undefined) at += 4;
      out += code === undefined ? (ESCAPES.get(escaped) ?? escaped) : String.fromCharCode(Number.parseInt(code, 16));
    }
    return undefined;
  }

  #number(): number | undefined {
    const digits = this.#match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y);
    return digits === undefined ? undefined : Number(digits);
  }

  #word(): JsonValue | undefined {
    const word = this.#match(/[A-Za-z]+/y);
    return word === undefined ? undefined : WORDS.get(word);
  }

  #take(character: string): boolean {
    this.#skip();
    if (this.#text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  #skip(): void {
    this.#match(/(?:\s+|\/\/[^\n]*|#[^\n]*)+/y);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
