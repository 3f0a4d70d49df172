import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gain, mix, registryOf } from '../../testing/fake-modules.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { hashText } from '../base/hash.ts';
import type { Registry } from '../modules/module.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from './parse.ts';
import { parseQueryText } from './parse-text.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';
import { SIGNATURE_PATTERN, signMemory, signQuery } from './signature.ts';

const registry = registryOf(gain, mix);

function read(input: unknown, modules: Registry = registry): Query {
  const parsed = parseQuery(input, modules);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

const contentId = (name: string) => hashText(`content of ${name}`);
const identity = { engine: 'test/1', contentId };
const sign = (input: unknown) => signQuery(read(input), identity).request;

const step = fc.record(
  {
    module: fc.constant('gain'),
    factor: fc.double({ min: 0, max: 100, noNaN: true }),
    invert: fc.boolean(),
    shape: fc.constantFrom('flat', 'round'),
  },
  { requiredKeys: ['module'] },
);
const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !(text.startsWith('@') && text.endsWith(')')));
const { request } = fc.letrec((tie) => {
  const element = fc.oneof({ maxDepth: 2 }, name, tie('request'));
  const mixing = fc.record({ module: fc.constant('mix'), file: element, times: fc.constantFrom(1, 2) });
  const anyStep = fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: mixing });
  return {
    request: fc.record(
      {
        file: fc.oneof(element, fc.array(element, { minLength: 1, maxLength: 3 })),
        stack: fc.oneof(
          fc.array(anyStep, { maxLength: 3 }),
          fc.array(anyStep, { maxLength: 3 }).map((stack) => [stack]),
        ),
        precision: fc.constantFrom('float', 'pcm16'),
        revision: fc.constantFrom('2025', '2021'),
        cache: fc.oneof(fc.boolean(), fc.constant(null), fc.double({ min: 0, max: 1e7, noNaN: true })),
        output: fc.record({ encoding: fc.constantFrom('s16', 's24', 'f64') }, { requiredKeys: [] }),
      },
      { requiredKeys: ['file'] },
    ),
  };
});

describe('printQuery', () => {
  it('prints what differs from the defaults, in a fixed order', () => {
    const query = read({
      output: { encoding: 's24', format: 'wav' },
      cache: true,
      revision: '2025',
      precision: 'pcm16',
      stack: [{ factor: 2, invert: false, module: 'gain' }],
      file: ['a.wav', { stack: [], file: 'b.wav' }],
    });
    expect(JSON.parse(printQuery(query, registry))).toEqual({
      file: ['a.wav', { file: 'b.wav', stack: [] }],
      stack: [{ module: 'gain', factor: 2 }],
      precision: 'pcm16',
      cache: null,
      output: { encoding: 's24' },
    });
    expect(printQuery(query, registry)).toMatch(/^{\n {2}"file": \[/);
  });

  it('is undone by the parser', () => {
    fc.assert(
      fc.property(request, (input) => {
        const query = read(input);
        const again = parseQueryText(printQuery(query, registry), registry);
        expect(again.ok && again.value.warnings).toEqual([]);
        expect(again.ok && again.value.query).toEqual(query);
      }),
    );
  });
});

/** The same request written by somebody else: keys in another order, objects rebuilt. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, shuffled(part)]),
  );
}

describe('signQuery', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(request, (input) => {
        expect(sign(shuffled(input))).toBe(sign(input));
      }),
    );
  });

  it('does not depend on printing and parsing', () => {
    fc.assert(
      fc.property(request, (input) => {
        expect(sign(JSON.parse(printQuery(read(input), registry)))).toBe(sign(input));
      }),
    );
  });

  it('has the shape that VTServer gave it', () => {
    fc.assert(
      fc.property(request, (input) => {
        expect(sign(input)).toMatch(SIGNATURE_PATTERN);
      }),
    );
    expect(sign({ file: 'a' })).toMatch(/^[a-z2-7]{48}$/);
    expect(sign({ file: ['a'] })).toMatch(/^M/);
    expect(sign({ file: { file: 'a' } })).toMatch(/^S/);
  });

  it('is taken of the canonical JSON of the whole meaning, for every prefix of the stack', () => {
    const sources = [contentId('a'), contentId('b')];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), fc.constantFrom('float', 'pcm16'), (stack, precision) => {
        const query = read({ file: ['a', 'b'], stack, precision });
        const steps = query.stack.map(({ module, version, params }) => ({ module, version, params }));
        const meaning = { engine: 'test/1', sources, precision, revision: query.revision };
        const prefixes = [...steps.keys(), steps.length].map((count) =>
          hashText(canonicalJson({ ...meaning, steps: steps.slice(0, count) })),
        );
        const { format, encoding } = query.output;
        const whole = hashText(canonicalJson({ ...meaning, steps, output: { format, encoding } }));
        const signed = signQuery(query, identity);
        expect(signed.prefixes).toEqual(prefixes.map((hash) => `M${hash}`));
        expect(signed.request).toBe(`M${whole}`);
      }),
    );
  });

  const plain = { file: 'a', stack: [{ module: 'gain', factor: 2 }] };

  it.each<[string, unknown]>([
    ['1.0 for 1', JSON.parse('{"file": "a", "stack": [{"module": "gain", "factor": 2.0}]}')],
    ['2e0', JSON.parse('{"file": "a", "stack": [{"module": "gain", "factor": 2e0}]}')],
    [
      'defaults spelled out',
      { ...plain, precision: 'float', revision: '2025', output: { encoding: 's16', format: 'wav' } },
    ],
    [
      'a module default spelled out',
      { file: 'a', stack: [{ module: 'gain', factor: 2, invert: false, shape: 'flat' }] },
    ],
    ['another expiry', { ...plain, cache: false }],
    ['protocol fields', { ...plain, action: 'process', mode: 'sync', format: 'WAV' }],
    ['an unknown field', { ...plain, colour: 'red' }],
  ])('ignores %s', (_, same) => {
    expect(sign(same)).toBe(sign(plain));
  });

  it.each<[string, unknown]>([
    ['a source', { ...plain, file: 'b' }],
    ['a list of one', { ...plain, file: ['a'] }],
    ['a sub-query', { ...plain, file: { file: 'a' } }],
    ['a parameter', { file: 'a', stack: [{ module: 'gain', factor: 3 }] }],
    ['one step more', { file: 'a', stack: [...plain.stack, { module: 'gain' }] }],
    ['the precision', { ...plain, precision: 'pcm16' }],
    ['the revision', { ...plain, revision: '2021' }],
    ['the output', { ...plain, output: { encoding: 's24' } }],
  ])('changes with %s', (_, other) => {
    expect(sign(other)).not.toBe(sign(plain));
  });

  it('changes with the order of sources and steps, and with what is inside a sub-query', () => {
    const loud = { module: 'gain', factor: 2 };
    const odd = { module: 'gain', invert: true };
    expect(sign({ file: ['a', 'b'] })).not.toBe(sign({ file: ['b', 'a'] }));
    expect(sign({ file: 'a', stack: [loud, odd] })).not.toBe(sign({ file: 'a', stack: [odd, loud] }));
    expect(sign({ file: { file: 'a', stack: [loud] } })).not.toBe(sign({ file: { file: 'a', stack: [odd] } }));
  });

  it('changes with the sounds that a step needs, and tells them from its input', () => {
    const add = (file: unknown, to = 'a') => sign({ file: to, stack: [{ module: 'mix', file }] });
    expect(add('b')).not.toBe(add('c'));
    expect(add('b')).not.toBe(add({ file: 'b', stack: [{ module: 'gain', factor: 2 }] }));
    expect(add('a', 'b')).not.toBe(add('b', 'a'));
    expect(add({ file: 'b', stack: [] })).toBe(add('b'));
  });

  it('changes with the content behind a name, not with the name', () => {
    const renamed = signQuery(read({ ...plain, file: 'other' }), { ...identity, contentId: () => contentId('a') });
    expect(renamed.request).toBe(sign(plain));
    expect(signQuery(read(plain), { ...identity, contentId: () => contentId('b') }).request).not.toBe(sign(plain));
  });

  it('changes with the engine and with the version of a module', () => {
    expect(signQuery(read(plain), { ...identity, engine: 'test/2' }).request).not.toBe(sign(plain));
    const next = read(plain, registryOf({ ...gain, version: 2 }));
    expect(signQuery(next, identity).request).not.toBe(sign(plain));
  });

  it('gives every prefix of the stack a signature of its own, shared by all queries that begin so', () => {
    const long = signQuery(read({ ...plain, stack: [...plain.stack, { module: 'gain' }] }), identity);
    const short = signQuery(read({ ...plain, output: { encoding: 'f32' } }), identity);
    expect(new Set(long.prefixes).size).toBe(3);
    expect(long.prefixes.slice(0, 2)).toEqual(short.prefixes);
    expect(long.prefixes[0]).toBe(contentId('a'));
  });

  it('stays what it is', () => {
    expect(sign(plain)).toBe('zy52xvs6ujqpgfmyacj4y3u57d5wqr37t6n5nxtw2ygg3tuk');
    expect(signMemory('test/1', contentId('a'), 'thought', 1, { channel: 0 })).toBe(
      '56xca6m6rjhvcxze7qnlxuagn2qzohrxqwqxevkspvfvs6nv',
    );
  });
});

it('leaves a parameter that came later out of the signature while it is at its default', () => {
  const signWorld = (params: object) => {
    const query = read({ file: 'a.wav', stack: [{ module: 'world', f0: '*2', ...params }] }, MODULES);
    return signQuery(query, identity).request;
  };
  const usual = { f0Method: 'dio', f0Floor: 71, f0Ceiling: 800, framePeriod: 5, allowedRange: 0.1, speed: 1 };
  expect(signWorld(usual)).toBe(signWorld({}));
  // What it was before these parameters came.
  expect(signWorld({})).toBe('e7eshjrzfjoe7weaafjscbx7zia3zvf7gqgdkajderorhevw');
  expect(signWorld({ f0Method: 'harvest' })).not.toBe(signWorld({}));
  expect(signWorld({ f0Floor: 60 })).not.toBe(signWorld({}));
});
