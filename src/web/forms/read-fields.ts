import { z } from 'zod';
import type { ModuleDescriptor } from '../../core/modules/module.ts';
import { sourceKind } from '../../core/modules/source-param.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { QuantityForms } from '../../core/units/quantity.ts';
import type { Field, FieldSpec, Schema, Variant } from './field-spec.ts';

type Meta = Readonly<Record<string, unknown>>;

const known = new WeakMap<z.ZodObject, readonly Field[]>();

/** The form of a module's parameters, in the descriptor's order. */
export function readFields({ params }: Pick<ModuleDescriptor, 'params'>): readonly Field[] {
  const fields = known.get(params) ?? fieldsOf(params);
  known.set(params, fields);
  return fields;
}

/** Parameters that make a new step: an example of each that must be given, where there is one. */
export function initialParams(descriptor: Pick<ModuleDescriptor, 'params'>): Readonly<Record<string, JsonValue>> {
  return initialObject(readFields(descriptor));
}

function fieldsOf(object: z.ZodObject): readonly Field[] {
  return Object.entries(object.shape).map(([key, schema]) => readField(key, schema));
}

function readField(key: string, schema: Schema): Field {
  const meta = metaOf(schema);
  const spec = specOf(schema);
  const fallback = fallbackOf(schema);
  const [example] = examplesOf(meta);
  return {
    key,
    spec,
    label: text(meta['label']) ?? key,
    help: text(meta['help']) ?? '',
    unit: text(meta['unit']),
    reference: text(meta['reference']),
    advanced: meta['advanced'] === true,
    fallback,
    initial: fallback === undefined ? (example ?? derivedInitial(spec)) : undefined,
  };
}

function specOf(schema: Schema): FieldSpec {
  const special = specialSpec(schema);
  if (special) return special;
  if (isWrapper(schema)) return specOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) {
    const { in: input, out } = schema.def;
    return specOf(input instanceof z.ZodTransform ? out : input);
  }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', options: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { kind: 'fixed', value: [...schema.values][0] as JsonValue };
  if (schema instanceof z.ZodBoolean) return { kind: 'switch' };
  if (schema instanceof z.ZodNumber) return { kind: 'number', whole: schema.format === 'safeint' };
  if (schema instanceof z.ZodString) return { kind: 'text' };
  if (schema instanceof z.ZodArray) return listOf(specOf(schema.element), undefined);
  if (schema instanceof z.ZodTuple) return tupleSpec(schema);
  if (schema instanceof z.ZodObject) return { kind: 'object', fields: fieldsOf(schema) };
  if (schema instanceof z.ZodUnion) return unionSpec(schema);
  return { kind: 'json' };
}

/** What the metadata says that no shape can. */
function specialSpec(schema: Schema): FieldSpec | undefined {
  const { quantity, choices } = metaOf(schema);
  if (quantity !== undefined) return { kind: 'quantity', forms: quantity as QuantityForms };
  if (Array.isArray(choices)) return { kind: 'choices', options: choices.map(String) };
  const source = sourceKind(schema);
  if (source === 'one') return { kind: 'source' };
  if (source === 'list') return { kind: 'sources' };
  return source === 'stack' ? { kind: 'json' } : undefined;
}

function tupleSpec(schema: z.ZodTuple): FieldSpec {
  const items = schema.def.items.map(specOf);
  const [first] = items;
  const alike = first !== undefined && items.every(({ kind }) => kind === first.kind);
  return alike ? listOf(first, items.length) : { kind: 'json' };
}

function listOf(item: FieldSpec, length: number | undefined): FieldSpec {
  if (item.kind !== 'number' && item.kind !== 'text') return { kind: 'json' };
  return { kind: 'list', item: item.kind, single: false, ...(length === undefined ? {} : { length }) };
}

const SINGLE = new Set<FieldSpec['kind']>(['number', 'text', 'switch', 'choice']);

/** Spellings of one thing become one field; forms that differ in kind become variants. */
function unionSpec(schema: z.ZodUnion): FieldSpec {
  const options = flatten(schema);
  const specs = options.map(specOf);
  const [first] = specs;
  if (first === undefined) return { kind: 'json' };
  if (specs.every(({ kind }) => SINGLE.has(kind))) return first;
  const list = specs.find((spec) => spec.kind === 'list');
  if (list?.kind === 'list' && specs.every(({ kind }) => kind === 'list' || SINGLE.has(kind))) {
    const { length: _, ...open } = list;
    const item = first.kind === 'number' || first.kind === 'text' ? first.kind : list.item;
    return { ...open, item, single: specs.some(({ kind }) => SINGLE.has(kind)) };
  }
  return { kind: 'variants', variants: options.map((option, index) => readVariant(option, specs[index] ?? first)) };
}

/** The options with those of unions among them, without null. */
function flatten(union: z.ZodUnion): Schema[] {
  return union.options.flatMap((option) => {
    if (option instanceof z.ZodNull) return [];
    return option instanceof z.ZodUnion && !(option instanceof z.ZodDiscriminatedUnion) ? flatten(option) : [option];
  });
}

function readVariant(option: Schema, spec: FieldSpec): Variant {
  const meta = metaOf(option);
  const word = spec.kind === 'fixed' ? String(spec.value) : discriminatorOf(spec);
  const id = word ?? spec.kind;
  const [example] = examplesOf(meta);
  return { id, label: text(meta['label']) ?? word ?? id, spec, initial: example ?? derivedInitial(spec) ?? null };
}

/** What tells an object from its siblings. */
function discriminatorOf(spec: FieldSpec): string | undefined {
  if (spec.kind !== 'object') return undefined;
  const fixed = spec.fields.find((field) => field.spec.kind === 'fixed');
  return fixed?.spec.kind === 'fixed' ? String(fixed.spec.value) : undefined;
}

function derivedInitial(spec: FieldSpec): JsonValue | undefined {
  if (spec.kind === 'object') return initialObject(spec.fields);
  if (spec.kind === 'choice') return spec.options[0];
  if (spec.kind === 'variants') return spec.variants[0]?.initial;
  return spec.kind === 'fixed' ? spec.value : undefined;
}

function initialObject(fields: readonly Field[]): Readonly<Record<string, JsonValue>> {
  const given = fields.flatMap(({ key, initial }) => (initial === undefined ? [] : [[key, initial] as const]));
  return Object.fromEntries(given);
}

/** The default of the outermost wrapper that has one; null stands for nothing where nothing may be given. */
function fallbackOf(schema: Schema): JsonValue | undefined {
  if (schema instanceof z.ZodDefault) return schema.def.defaultValue as JsonValue;
  if (isWrapper(schema)) return fallbackOf(schema.unwrap()) ?? null;
  if (schema instanceof z.ZodPipe && !(schema.def.in instanceof z.ZodTransform)) return fallbackOf(schema.def.in);
  return metaOf(schema)['quantity'] === undefined ? undefined : null;
}

type Wrapper = z.ZodDefault | z.ZodOptional | z.ZodNullable | z.ZodReadonly;

function isWrapper(schema: Schema): schema is Wrapper {
  return [z.ZodDefault, z.ZodOptional, z.ZodNullable, z.ZodReadonly].some((wrapper) => schema instanceof wrapper);
}

function metaOf(schema: Schema): Meta {
  return z.globalRegistry.get(schema) ?? {};
}

function examplesOf(meta: Meta): readonly JsonValue[] {
  return Array.isArray(meta['examples']) ? (meta['examples'] as JsonValue[]) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
