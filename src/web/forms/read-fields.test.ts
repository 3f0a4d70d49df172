import { describe, expect, it } from 'vitest';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQuery } from '../../core/query/parse.ts';
import type { Field, FieldSpec } from './field-spec.ts';
import { initialParams, readFields } from './read-fields.ts';

const modules = [...MODULES.values()];

function fieldsOf(name: string): readonly Field[] {
  return readFields(MODULES.get(name)!);
}

function specOf(name: string, ...path: readonly string[]): FieldSpec | undefined {
  let fields = fieldsOf(name);
  let spec: FieldSpec | undefined;
  for (const key of path) {
    spec = fields.find((field) => field.key === key)?.spec;
    fields = spec?.kind === 'object' ? spec.fields : [];
  }
  return spec;
}

/** A field and all that stand inside it. */
function withInner(field: Field): readonly Field[] {
  const { spec } = field;
  if (spec.kind === 'object') return [field, ...spec.fields.flatMap(withInner)];
  if (spec.kind !== 'variants') return [field];
  const inner = spec.variants.flatMap((variant) => (variant.spec.kind === 'object' ? variant.spec.fields : []));
  return [field, ...inner.flatMap(withInner)];
}

describe('the form of a module', () => {
  it.each(modules.map(({ name }) => name))('has help for every value of %s', (name) => {
    const fields = fieldsOf(name).flatMap(withInner);
    const bare = fields.filter(({ spec, help }) => spec.kind !== 'fixed' && help === '');
    expect(bare.map(({ key }) => key)).toEqual([]);
  });

  it.each([
    ['world', ['f0'], 'quantity'],
    ['world', ['outputLength'], 'choice'],
    ['slice', ['start'], 'number'],
    ['channel-patch', ['coefs'], 'list'],
    ['mixin', ['file'], 'source'],
    ['mixin', ['levels'], 'list'],
    ['gibberish', ['seed'], 'number'],
    ['gibberish', ['sounds'], 'sources'],
    ['gibberish', ['prevent_chunk_overlap'], 'switch'],
    ['gibberish', ['re_pattern'], 'text'],
    ['gibberish', ['stack'], 'json'],
    ['vocoder', ['analysis_filters', 'method', 'zero-phase'], 'switch'],
    ['vocoder', ['analysis_filters', 'f'], 'variants'],
    ['vocoder', ['envelope'], 'variants'],
    ['vocoder', ['synthesis', 'carrier'], 'choice'],
  ] as const)('reads %s %j as a %s', (module, path, kind) => {
    expect(specOf(module, ...path)?.kind).toBe(kind);
  });

  it('takes one value or a list of them as a row of values', () => {
    expect(specOf('ramp', 'duration')).toEqual({ kind: 'list', item: 'number', single: true });
    expect(specOf('mixin', 'pad')).toEqual({ kind: 'list', item: 'number', single: false, length: 4 });
  });

  it('shows the forms of a filterbank side by side', () => {
    const bands = specOf('vocoder', 'analysis_filters', 'f');
    expect(bands?.kind === 'variants' && bands.variants.map(({ label }) => label)).toEqual(['Preset', 'List', 'Rule']);
    const envelope = specOf('vocoder', 'envelope');
    expect(envelope?.kind === 'variants' && envelope.variants.map(({ id }) => id)).toEqual(['hilbert', 'low-pass']);
  });

  it('knows what stands for nothing', () => {
    const byKey = Object.fromEntries(fieldsOf('mixin').map(({ key, fallback }) => [key, fallback]));
    expect(byKey).toEqual({ file: undefined, levels: [0, 0], pad: [0, 0, 0, 0], align: 'left' });
    const carrier = specOf('vocoder', 'synthesis');
    const after = carrier?.kind === 'object' && carrier.fields.find(({ key }) => key === 'filter_after');
    expect(after ? after.fallback : undefined).toBe(true);
  });
});

describe('a new step', () => {
  it.each(modules.map(({ name }) => name))('of %s lacks nothing but sounds', (name) => {
    const params = initialParams(MODULES.get(name)!);
    const sounds: Record<string, string | string[]> = {};
    for (const { key, spec } of fieldsOf(name)) {
      if (spec.kind === 'source') sounds[key] = 'a.wav';
      if (spec.kind === 'sources') sounds[key] = ['a.wav'];
    }
    const parsed = parseQuery({ file: 'a.wav', stack: [{ module: name, ...params, ...sounds }] }, MODULES);
    expect(parsed.ok ? [] : parsed.error.issues).toEqual([]);
  });

  it.each(modules.map(({ name }) => name))('of %s stays right in every form of every value', (name) => {
    const params = initialParams(MODULES.get(name)!);
    let forms = 0;
    for (const { key, spec } of fieldsOf(name)) {
      if (spec.kind !== 'variants') continue;
      for (const { initial } of spec.variants) {
        const parsed = parseQuery({ file: 'a.wav', stack: [{ module: name, ...params, [key]: initial }] }, MODULES);
        expect(parsed.ok ? [] : parsed.error.issues).toEqual([]);
        forms++;
      }
    }
    expect(forms).toBe(name === 'vocoder' ? 4 : 0);
  });
});
