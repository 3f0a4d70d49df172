import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gain, registryOf } from '../../testing/fake-modules.ts';
import type { AppError } from '../base/errors.ts';
import { surveyJson } from './json-syntax.ts';
import { parseQueryText } from './parse-text.ts';

const registry = registryOf(gain);

function refuse(text: string): AppError {
  const parsed = parseQueryText(text, registry);
  if (parsed.ok) throw new Error('was accepted');
  return parsed.error;
}

describe('parseQueryText', () => {
  it('reads a request, a byte order mark before it or not', () => {
    const text = '{"file": "a.wav", "stack": [{"module": "gain"}]}';
    const plain = parseQueryText(text, registry);
    expect(plain.ok && plain.value.query.file).toBe('a.wav');
    expect(parseQueryText(`\uFEFF${text}`, registry)).toEqual(plain);
  });

  it('tells line and column of a mistake in the JSON', () => {
    const error = refuse('{\n  "file": "a.wav",\n  "stack": [}\n');
    expect(error.message).toBe('This is not JSON: expected a value, got `}` at line 3, column 13');
    expect(error.details).toEqual({ line: 3, column: 13 });
    expect(error.issues[0]).toMatchObject({ code: 'json-syntax', position: 33 });
  });

  it.each([
    ['', 'a value', 'the end of the text'],
    ['{"a": 1,}', 'a key in double quotes', '`}`'],
    ["{'a': 1}", 'a key in double quotes, or `}`', "`'`"],
    ['{"a" 1}', '`:`', '`1`'],
    ['{"a": nope}', 'a value', '`nope`'],
    ['{"a": NaN}', 'a value', '`NaN`'],
    ['{"a": 01}', '`,` or `}`', '`1`'],
    ['["a" "b"]', '`,` or `]`', '`"`'],
    ['{"a": "b', 'the closing `"` of a string', 'the end of the text'],
    ['{"a": "b\nc"}', 'the closing `"` of a string', 'a line break'],
    ['{"a": "\\q"}', 'an escape such as `\\n` or `\\u00e9`', '`\\`'],
    ['{"a": 1} x', 'the end of the text', '`x`'],
    ['// hello', 'a value', '`/`'],
  ])('%j: expected %s, got %s', (text, expected, got) => {
    const [issue] = refuse(text).issues;
    expect(issue?.expected).toBe(expected);
    expect(issue?.got.replace(/ at line \d+, column \d+$/, '')).toBe(got);
  });

  it('refuses text nested without end, and text without end', () => {
    expect(refuse('['.repeat(100_000)).issues[0]?.expected).toBe('nesting of at most 200');
    expect(refuse(' '.repeat(2_000_000)).code).toBe('size-limit');
  });

  it('warns of a key written twice; the last one counts', () => {
    const parsed = parseQueryText('{"file": "a", "file": "b", "stack": []}', registry);
    expect(parsed.ok && parsed.value.query.file).toBe('b');
    expect(parsed.ok && parsed.value.warnings[0]).toMatchObject({ code: 'duplicate-key', position: 14 });
  });

  it('does not read the text anew for every key written twice', () => {
    const text = `{"file": "a"${',\n"x": 0'.repeat(100_000)}}`;
    const parsed = parseQueryText(text, registry);
    expect(parsed.ok && parsed.value.warnings[0]?.got).toBe(
      '`x` a second time at line 3, column 1; the last one counts',
    );
    expect(parsed.ok && parsed.value.warnings[99_998]?.got).toContain('at line 100001, column 1;');
  });
});

describe('surveyJson', () => {
  it('accepts what JSON.parse accepts and nothing else', () => {
    const accepts = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const damaged = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', '[', '0', '-', '.', 'e', '\\', ' ', '\u0001'),
    );
    fc.assert(
      fc.property(damaged, ([text, at, change]) => {
        const offset = at % (text.length + 1);
        const mutant = text.slice(0, offset) + change + text.slice(offset + 1);
        expect(surveyJson(mutant).mistake === undefined).toBe(accepts(mutant));
      }),
      { numRuns: 500 },
    );
  });
});
