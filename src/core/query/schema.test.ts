import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gain, mix, registryOf } from '../../testing/fake-modules.ts';
import { MODULES } from '../modules/registry.ts';
import { requestSchema } from './schema.ts';

const schemaOf = (registry = MODULES) => JSON.parse(JSON.stringify(requestSchema(registry)));

describe('requestSchema', () => {
  it('describes every module with its parameters, defaults, labels and help', () => {
    const { step, gain: schema } = schemaOf(registryOf(gain)).$defs;
    expect(step).toEqual({ anyOf: [{ $ref: '#/$defs/gain' }] });
    expect(schema).toMatchObject({
      title: 'Gain',
      required: ['module'],
      properties: {
        module: { const: 'gain' },
        factor: { type: 'number', minimum: 0, maximum: 100, default: 1 },
        shape: { enum: ['flat', 'round'], default: 'flat' },
      },
    });
  });

  it('says of a sound that it is a name or a query', () => {
    const { mix: schema } = schemaOf(registryOf(mix)).$defs;
    expect(schema.required).toEqual(['module', 'file']);
    expect(schema.properties.file).toEqual({
      title: 'File',
      description: 'What to add.',
      anyOf: [{ $ref: '#/$defs/name' }, { $ref: '#/$defs/query' }],
    });
  });

  it('says of a quantity what it takes', () => {
    const { f0, outputLength } = schemaOf().$defs.world.properties;
    expect(f0).toMatchObject({ title: 'f0', description: expect.stringMatching(/Unit: st, Hz\.$/) });
    expect(f0.anyOf[0]).toEqual({ type: 'string', description: 'a change such as *1.2, -2st, -2Hz or ~120Hz' });
    expect(outputLength).toMatchObject({ enum: ['input', 'frames'], default: 'input' });
    expect(f0).not.toHaveProperty('quantity');
  });

  const step = { module: 'world', f0: '*2' };
  const schema = z.fromJSONSchema(schemaOf());

  it.each([
    [{ file: 'a.wav' }],
    [{ file: 'a.wav', output: { format: 'aiff' } }],
    [{ file: 'a.wav', output: { format: 'mp3', bitrate: 192 } }],
    [{ file: 'a.wav', output: { format: 'ogg', quality: '-0.5' } }],
    [{ file: 'a.wav', stack: [step], precision: 'pcm16', revision: 2021, output: { encoding: 's24' }, cache: null }],
    [
      {
        file: ['a', { file: 'b', stack: [{ module: 'world', vtl: { u: 'st', v: 2, '~': false } }] }],
        stack: [[step], []],
      },
    ],
    [{ action: 'process', mode: 'hash', file: 'a', stack: [], format: 'WAV', format_options: {}, colour: 'red' }],
  ])('accepts %j', (request) => {
    expect(schema.safeParse(request).success).toBe(true);
  });

  it.each([
    [{ stack: [] }],
    [{ file: '' }],
    [{ file: [] }],
    [{ file: 'a', stack: [{ module: 'flanger' }] }],
    [{ file: 'a', stack: [{ module: 'world', f0: 2 }] }],
    [{ file: 'a', stack: [{ module: 'world', outputLength: 'short' }] }],
    [{ file: 'a', precision: 'double' }],
    [{ file: 'a', output: { encoding: 'mp3' } }],
    [{ file: 'a', output: { format: 'wma' } }],
    [{ file: 'a', output: { format: 'mp3', bitrate: 100 } }],
    [{ file: 'a', output: { format: 'ogg', quality: 11 } }],
    [{ file: { stack: [] } }],
  ])('refuses %j', (request) => {
    expect(schema.safeParse(request).success).toBe(false);
  });
});
