/** Where JSON text stops being JSON. */
export interface JsonMistake {
  /** Zero-based offset, UTF-16 units. */
  readonly offset: number;
  readonly expected: string;
  readonly got: string;
}

export interface JsonSurvey {
  readonly mistake: JsonMistake | undefined;
  /** Keys written twice in one object; the last one counts. */
  readonly duplicates: readonly { readonly key: string; readonly offset: number }[];
}

/** Deeper text is refused before any recursion could run out of stack. */
const DEEPEST = 200;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that JSON forbids inside strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /[A-Za-z_$][\w$]*/y;

class Mistake extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

/**
 * Reads JSON text (RFC 8259) for its form alone. The parsers of the engines word their errors differently and not all
 * say where; this one says the same everywhere.
 */
export function surveyJson(text: string): JsonSurvey {
  const scanner = new Scanner(text);
  try {
    scanner.document();
    return { mistake: undefined, duplicates: scanner.duplicates };
  } catch (thrown) {
    if (!(thrown instanceof Mistake)) throw thrown;
    const { offset, expected } = thrown;
    return { mistake: { offset, expected, got: scanner.describe(offset) }, duplicates: scanner.duplicates };
  }
}

class Scanner {
  readonly duplicates: { key: string; offset: number }[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value(0);
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw new Mistake(this.#at, 'the end of the text');
  }

  describe(offset: number): string {
    const character = this.#text.codePointAt(offset);
    if (character === undefined) return 'the end of the text';
    WORD.lastIndex = offset;
    const word = WORD.exec(this.#text)?.[0];
    if (word !== undefined) return `\`${word.slice(0, 20)}\``;
    if (character === 10 || character === 13) return 'a line break';
    if (character < 32) return `control character ${character}`;
    return `\`${String.fromCodePoint(character)}\``;
  }

  #value(depth: number): void {
    if (depth > DEEPEST) throw new Mistake(this.#at, `nesting of at most ${DEEPEST}`);
    this.#match(SPACE);
    const character = this.#text[this.#at];
    if (character === '{') this.#object(depth);
    else if (character === '[') this.#list(depth);
    else if (character === '"') this.#string('a string');
    else if (!this.#match(NUMBER)) this.#literal();
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#at += 1;
    if (this.#take('}')) return;
    do {
      this.#match(SPACE);
      const offset = this.#at;
      const key = this.#string(keys.size === 0 ? 'a key in double quotes, or `}`' : 'a key in double quotes');
      if (keys.has(key)) this.duplicates.push({ key, offset });
      keys.add(key);
      if (!this.#take(':')) throw new Mistake(this.#at, '`:`');
      this.#value(depth + 1);
    } while (this.#take(','));
    if (!this.#take('}')) throw new Mistake(this.#at, '`,` or `}`');
  }

  #list(depth: number): void {
    this.#at += 1;
    if (this.#take(']')) return;
    do this.#value(depth + 1);
    while (this.#take(','));
    if (!this.#take(']')) throw new Mistake(this.#at, '`,` or `]`');
  }

  /** @returns the text between the quotes, escapes resolved */
  #string(expected: string): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw new Mistake(start, expected);
    this.#at += 1;
    do this.#match(PLAIN);
    while (this.#match(ESCAPE));
    const character = this.#text[this.#at];
    if (character === '\\') throw new Mistake(this.#at, 'an escape such as `\\n` or `\\u00e9`');
    if (character !== '"') throw new Mistake(this.#at, 'the closing `"` of a string');
    this.#at += 1;
    return String(JSON.parse(this.#text.slice(start, this.#at)));
  }

  #literal(): void {
    for (const word of ['true', 'false', 'null']) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return;
      }
    }
    throw new Mistake(this.#at, 'a value');
  }

  /** Skips white space, then one character if it is the wanted one. */
  #take(character: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return false;
    this.#at += found[0].length;
    return true;
  }
}
