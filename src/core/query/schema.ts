import { z } from 'zod';
import { SOUND_FORMATS } from '../codecs/codec.ts';
import { DEFAULT_BITRATE, MP3_BITRATES } from '../codecs/mp3-bitrates.ts';
import { DEFAULT_QUALITY, QUALITIES } from '../codecs/ogg-quality.ts';
import type { ModuleDescriptor, Registry } from '../modules/module.ts';
import { describeForms, type QuantityForms } from '../units/quantity.ts';
import { DEFAULT_CACHE_HOURS, DEFAULT_OUTPUT, DEFAULT_PRECISION, DEFAULT_REVISION, LIMITS } from './defaults.ts';
import { ACTIONS, ENCODINGS, MODES, PRECISIONS, REVISIONS } from './parse-fields.ts';
import type { JsonValue } from './query.ts';

type Schema = { [keyword: string]: JsonValue };

/**
 * JSON Schema (2020-12) of a request, for editors, forms and documentation; modules and their parameters come from
 * the descriptors. It accepts what the parser accepts, but for limits over a whole request and for the spelling of
 * quantities, on which only the parser can say where the mistake is.
 */
export function requestSchema(registry: Registry): Schema {
  const modules = [...registry.values()];
  const steps = { type: 'array', maxItems: LIMITS.steps, items: { $ref: '#/$defs/step' } };
  const element = { anyOf: ELEMENT };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A request to Sonde',
    $ref: '#/$defs/query',
    $defs: {
      query: {
        type: 'object',
        required: ['file'],
        properties: {
          file: {
            description: 'A sound by name, another query, or a list of these to put one after the other.',
            anyOf: [...element.anyOf, { type: 'array', minItems: 1, maxItems: LIMITS.sources, items: element }],
          },
          stack: {
            description: 'The steps, in order; or a list of stacks, one per file of a list, or one for all.',
            default: [],
            anyOf: [steps, { type: 'array', items: steps }],
          },
          ...SETTINGS,
        },
      },
      name: { type: 'string', minLength: 1, maxLength: LIMITS.nameLength },
      step: { anyOf: modules.map((module) => ({ $ref: `#/$defs/${module.name}` })) },
      ...Object.fromEntries(modules.map((module) => [module.name, stepSchema(module)])),
    },
  };
}

/** A sound by name, or another query. */
const ELEMENT = [{ $ref: '#/$defs/name' }, { $ref: '#/$defs/query' }];

/** Web forms send numbers as text. */
function numberOrText(schema: Schema): Schema[] {
  return [schema, { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }];
}

const SETTINGS: Schema = {
  precision: {
    description: 'Between steps: float keeps full precision, pcm16 rounds to 16 bits after each step.',
    enum: PRECISIONS,
    default: DEFAULT_PRECISION,
  },
  revision: {
    description: 'The release of WORLD whose results are given.',
    enum: [...REVISIONS, ...REVISIONS.map(Number)],
    default: DEFAULT_REVISION,
  },
  output: {
    description: 'How the result is written to a file.',
    type: 'object',
    properties: {
      format: { enum: SOUND_FORMATS, default: DEFAULT_OUTPUT.format },
      encoding: { enum: ENCODINGS, default: DEFAULT_OUTPUT.encoding },
      bitrate: { description: 'Of mp3, kb/s.', anyOf: numberOrText({ enum: MP3_BITRATES }), default: DEFAULT_BITRATE },
      quality: {
        description: 'Of ogg.',
        anyOf: numberOrText({ type: 'number', minimum: QUALITIES[0], maximum: QUALITIES[1] }),
        default: DEFAULT_QUALITY,
      },
    },
  },
  cache: {
    description: 'Hours without use after which a result may go; false is one hour, true and null are never.',
    anyOf: [{ type: 'number', minimum: 0 }, { type: ['boolean', 'null'] }, { enum: ['true', 'false'] }],
    default: DEFAULT_CACHE_HOURS,
  },
  action: { enum: ACTIONS },
  mode: { enum: MODES },
  format: { description: 'The same as output.format, in any case of letters.', type: 'string' },
  format_options: { type: ['object', 'null'] },
};

function stepSchema({ name, label, help, params }: ModuleDescriptor): Schema {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: 'input', override: describeParam });
  return {
    title: label,
    description: help,
    type: 'object',
    required: ['module', ...required],
    properties: { module: { const: name }, ...(properties as Schema) },
  };
}

/** Keys of ours that JSON Schema does not know. */
const METADATA = 'label help unit reference quantity source original choices advanced implied leftOut onlyWith'.split(
  ' ',
);

/** Our metadata in the words of JSON Schema; a quantity is a text, an object as VTServer's, or null. */
function describeParam(context: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { zodSchema, jsonSchema } = context;
  const { label, help, unit, quantity, source } = z.globalRegistry.get(zodSchema) ?? {};
  for (const keyword of METADATA) delete jsonSchema[keyword];
  const inUnit = typeof unit === 'string' ? ` Unit: ${unit}.` : '';
  if (typeof label === 'string') jsonSchema['title'] = label;
  if (typeof help === 'string') jsonSchema['description'] = `${help}${inUnit}`;
  if (source !== undefined) becomePart(jsonSchema, source);
  if (quantity === undefined) return;
  const text = { type: 'string' as const, description: describeForms(quantity as QuantityForms) };
  jsonSchema['anyOf'] = [
    text,
    { type: 'object', required: ['v'] },
    { type: 'null' },
  ] satisfies z.core.JSONSchema.BaseSchema[];
}

/** The parser reads a parameter that is a sound, a list of them or a stack as it reads a query's. */
function becomePart(jsonSchema: z.core.JSONSchema.BaseSchema, kind: unknown): void {
  const { title, description } = jsonSchema;
  for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword];
  const list = { type: 'array', maxItems: LIMITS.sources, items: { anyOf: ELEMENT } };
  const stack = { type: 'array', maxItems: LIMITS.steps, items: { $ref: '#/$defs/step' } };
  Object.assign(jsonSchema, title === undefined ? {} : { title }, description === undefined ? {} : { description });
  if (kind === 'stack') Object.assign(jsonSchema, stack);
  else Object.assign(jsonSchema, { anyOf: kind === 'one' ? ELEMENT : [list, { type: 'null' }] });
}
