import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { broken, gain, mix, registryOf } from '../../testing/fake-modules.ts';
import { type AppError, describeIssue } from '../base/errors.ts';
import { gibberish } from '../modules/gibberish.ts';
import { type ParsedQuery, parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';

const registry = registryOf(gain, broken, mix);

function read(input: unknown): ParsedQuery {
  const parsed = parseQuery(input, registry);
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

function refuse(input: unknown): AppError {
  const parsed = parseQuery(input, registry);
  if (parsed.ok) throw new Error('was accepted');
  return parsed.error;
}

const lines = (input: unknown) => refuse(input).issues.map(describeIssue);
const step = (index: number, change: object) => ({
  file: 'a.wav',
  stack: [...Array(index).fill({ module: 'gain' }), change],
});

describe('parseQuery', () => {
  it('fills every default', () => {
    expect(read({ file: 'a.wav' }).query).toEqual({
      file: 'a.wav',
      stack: [],
      precision: 'float',
      revision: '2025',
      output: { format: 'wav', encoding: 's16' },
      cacheHours: 730,
    });
    expect(read(step(0, { module: 'gain' })).query.stack).toEqual([
      { module: 'gain', version: 1, params: { factor: 1, invert: false, shape: 'flat' }, sources: [] },
    ]);
  });

  it('takes a request of the VTServer protocol', () => {
    const request = { action: 'process', mode: 'sync', format: 'AIFF', format_options: { bitrate: 160 }, cache: 24 };
    const { query, warnings } = read({ ...request, ...step(0, { module: 'gain', factor: 2 }) });
    expect(query.cacheHours).toBe(24);
    expect(query.output).toEqual({ format: 'aiff', encoding: 's16' });
    expect(warnings).toEqual([]);
  });

  it('takes the format from there where the output names none, and checks that it holds the encoding', () => {
    const output = { encoding: 's24' };
    expect(read({ file: 'a', format: 'flac', output }).query.output).toEqual({ format: 'flac', encoding: 's24' });
    expect(lines({ file: 'a', output: { format: 'flac', encoding: 'f32' } })).toEqual([
      expect.stringMatching(/output\.encoding.*s16 or s24 in flac.*f32/),
    ]);
  });

  it.each([
    [{ format: 'MP3' }, { format: 'mp3', encoding: 's16', bitrate: 160 }],
    [
      { format: 'mp3', format_options: { bitrate: '192', vbr: true } },
      { format: 'mp3', encoding: 's16', bitrate: 192 },
    ],
    [
      { format: 'ogg', format_options: { bitrate: 7, quality: 6 } },
      { format: 'ogg', encoding: 's16', quality: 6 },
    ],
    [{ output: { format: 'mp3', encoding: 'f32', bitrate: 64 } }, { format: 'mp3', encoding: 's16', bitrate: 64 }],
    [{ output: { format: 'ogg', quality: -0 } }, { format: 'ogg', encoding: 's16', quality: 0 }],
    [{ output: { format: 'ogg' } }, { format: 'ogg', encoding: 's16', quality: 4 }],
  ])('reads from %j how a lossy file is written', (request, output) => {
    expect(read({ file: 'a', ...request }).query.output).toEqual(output);
  });

  it.each([
    [
      { format: 'mp3', format_options: { bitrate: 100 } },
      /format_options\.bitrate: .*8, 16, .* 256 or 320 \(kb\/s\).*100/,
    ],
    [{ output: { format: 'mp3', bitrate: 'high' } }, /output\.bitrate: .*320 \(kb\/s\).*high/],
    [{ output: { format: 'ogg', quality: 11 } }, /output\.quality: .*a number from -1 to 10.*11/],
    [{ output: { format: 'wav', bitrate: 128 } }, /output\.bitrate: .*none in wav: only mp3 has one.*128/],
    [{ output: { format: 'mp3', quality: 3 } }, /output\.quality: .*none in mp3: only ogg has one.*3/],
  ])('refuses %j', (request, problem) => {
    expect(lines({ file: 'a', ...request })).toEqual([expect.stringMatching(problem)]);
  });

  it('freezes the query all the way down', () => {
    const { query } = read({ file: [{ file: 'a', stack: [{ module: 'gain' }] }], output: { encoding: 's24' } });
    const inner = (query.file as Query[])[0]!;
    for (const part of [query, query.file, query.output, inner, inner.stack, inner.stack[0], inner.stack[0]!.params]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('reports every problem at once, each with its place', () => {
    const request = {
      mode: 'later',
      precision: 'double',
      cache: -1,
      stack: [{ module: 'gain', factor: 'loud', shape: 'square' }, { before: 1 }, { module: 'flanger' }, 5],
    };
    expect(lines(request)).toEqual([
      'mode: expected sync, async or hash, got `later`',
      'precision: expected float or pcm16, got `double`',
      'cache: expected hours (0 or more), or true, false or null, got -1',
      'file: expected the name of a sound, or a query, got nothing: it is missing',
      'stack[0].factor: expected a number, got `loud`',
      'stack[0].shape: expected flat or round, got `square`',
      'stack[1].module: expected a module (gain, broken or mix), got nothing: item 1 has no module',
      'stack[2].module: expected a module (gain, broken or mix), got the unknown module `flanger`',
      'stack[3]: expected a step such as {"module": "world"}, got 5',
    ]);
  });

  it('shows three problems in the message and counts the rest', () => {
    expect(refuse({ mode: 1, precision: 1, cache: -1, file: null }).message).toMatch(
      /^4 problems: mode: .*; and 1 more$/,
    );
  });

  it.each([
    [undefined, 730],
    [false, 1],
    ['false', 1],
    [true, null],
    ['true', null],
    [null, null],
    [0, 0],
    [-0, 0],
    [1.5, 1.5],
    [1e12, null],
    [Number.POSITIVE_INFINITY, null],
  ])('reads cache %s as %s hours', (cache, hours) => {
    expect(read({ file: 'a', ...(cache === undefined ? {} : { cache }) }).query.cacheHours).toBe(hours);
  });

  it.each([['1h'], [Number.NaN], [[]], [{}]])('refuses cache %j', (cache) => {
    expect(refuse({ file: 'a', cache }).issues[0]?.path).toBe('cache');
  });

  it('takes booleans as text where a boolean is expected, and only there', () => {
    expect(read(step(0, { module: 'gain', invert: 'true' })).query.stack[0]?.params['invert']).toBe(true);
    expect(refuse(step(0, { module: 'gain', shape: 'true' })).issues[0]?.path).toBe('stack[0].shape');
  });

  it('warns of unknown fields and arguments and goes on without them', () => {
    const { query, warnings } = read({ ...step(0, { module: 'gain', volume: 3 }), colour: 'red' });
    expect(query.stack[0]?.params).not.toHaveProperty('volume');
    expect(warnings.map((warning) => warning.path)).toEqual(['colour', 'stack[0].volume']);
  });

  it('is not fooled by a prototype', () => {
    const { query, warnings } = read(
      JSON.parse('{"file":"a","__proto__":{"cache":3},"stack":[{"module":"gain","__proto__":{"factor":9}}]}'),
    );
    expect(query.cacheHours).toBe(730);
    expect(query.stack[0]?.params['factor']).toBe(1);
    expect(warnings.map((warning) => warning.path)).toEqual(['__proto__', 'stack[0].__proto__']);
    expect(refuse(Object.create({ file: 'a' })).issues[0]?.path).toBe('file');
    expect(refuse(step(0, { module: '__proto__' })).issues[0]?.code).toBe('unknown-module');
  });

  it.each([[null], [undefined], [3], ['a.wav'], [[]], [[{ file: 'a' }]]])('refuses %j as a request', (input) => {
    expect(refuse(input).issues[0]?.path).toBe('');
  });

  it.each([null, '', 5, {}])('refuses %j as a source', (file) => {
    expect(refuse({ file, stack: [] }).code).toBe('query-invalid');
  });

  it('says that generators are not supported', () => {
    expect(lines({ file: '@tone(440)' })[0]).toMatch(/generators are not supported yet.*@tone\(440\)/);
  });

  it.each([null, {}, 'world', 3])('refuses the stack %j', (stack) => {
    expect(refuse({ file: 'a', stack }).issues[0]?.path).toBe('stack');
  });

  it('lets sub-queries inherit precision and revision, and drops their output', () => {
    const file = { file: 'a', output: { encoding: 'f64' }, mode: 'hash', format: 'mp3' };
    const { query } = read({ file: [file, { file: 'b', precision: 'float' }], precision: 'pcm16', revision: 2021 });
    const [first, second] = query.file as Query[];
    expect(first).toMatchObject({ precision: 'pcm16', revision: '2021', output: { encoding: 's16' }, cacheHours: 730 });
    expect(second).toMatchObject({ precision: 'float', revision: '2021' });
  });

  it('refuses a list inside a list, an empty list, and elements that are no sources', () => {
    const paths = refuse({ file: [['a'], 5, { file: [] }] }).issues.map((issue) => issue.path);
    expect(paths).toEqual(['file[0]', 'file[1]', 'file[2].file']);
  });

  it('deals a list of stacks out to a list of files', () => {
    const loud = [{ module: 'gain', factor: 2 }];
    const dealt = read({ file: ['a', { file: 'b' }, 'c'], stack: [loud, loud, []] });
    expect(dealt.query).toEqual(
      read({ file: [{ file: 'a', stack: loud }, { file: { file: 'b' }, stack: loud }, 'c'] }).query,
    );
  });

  it('uses a single inner stack for every file', () => {
    const loud = [{ module: 'gain', factor: 2 }];
    expect(read({ file: ['a', 'b'], stack: [loud] }).query).toEqual(
      read({ file: ['a', 'b'], stack: [loud, loud] }).query,
    );
    expect(read({ file: 'a', stack: [loud] }).query).toEqual(read({ file: 'a', stack: loud }).query);
  });

  it('refuses a number of stacks that does not fit', () => {
    expect(lines({ file: ['a', 'b', 'c'], stack: [[], []] })).toEqual([
      'stack: expected one stack, or one for each of 3 files, got 2 stacks',
    ]);
    expect(refuse({ file: 'a', stack: [[{ module: 'gain' }], { module: 'gain' }] }).issues[0]?.path).toBe('stack[0]');
  });

  it('refuses queries nested deeper than eight', () => {
    const nest = (depth: number): object => (depth === 1 ? { file: 'a' } : { file: nest(depth - 1) });
    expect(read(nest(8)).query).toBeDefined();
    expect(refuse(nest(9)).issues.map((issue) => issue.code)).toEqual(['too-deep']);
    const dealt = (depth: number) => ({ file: [nest(depth)], stack: [[{ module: 'gain' }]] });
    expect(read(dealt(6)).query).toBeDefined();
    expect(refuse(dealt(7)).issues.map((issue) => issue.code)).toEqual(['too-deep']);
  });

  it('refuses more than a thousand sources or steps, once', () => {
    const files = Array<string>(1000).fill('a');
    const steps = Array(1000).fill({ module: 'gain' });
    expect(read({ file: files, stack: steps }).query.stack).toHaveLength(1000);
    expect(refuse({ file: [...files, 'b', 'c'] }).issues.map((issue) => issue.code)).toEqual(['too-many']);
    expect(refuse({ file: 'a', stack: [...steps, ...steps] }).issues.map((issue) => issue.code)).toEqual(['too-many']);
    expect(refuse({ file: files.slice(0, 100), stack: [steps.slice(0, 11)] }).issues[0]?.code).toBe('too-many');
  });

  it('reads the sound of a parameter as it reads `file`: name or query, with its place and within the limits', () => {
    const add = (file?: unknown) => ({ file: 'a', stack: [{ module: 'mix', times: 2, file }] });
    const { query, warnings } = read({ ...add({ file: 'b', odd: 1 }), precision: 'pcm16' });
    const [taken] = query.stack;
    expect(taken?.params).toEqual({ times: 2, file: { source: 0 } });
    expect(taken?.sources).toEqual([{ param: 'file', source: expect.objectContaining({ precision: 'pcm16' }) }]);
    expect(warnings.map(({ path }) => path)).toEqual(['stack[0].file.odd']);

    const deep = { file: 'b', stack: [{ module: 'gain', factor: -1 }] };
    expect(refuse(add(deep)).issues[0]?.path).toBe('stack[0].file.stack[0].factor');
    expect(lines({ file: 'a', stack: [{ module: 'mix' }] })).toEqual([
      'stack[0].file: expected the name of a sound, or a query, got nothing: it is missing',
    ]);
    expect(lines(add(['b']))).toEqual(['stack[0].file: expected the name of a sound, or a query, got a list']);
    const codes = (input: unknown) => refuse(input).issues.map((issue) => issue.code);
    const nest = (depth: number): object => (depth === 1 ? add('b') : add(nest(depth - 1)));
    expect(read(nest(8)).query).toBeDefined();
    expect(codes(nest(9))).toEqual(['too-deep']);
    const many = Array<unknown>(600).fill({ module: 'mix', file: 'b' });
    expect(codes({ file: { file: 'a', stack: many.slice(200) }, stack: many })).toEqual(['too-many']);
    expect(codes({ file: ['a', 'b', 'c'], stack: [many.slice(250)] })).toEqual(['too-many', 'too-many']);
  });

  it('says of a list how long it must be, and how long it is', () => {
    const params = z.strictObject({ two: z.tuple([z.number(), z.number()]), few: z.array(z.number()).min(1).max(2) });
    const listed = registryOf({ ...gain, name: 'listed', params } as unknown as typeof gain);
    const problems = (change: object) => {
      const parsed = parseQuery({ file: 'a', stack: [{ module: 'listed', two: [0, 0], few: [0], ...change }] }, listed);
      return parsed.ok ? [] : parsed.error.issues.map(({ expected, got }) => `${expected}, got ${got}`);
    };
    expect(problems({})).toEqual([]);
    expect(problems({ two: [1] })).toEqual(['a list of at least 2, got a list of 1']);
    expect(problems({ few: [] })).toEqual(['a list of at least 1, got an empty list']);
    expect(problems({ few: [1, 2, 3] })).toEqual(['a list of at most 2, got a list of 3']);
    expect(problems({ two: 1, few: undefined })).toEqual(['a list, got 1', 'a list, got nothing']);
  });

  it('reads lists of sounds and stacks that a step has as it reads those of a query', () => {
    const modules = registryOf(gain, mix, gibberish);
    const durations = { seed: 1, chunk_dur_min: 0.1, chunk_dur_max: 0.2, total_dur: 1 };
    const chunks = (change: object) => ({ file: 'a', stack: [{ module: 'gibberish', ...durations, ...change }] });
    const parse = (input: unknown) => parseQuery(input, modules);
    const paths = (input: unknown) => {
      const parsed = parse(input);
      return parsed.ok ? [] : parsed.error.issues.map(({ path }) => path);
    };
    const good = parse(chunks({ sounds: ['a', { file: 'b' }], stack: [{ module: 'mix', file: 'c' }] }));
    const [taken] = good.ok ? good.value.query.stack : [];
    expect(taken?.sources.map(({ param }) => param)).toEqual(['sounds', 'sounds']);
    expect(taken?.params).toMatchObject({ sounds: [{ source: 0 }, { source: 1 }], stack: [] });
    expect(taken?.forEach?.stack[0]?.sources).toEqual([{ param: 'file', source: 'c' }]);
    expect(good.ok && parse(JSON.parse(printQuery(good.value.query, modules)))).toEqual(good);

    expect(paths(chunks({ sounds: 'a' }))).toContain('stack[0].sounds');
    expect(paths(chunks({ sounds: ['a', 5] }))).toContain('stack[0].sounds[1]');
    expect(paths(chunks({ files: ['a'], stack: {} }))).toEqual(['stack[0].stack']);
    expect(paths(chunks({ files: ['a'], stack: [{ module: 'gain', factor: -1 }] }))).toEqual([
      'stack[0].stack[0].factor',
    ]);
    const nest = (depth: number): object =>
      chunks(depth === 0 ? { files: ['a'] } : { files: ['a'], ...nest(depth - 1) });
    expect(paths(nest(7))).toEqual([]);
    expect(paths(nest(8))).toHaveLength(1);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (input) => {
        const parsed = parseQuery(input, registry);
        expect(parsed.ok || parsed.error.issues.length > 0).toBe(true);
        const framed = parseQuery({ file: input, stack: [input, { module: 'gain', factor: input }] }, registry);
        expect(framed.ok).toBe(false);
      }),
    );
  });
});
