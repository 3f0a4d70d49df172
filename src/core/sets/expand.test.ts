import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { expandSet, leftOutQueries } from './expand.ts';
import { parseFieldPath, withField } from './field-path.ts';
import { parseManifest } from './manifest.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const recipe = { file: 'a.wav', stack: [{ module: 'world', f0: '*1', vtl: '+0st' }] };
const rowsOf = (manifest: object) =>
  expandSet(parseManifest({ name: 'set', recipe, factors: [], ...manifest }), MODULES, kernels.vocoder);
const valuesOf = (values: object) =>
  rowsOf({ factors: [{ name: 'f0', path: 'stack[0].f0', values }] }).map((row) => row.values['f0']);

const f0 = { name: 'f0', path: 'stack[0].f0', values: { list: ['-12st', '*1', '+12st'] } };
const vtl = { name: 'vtl', path: 'stack[0].vtl', values: { list: ['-3.8st', '+3.8st'] } };
const source = { name: 'source', path: 'file', values: { list: ['a.wav', 'b.wav'] } };

describe('a set', () => {
  it('crosses its factors, the first the slowest, and puts each value into its field', () => {
    const rows = rowsOf({ factors: [source, f0, vtl] });
    expect(rows).toHaveLength(12);
    expect(rows.map(({ values }) => [values['source'], values['f0'], values['vtl']]).slice(0, 3)).toEqual([
      ['a.wav', '-12st', '-3.8st'],
      ['a.wav', '-12st', '+3.8st'],
      ['a.wav', '*1', '-3.8st'],
    ]);
    expect(rows[11]!.query).toMatchObject({ file: 'b.wav', stack: [{ params: { f0: '+12st', vtl: '+3.8st' } }] });
  });

  it('walks factors of one group side by side: a line in the plane', () => {
    const values = { from: 0, to: -12, n: 5, as: 'st' };
    const line = [
      { ...f0, values, group: 'line' },
      { ...vtl, values: { ...values, to: 3.8 }, group: 'line' },
    ];
    expect(rowsOf({ factors: line }).map((row) => Object.values(row.values))).toEqual([
      ['+0st', '+0st'],
      ['-3st', '+0.95st'],
      ['-6st', '+1.9st'],
      ['-9st', '+2.85st'],
      ['-12st', '+3.8st'],
    ]);
  });

  it('refuses a group whose factors have not as many values', () => {
    const factors = [
      { ...f0, group: 'g' },
      { ...vtl, group: 'g' },
    ];
    expect(() => rowsOf({ factors })).toThrow(/as many values for each factor of a group, got f0 3, vtl 2/);
  });

  it('tells the recipes of the rows that it leaves out', () => {
    const set = { name: 'set', recipe, factors: [source, f0], exclude: ['f0 = -12st', 'source = b.wav'] };
    const queries = leftOutQueries(parseManifest(set), MODULES, kernels.vocoder);
    expect(queries.map(({ file, stack }) => [file, stack[0]?.params['f0']])).toEqual([
      ['a.wav', '-12st'],
      ['b.wav', '-12st'],
      // Of a change that changes nothing a recipe says nothing.
      ['b.wav', null],
      ['b.wav', '+12st'],
    ]);
  });

  it('leaves out what it is told to', () => {
    const masker = { name: 'masker', path: 'cache', values: { list: [1, 2, 3] } };
    expect(rowsOf({ factors: [f0, vtl], exclude: [{ where: { f0: '*1', vtl: '+3.8st' } }] })).toHaveLength(5);
    const talker = { name: 'talker', path: 'cache', values: { list: [1, 2, 3] } };
    expect(rowsOf({ factors: [masker, talker], exclude: [{ equal: ['masker', 'talker'] }] })).toHaveLength(6);
    const rows = rowsOf({ factors: [masker, talker], exclude: ['masker = talker', 'masker = 1 and talker = 3'] });
    expect(rows.map(({ values }) => [values['masker'], values['talker']])).toEqual([
      [1, 2],
      [2, 1],
      [2, 3],
      [3, 1],
      [3, 2],
    ]);
    expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(() => rowsOf({ factors: [f0, vtl], exclude: ['f0 = *1', 'f00 = *1'] })).toThrow(
      'exclude[1]: expected a factor: f0, vtl, got f00',
    );
  });

  it('is written with the bitrate or the quality that it asks for', () => {
    const outputOf = (output: object) => rowsOf({ output }).map(({ query }) => query.output);
    expect(outputOf({ format: 'mp3', bitrate: 64 })).toMatchObject([{ format: 'mp3', bitrate: 64 }]);
    expect(outputOf({ format: 'ogg', quality: 7.5 })).toMatchObject([{ format: 'ogg', quality: 7.5 }]);
  });

  it('of which nothing is left is refused', () => {
    expect(() => rowsOf({ factors: [f0], exclude: ['f0 < 100'] })).toThrow('exclude: expected a row that is left');
  });

  it('leaves out of a row what a factor has made meaningless there, and tells what never meant anything', () => {
    const masker = { module: 'masker', file: 'm.wav', snr: 0, over: 'speech', speech: [[0.1, 0.9]] };
    const over = { name: 'over', path: 'stack[0].over', values: { list: ['speech', 'overlap', 'whole'] } };
    const masked = { file: 'a.wav', stack: [masker] };
    const speeches = (manifest: object) =>
      rowsOf({ recipe: masked, ...manifest }).map(({ query }) => query.stack[0]!.params['speech']);
    expect(speeches({ factors: [over] })).toEqual([[[0.1, 0.9]], [], []]);
    const marks = { name: 'marks', path: 'stack[0].speech', values: { list: [[[0.2, 0.4]], [[0.3, 0.5]]] } };
    expect(speeches({ factors: [over, marks] })).toEqual([[[0.2, 0.4]], [[0.3, 0.5]], [], [], [], []]);
    const idle = { file: 'a.wav', stack: [{ ...masker, over: 'whole' }] };
    const snr = { name: 'snr', path: 'stack[0].snr', values: { list: [0, 3] } };
    expect(() => rowsOf({ recipe: idle, factors: [snr] })).toThrow(/speech: expected `over: speech` beside it/);
  });

  it('takes sounds one after the other as one value', () => {
    const pairs = { name: 'pair', path: 'file', values: { list: [['a.wav', 'b.wav'], ['b.wav', 'a.wav'], 'a.wav'] } };
    expect(rowsOf({ factors: [pairs] }).map(({ query }) => query.file)).toEqual([
      ['a.wav', 'b.wav'],
      ['b.wav', 'a.wav'],
      'a.wav',
    ]);
  });

  it('counts steps as people do', () => {
    expect(valuesOf({ from: 0.1, to: 0.4, step: 0.1, as: '*' })).toEqual(['*0.1', '*0.2', '*0.3', '*0.4']);
    expect(valuesOf({ from: 1, to: 1.3, step: 0.1, as: '*' })).toEqual(['*1', '*1.1', '*1.2', '*1.3']);
    expect(valuesOf({ from: 3, to: -3, step: 3, as: 'st' })).toEqual(['+3st', '+0st', '-3st']);
    expect(valuesOf({ from: 100, to: 400, n: 3, scale: 'log', as: '~Hz' })).toEqual(['~100Hz', '~200Hz', '~400Hz']);
  });

  it('draws at random from its seed and the factor, so that another factor changes nothing', () => {
    const values = { random: { n: 5, from: -12, to: 12, decimals: 1 }, as: 'st' };
    const once = rowsOf({ seed: 7, factors: [{ ...f0, values }] }).map((row) => row.values['f0']);
    const beside = rowsOf({ seed: 7, factors: [{ ...f0, values }, vtl] }).map((row) => row.values['f0']);
    expect([...new Set(beside)]).toEqual(once);
    expect(rowsOf({ seed: 8, factors: [{ ...f0, values }] }).map((row) => row.values['f0'])).not.toEqual(once);
    for (const value of once) expect(value).toMatch(/^[+-]\d+(\.\d)?st$/);
    const log = { random: { n: 50, from: 80, to: 320, scale: 'log', decimals: 0 }, as: '~Hz' };
    const below = (valuesOf(log) as string[]).filter((text) => Number(text.slice(1, -2)) < 160);
    expect(below.length).toBeGreaterThan(10);
    expect(below.length).toBeLessThan(40);
  });

  it('draws from a normal distribution, of its seed and the factor too', () => {
    const random = { n: 400, mean: -6, sd: 2, decimals: 1 };
    const drawn = valuesOf({ random, as: 'st' }) as string[];
    const numbers = drawn.map((text) => Number(text.slice(0, -2)));
    expect(valuesOf({ random, as: 'st' })).toEqual(drawn);
    expect(numbers.filter((value) => value < -8).length / 400).toBeCloseTo(0.16, 1);
    expect(numbers.filter((value) => value > -4).length / 400).toBeCloseTo(0.16, 1);
    expect(numbers.reduce((sum, value) => sum + value, 0) / 400).toBeCloseTo(-6, 0);
    for (const text of drawn) expect(text).toMatch(/^[+-]\d+(\.\d)?st$/);
  });

  it('says which field is not there, and which row is no valid recipe', () => {
    expect(() => rowsOf({ factors: [{ ...f0, path: 'stack[3].f0' }] })).toThrow(/factors\[0\]\.path: expected a field/);
    const bad = { ...f0, values: { list: ['*1', '12sx'] } };
    expect(() => rowsOf({ factors: [bad] })).toThrow(/row 2, stack\[0\]\.f0: expected/);
  });

  it('refuses more rows than anybody wants', () => {
    const values = { from: 0, to: 1, n: 1000 };
    const many = ['a', 'b'].map((name) => ({ name, path: 'cache', values }));
    expect(() => rowsOf({ factors: many })).toThrow(/at most 100000 rows, got 1000000/);
  });

  it.each([
    [{ name: '../x' }, /^name: /],
    [{ name: 'set', recipe: 3 }, /^recipe: /],
    [
      { name: 'set', recipe, factors: [{ name: 'f0', path: 'file', values: {} }] },
      /factors\[0\]\.values: expected \{list\}/,
    ],
    [
      { name: 'set', recipe, factors: [{ ...f0, values: { random: { n: 3, mean: 0, sd: 0 } } }] },
      /random\.sd: expected a standard deviation above 0/,
    ],
    [{ name: 'set', recipe, factors: [f0, f0] }, /names that differ, got f0/],
    [{ name: 'set', recipe, factors: [], fator: [] }, /set: expected/],
    [
      { name: 'set', recipe, factors: [], output: { format: 'wav', bitrate: 64 } },
      /^output\.bitrate: expected none in wav/,
    ],
    [{ name: 'set', recipe, factors: [], output: { format: 'mp3', bitrate: 65 } }, /^output\.bitrate: expected 8, 16/],
    [{ name: 'set', recipe, factors: [], output: { format: 'ogg', quality: 11 } }, /^output\.quality: /],
  ])('refuses the manifest %j in words', (manifest, message) => {
    expect(() => parseManifest(manifest)).toThrow(message);
  });
});

describe('a path to a field', () => {
  it('replaces that field and nothing else', () => {
    const keys = parseFieldPath('stack[0].f0')!;
    expect(withField(recipe, keys, '*2')).toEqual({ ...recipe, stack: [{ ...recipe.stack[0], f0: '*2' }] });
    expect(recipe.stack[0]!.f0).toBe('*1');
  });

  it('may end in a parameter that the recipe leaves out, but not beyond', () => {
    expect(withField(recipe, parseFieldPath('stack[0].duration')!, '*2')).toBeDefined();
    expect(withField(recipe, parseFieldPath('stack[0].a.b')!, 1)).toBeUndefined();
    expect(withField(recipe, parseFieldPath('stack[9]')!, 1)).toBeUndefined();
  });

  it('never reaches a prototype', () => {
    for (const path of ['__proto__', 'a.constructor', 'stack[0].prototype.x']) {
      expect(parseFieldPath(path)).toBeUndefined();
    }
  });

  it('is read, or is none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const keys = parseFieldPath(text);
        return keys === undefined || keys.length > 0;
      }),
    );
  });
});
