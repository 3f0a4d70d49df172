import type { z } from 'zod';
import type { JsonValue } from '../../core/query/query.ts';
import type { QuantityForms } from '../../core/units/quantity.ts';

/** How a value is edited; read from its schema by `readFields`. */
export type FieldSpec =
  | { readonly kind: 'quantity'; readonly forms: QuantityForms }
  | { readonly kind: 'number'; readonly whole: boolean }
  | { readonly kind: 'text' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Several of a few texts. */
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  /** A row of values; `single` when one alone may stand without a list around it. */
  | { readonly kind: 'list'; readonly item: 'number' | 'text'; readonly single: boolean; readonly length?: number }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'variants'; readonly variants: readonly Variant[] }
  /** One value, which says all. */
  | { readonly kind: 'fixed'; readonly value: JsonValue }
  | { readonly kind: 'source' }
  | { readonly kind: 'sources' }
  /** Anything else: its JSON. */
  | { readonly kind: 'json' };

/** One of several forms that a value may have. */
export interface Variant {
  readonly id: string;
  readonly label: string;
  readonly spec: FieldSpec;
  /** What stands there when this form is chosen. */
  readonly initial: JsonValue;
}

export interface Field {
  readonly key: string;
  readonly spec: FieldSpec;
  readonly label: string;
  readonly help: string;
  readonly unit: string | undefined;
  readonly reference: string | undefined;
  /** Rarely needed: behind a fold. */
  readonly advanced: boolean;
  /** What stands for nothing; undefined where something must be given. */
  readonly fallback: JsonValue | undefined;
  /** What a new one begins with, where something must be given and an example is known. */
  readonly initial: JsonValue | undefined;
}

/** Anything of zod's that a schema may be. */
export type Schema = z.core.$ZodType;
