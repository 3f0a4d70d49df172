import type { FieldSpec } from '../../forms/field-spec.ts';
import { pathText } from '../../state/recipe-check.ts';
import type { FieldProps } from './form.ts';

/**
 * Whether a parameter looks as it did. A document shares what a change leaves alone, so values are compared as objects;
 * where something is wrong, or sounds can be chosen, which depends on the whole recipe, none is taken to be the same.
 */
export function isSameField(before: FieldProps, after: FieldProps): boolean {
  if (before.field !== after.field || pathText(before.path) !== pathText(after.path)) return false;
  if (before.form === after.form) return true;
  if (before.form.isTroubled || after.form.isTroubled || before.form.locked !== after.form.locked) return false;
  return !hasSounds(after.field.spec) && before.form.value(before.path) === after.form.value(after.path);
}

function hasSounds(spec: FieldSpec): boolean {
  switch (spec.kind) {
    case 'source':
    case 'sources':
      return true;
    case 'object':
      return spec.fields.some((field) => hasSounds(field.spec));
    case 'variants':
      return spec.variants.some((variant) => hasSounds(variant.spec));
    default:
      return false;
  }
}
