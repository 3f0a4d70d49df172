import { letterEscape, type Takes, takesRange } from './regex-chars.ts';

/** A regular expression as a tree. */
export type Regex =
  | { readonly kind: 'one'; readonly takes: Takes }
  | { readonly kind: 'at'; readonly holds: (before: string | undefined, after: string | undefined) => boolean }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly part: Regex; readonly least: number; readonly most: number };

/** Why a text is no regular expression, or none that is understood here. */
export class RegexMistake extends Error {}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** @throws RegexMistake */
export function parseRegex(text: string): Regex {
  const flags = /^\(\?([is]+)\)/.exec(text)?.[1] ?? '';
  const parser = new Parser([...text.slice(flags === '' ? 0 : flags.length + 3)], flags);
  return parser.parse();
}

class Parser {
  readonly #chars: readonly string[];
  readonly #ignoresCase: boolean;
  readonly #dotTakesAll: boolean;
  #at = 0;

  constructor(chars: readonly string[], flags: string) {
    this.#chars = chars;
    this.#ignoresCase = flags.includes('i');
    this.#dotTakesAll = flags.includes('s');
  }

  parse(): Regex {
    const tree = this.#choice();
    if (this.#at < this.#chars.length) throw new RegexMistake('a ) without its (');
    return tree;
  }

  #choice(): Regex {
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    return { kind: 'any', parts };
  }

  #sequence(): Regex {
    const parts: Regex[] = [];
    while (this.#at < this.#chars.length && this.#peek() !== '|' && this.#peek() !== ')') {
      parts.push(this.#repeated(this.#single()));
    }
    return { kind: 'all', parts };
  }

  #repeated(part: Regex): Regex {
    const range = this.#range();
    if (range === undefined) return part;
    if (part.kind === 'at') throw new RegexMistake('nothing to repeat');
    // How eager it is makes no difference to whether the whole matches.
    if (!this.#take('?') && this.#peek() === '+') throw new RegexMistake('possessive repeats are not understood here');
    if (this.#range() !== undefined) throw new RegexMistake('a repeat of a repeat');
    return { kind: 'repeat', part, ...range };
  }

  #range(): { least: number; most: number } | undefined {
    if (this.#take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { least: 0, most: 1 };
    const rest = this.#chars.slice(this.#at, this.#at + 16).join('');
    const found = /^\{(\d*)(,?)(\d*)\}/.exec(rest);
    if (found === null || (found[1] === '' && found[2] === '')) return undefined;
    this.#at += found[0].length;
    const least = Number(found[1]);
    const upper = found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
    const most = found[2] === '' ? least : upper;
    if (most < least) throw new RegexMistake('a repeat from more to less');
    return { least, most };
  }

  #single(): Regex {
    const char = this.#next();
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return this.#one(this.#set());
      case '.':
        return this.#one((other) => this.#dotTakesAll || other !== '\n');
      case '^':
        return { kind: 'at', holds: (before) => before === undefined };
      case '$':
        return { kind: 'at', holds: (_, after) => after === undefined };
      case '*':
      case '+':
      case '?':
        throw new RegexMistake('nothing to repeat');
      case '\\':
        return this.#escape();
      default:
        return this.#one((other) => other === char);
    }
  }

  #group(): Regex {
    if (this.#take('?')) {
      const rest = this.#chars.slice(this.#at).join('');
      const opening = /^(?::|P<[A-Za-z_]\w*>)/.exec(rest)?.[0];
      if (opening === undefined)
        throw new RegexMistake('look-around, flags inside and conditions are not understood here');
      this.#at += opening.length;
    }
    const tree = this.#choice();
    if (!this.#take(')')) throw new RegexMistake('a ( without its )');
    return tree;
  }

  #escape(): Regex {
    const char = this.#next();
    if (char === 'b') return { kind: 'at', holds: (before, after) => isWord(before) !== isWord(after) };
    if (char === 'B') return { kind: 'at', holds: (before, after) => isWord(before) === isWord(after) };
    if (char === 'A') return { kind: 'at', holds: (before) => before === undefined };
    if (char === 'Z') return { kind: 'at', holds: (_, after) => after === undefined };
    return this.#one(this.#escaped(char));
  }

  /** After the backslash, in a set or outside. */
  #escaped(char: string): Takes {
    const takes = letterEscape(char);
    if (takes !== undefined) return takes;
    if (/[A-Za-z0-9]/.test(char)) throw new RegexMistake(`the escape \\${char} is not understood here`);
    return (other) => other === char;
  }

  #set(): Takes {
    const negated = this.#take('^');
    const items: Takes[] = [];
    do {
      items.push(this.#setItem());
    } while (!this.#take(']'));
    return (char) => items.some((takes) => takes(char)) !== negated;
  }

  #setItem(): Takes {
    const from = this.#next('a [ without its ]');
    if (from === '\\') return this.#escaped(this.#next());
    if (this.#peek() !== '-' || this.#chars[this.#at + 1] === ']') return (char) => char === from;
    this.#at += 1;
    const to = this.#next('a [ without its ]');
    if (to === '\\' || to < from) throw new RegexMistake(`the range ${from}-${to}`);
    return takesRange(from, to);
  }

  #one(takes: Takes): Regex {
    if (!this.#ignoresCase) return { kind: 'one', takes };
    return { kind: 'one', takes: (char) => takes(char.toLowerCase()) || takes(char.toUpperCase()) };
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at += 1;
    return true;
  }

  #next(missing = 'an end after \\'): string {
    const char = this.#peek();
    if (char === undefined) throw new RegexMistake(missing);
    this.#at += 1;
    return char;
  }
}
