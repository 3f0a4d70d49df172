import { describe, expect, it } from 'vitest';
import { mix, registryOf } from '../../testing/fake-modules.ts';
import { world } from '../modules/world.ts';
import { VTSERVER_DIALECT } from './defaults.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';

const registry = registryOf(world, mix);

function read(input: unknown, dialect = VTSERVER_DIALECT): Query {
  const parsed = parseQuery(input, registry, dialect);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

const voice = { file: 'a', stack: [{ module: 'world' }] };

describe('a request written for VTServer', () => {
  it('rounds after each step and has its lengths, wherever a step is', () => {
    const query = read({ file: [voice], stack: [{ module: 'mix', file: voice }] });
    const [inList] = query.file as Query[];
    const inStep = query.stack[0]?.sources[0]?.source as Query;
    for (const inner of [inList, inStep]) {
      expect(inner?.stack[0]?.params['outputLength']).toBe('frames');
      expect(inner?.precision).toBe('pcm16');
    }
  });

  it('may say otherwise', () => {
    const query = read({ file: 'a', stack: [{ module: 'world', outputLength: 'input' }], precision: 'float' });
    expect([query.precision, query.stack[0]?.params['outputLength']]).toEqual(['float', 'input']);
  });

  it('is given the WORLD that the door is set to', () => {
    expect(read(voice, { ...VTSERVER_DIALECT, revision: '2021' }).revision).toBe('2021');
    expect(read({ ...voice, revision: '2025' }, { ...VTSERVER_DIALECT, revision: '2021' }).revision).toBe('2025');
  });

  it('prints as a request that means the same everywhere', () => {
    const query = read(voice, { ...VTSERVER_DIALECT, revision: '2021' });
    const again = parseQuery(JSON.parse(printQuery(query, registry)), registry);
    expect(again.ok && again.value.query).toEqual(query);
  });
});
