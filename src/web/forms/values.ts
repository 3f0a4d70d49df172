import type { JsonValue } from '../../core/query/query.ts';
import { describeForms } from '../../core/units/quantity.ts';
import { readGenerousQuantity } from '../../core/units/quantity-generous.ts';
import type { Field, FieldSpec, Variant } from './field-spec.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** What is wrong with a typed text, in the parser's words. */
export interface TypedMistake {
  readonly expected: string;
  readonly got: string;
  /** Zero-based character of the typed text, where it is known. */
  readonly position?: number;
}

export type Read = { readonly value: JsonValue | undefined } | { readonly mistake: TypedMistake };

/**
 * The value that a typed text stands for: generous forms of numbers and quantities become strict. Undefined is nothing
 * given. Whether the value is right is for the parser to say; a text that is no number goes to it as it is.
 */
export function readText(spec: FieldSpec, typed: string): Read {
  const trimmed = typed.trim();
  if (trimmed === '') return { value: undefined };
  switch (spec.kind) {
    case 'quantity': {
      const read = readGenerousQuantity(typed, spec.forms);
      if (read.ok) return { value: read.value };
      const { expected, got, position } = read.error;
      return { mistake: { expected, got, ...(position === undefined ? {} : { position }) } };
    }
    case 'number':
      return { value: readNumber(trimmed) ?? trimmed };
    case 'list':
      return { value: readList(spec, splitList(trimmed)) };
    case 'json':
      return readJson(trimmed);
    default:
      return { value: trimmed };
  }
}

/** The text that a value is edited as. */
export function printText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(String).join(', ');
  return typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value);
}

/** Texts of a pasted column, row or list. */
export function splitList(typed: string): string[] {
  return typed
    .replace(/^\[|\]$/g, '')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
}

/** A list's value from the texts of its items. */
export function readList(spec: Extract<FieldSpec, { kind: 'list' }>, texts: readonly string[]): JsonValue | undefined {
  const values = texts.map((text) => (spec.item === 'number' ? (readNumber(text) ?? text) : text));
  const [first] = values;
  if (first === undefined) return undefined;
  return spec.single && values.length === 1 ? first : values;
}

/** The texts of a list's items. */
export function itemTexts(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as readonly JsonValue[]) : [value]).map(printText);
}

const NUMBER = String.raw`\d+(?:[.,]\d*)?(?:e[+-]?\d+)?|[.,]\d+(?:e[+-]?\d+)?`;
const PRODUCT = new RegExp(`^([+-]?(?:${NUMBER}))(?:\\s*([*/])\\s*((?:${NUMBER})))?$`, 'i');

/** A number as people write it, and a product or a quotient of two: `1/3`, `3*1.5`, a true minus, a decimal comma. */
export function readNumber(typed: string): number | undefined {
  const plain = typed
    .trim()
    .replace(/[\u2212\u2010-\u2015]/g, '-')
    .replace(/[\u00d7]/g, '*');
  const [, left, sign, right] = PRODUCT.exec(plain) ?? [];
  if (left === undefined) return undefined;
  const a = Number(left.replace(',', '.'));
  if (right === undefined) return a;
  const b = Number(right.replace(',', '.'));
  const value = sign === '/' ? a / b : a * b;
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;
}

function readJson(typed: string): Read {
  try {
    return { value: JSON.parse(typed) as JsonValue };
  } catch (thrown) {
    return { mistake: { expected: 'JSON', got: thrown instanceof Error ? thrown.message : String(thrown) } };
  }
}

/** The form of several that a value has; the first when it has none of them. */
export function variantOf(variants: readonly Variant[], value: JsonValue | undefined): Variant | undefined {
  return variants.find(({ spec }) => fits(spec, value)) ?? variants[0];
}

function fits(spec: FieldSpec, value: JsonValue | undefined): boolean {
  switch (spec.kind) {
    case 'fixed':
      return spec.value === value;
    case 'choice':
      return typeof value === 'string' && spec.options.includes(value);
    case 'list':
      return Array.isArray(value);
    case 'object': {
      const given = value;
      if (!isJsonObject(given)) return false;
      return spec.fields.every((field) => field.spec.kind !== 'fixed' || fits(field.spec, given[field.key]));
    }
    case 'number':
      return typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}

/** What a field takes, for its placeholder and for help. */
export function describeField({ spec, fallback }: Pick<Field, 'spec' | 'fallback'>): string {
  if (fallback !== undefined && fallback !== null) return printText(fallback);
  return spec.kind === 'quantity' ? describeForms(spec.forms) : '';
}

/** The value with another at a place in it, its objects copied; undefined takes it away. */
export function withValue(object: JsonObject, path: readonly string[], value: JsonValue | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const { [key]: old, ...others } = object;
  if (rest.length === 0) return value === undefined ? others : { ...object, [key]: value };
  const inner = withValue(isJsonObject(old) ? old : {}, rest, value);
  return { ...object, [key]: inner };
}

export function valueAt(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of path) value = isJsonObject(value) ? value[key] : undefined;
  return value;
}
