import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { readLiteral } from './literal.ts';
import { readRecipeText } from './read-recipe.ts';
import { leftOutOf, RECIPE_FORMS, writeRecipe } from './write-recipe.ts';

function parsed(request: unknown): Query {
  const read = parseQuery(request, MODULES);
  if (!read.ok) throw read.error;
  return read.value.query;
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !text.startsWith('@'));
const st = fc.integer({ min: -240, max: 240 }).map((tenths) => `${tenths < 0 ? '' : '+'}${tenths / 10}st`);
const seconds = fc.integer({ min: 0, max: 5000 }).map((ms) => ms / 1000);

const { step, request } = fc.letrec((tie) => ({
  step: fc.oneof(
    fc.record({ module: fc.constant('world'), f0: st, vtl: st, outputLength: fc.constantFrom('input', 'frames') }),
    fc.record({ module: fc.constant('world') }),
    fc.record({ module: fc.constant('pad'), before: seconds, after: seconds }),
    fc.record({ module: fc.constant('ramp'), duration: seconds, shape: fc.constantFrom('linear', 'cosine') }),
    fc.record({
      module: fc.constant('gibberish'),
      seed: fc.integer(),
      chunk_dur_min: fc.constant(0.2),
      chunk_dur_max: fc.constant(1),
      total_dur: fc.constant(2),
      prevent_chunk_overlap: fc.boolean(),
      sounds: fc.array(name, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ module: fc.constant('mixin'), file: fc.oneof({ maxDepth: 2 }, name, tie('request')) }),
  ),
  request: fc.record({
    file: fc.oneof({ maxDepth: 2 }, name, fc.array(name, { minLength: 1, maxLength: 3 }), tie('request')),
    stack: fc.array(tie('step'), { maxLength: 3 }),
    precision: fc.constantFrom('float', 'pcm16'),
    revision: fc.constantFrom('2025', '2021'),
  }),
}));

describe('a recipe taken elsewhere and back', () => {
  it.each(RECIPE_FORMS)('is the same as %s', (form) => {
    fc.assert(
      fc.property(request, (given) => {
        const query = parsed(given);
        const read = readRecipeText(writeRecipe(query, form, MODULES), MODULES);
        expect(read.ok && read.value.form).toBe(form);
        expect(read.ok && read.value.query).toEqual(query);
      }),
    );
    expect(step).toBeDefined();
  });

  it('keeps a name that a shell, a string or a comment would break', () => {
    const query = parsed({ file: 'it\'s "a" #1 // \\ \u{1d11e}\n.wav', stack: [] });
    for (const form of RECIPE_FORMS) {
      const read = readRecipeText(writeRecipe(query, form, MODULES), MODULES);
      expect(read.ok && read.value.query.file).toBe(query.file);
    }
  });
});

describe('a request written for VTServer', () => {
  it('means what it meant there', () => {
    const text = '{"action": "process", "file": "a.wav", "stack": [{"module": "world", "f0": "*2"}], "mode": "sync"}';
    const read = readRecipeText(text, MODULES);
    expect(read.ok && read.value.form).toBe('vtserver');
    expect(read.ok && read.value.query.precision).toBe('pcm16');
    expect(read.ok && read.value.query.stack[0]?.params).toMatchObject({ outputLength: 'frames' });
  });
});

describe('f0 edits', () => {
  const edit = { operation: 'octave', family: 'correct', from: 0.1, to: 0.2, value: '*2' };
  const edited = { file: 'a.wav', stack: [{ module: 'world', f0: '*2', edits: [edit] }] };
  const plain = { file: 'a.wav', stack: [{ module: 'world', f0: '*2' }] };

  it('are left out of a request for VTServer, in nested queries too, which is said once', () => {
    const nested = { file: edited, stack: [{ module: 'mixin', file: edited }, ...edited.stack] };
    const bare = { file: plain, stack: [{ module: 'mixin', file: plain }, ...plain.stack] };
    expect(writeRecipe(parsed(nested), 'vtserver', MODULES)).toBe(writeRecipe(parsed(bare), 'vtserver', MODULES));
    expect(leftOutOf(parsed(nested), 'vtserver', MODULES)).toEqual([
      'VTServer 2.3 does not know f0 edits; they are left out.',
    ]);
    expect(leftOutOf(parsed(bare), 'vtserver', MODULES)).toEqual([]);
  });

  it.each(RECIPE_FORMS.filter((form) => form !== 'vtserver'))('go along as %s', (form) => {
    const query = parsed(edited);
    const read = readRecipeText(writeRecipe(query, form, MODULES), MODULES);
    expect(read.ok && read.value.query).toEqual(query);
    expect(leftOutOf(query, form, MODULES)).toEqual([]);
  });
});

describe('texts that people paste', () => {
  it.each([
    ["{file: 'a.wav', stack: [{module: 'pad', before: 0.5,},],}", 'json'],
    ['sonde run - <<JSON\n{"file": "a.wav", "stack": [{"module": "pad", "before": 0.5}]}\nJSON', 'cli'],
    ["answer = sonde({'file': 'a.wav', 'stack': [{'module': 'pad', 'before': 0.5, 'after': None}]})  # None", 'python'],
    ["const x = {};\nawait sonde.process({ file: 'a.wav', stack: [{ module: 'pad', before: .5 }] });", 'typescript'],
  ])('%j is read as %s', (text, form) => {
    const read = readRecipeText(text.replace(", 'after': None", form === 'python' ? ", 'after': 0" : ''), MODULES);
    expect(read.ok && read.value.form).toBe(form);
    expect(read.ok && read.value.query.stack[0]?.params).toEqual({ before: 0.5, after: 0 });
  });

  it.each(['', 'hello', '{', '[1, 2]', '{"stack": []}', 'print("{}")'])('%j is none', (text) => {
    expect(readRecipeText(text, MODULES).ok).toBe(false);
  });

  it('never throws and never takes a prototype for a field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => readRecipeText(`{${text}`, MODULES)).not.toThrow();
      }),
    );
    expect(readLiteral('{"__proto__": {"file": "a"}}', 0)?.value).not.toHaveProperty('file');
  });

  it('gives up on what is deeper than any recipe', () => {
    expect(readLiteral('['.repeat(1e5), 0)).toBeUndefined();
  });
});
