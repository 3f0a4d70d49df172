import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../core/query/query.ts';
import type { Field, FieldSpec } from '../../forms/field-spec.ts';
import type { JsonObject } from '../../forms/json.ts';
import { valueAt, withValue } from '../../forms/values.ts';
import type { Form } from './form.ts';
import { isSameField } from './same-field.ts';

function fieldOf(key: string, spec: FieldSpec): Field {
  const nothing = { unit: undefined, reference: undefined, fallback: undefined, initial: undefined };
  return { key, spec, label: key, help: '', advanced: false, ...nothing };
}

const ORDER = fieldOf('order', { kind: 'number', whole: true });
const FC = fieldOf('fc', { kind: 'number', whole: false });
const ENVELOPE = fieldOf('envelope', { kind: 'object', fields: [ORDER, FC] });
const SPEECH = fieldOf('speech', { kind: 'source' });
const PARAMS: JsonObject = { envelope: { order: 2, fc: 160 }, speech: 'a', seed: [1] };

function formOf(params: JsonObject, more: Partial<Form> = {}): Form {
  return { isTroubled: false, locked: undefined, value: (path) => valueAt(params, path), ...more } as Form;
}

const before = formOf(PARAMS);
const changed = (path: readonly string[], value: JsonValue) => formOf(withValue(PARAMS, path, value));

describe('a field among others', () => {
  const envelope = (form: Form) => ({ field: ENVELOPE, path: ['envelope'], form });
  const fc = (form: Form) => ({ field: FC, path: ['envelope', 'fc'], form });
  const speech = (form: Form) => ({ field: SPEECH, path: ['speech'], form });

  it('is the same while another one changes', () => {
    const after = changed(['seed'], [2]);
    expect(isSameField(envelope(before), envelope(after))).toBe(true);
    expect(isSameField(fc(before), fc(changed(['envelope', 'order'], 3)))).toBe(true);
  });

  it('is another when its value is, or one inside it', () => {
    expect(isSameField(fc(before), fc(changed(['envelope', 'fc'], 200)))).toBe(false);
    expect(isSameField(envelope(before), envelope(changed(['envelope', 'order'], 3)))).toBe(false);
  });

  it('is looked at again while anything is wrong, and once more after that', () => {
    const troubled = formOf(PARAMS, { isTroubled: true });
    expect(isSameField(fc(before), fc(troubled))).toBe(false);
    expect(isSameField(fc(troubled), fc(before))).toBe(false);
  });

  it('is looked at again when another value is kept', () => {
    expect(isSameField(fc(before), fc(formOf(PARAMS, { locked: ['envelope.fc'] })))).toBe(false);
  });

  it('is always looked at where sounds can be chosen, inside it too', () => {
    const after = changed(['seed'], [2]);
    expect(isSameField(speech(before), speech(after))).toBe(false);
    const one = fieldOf('one', {
      kind: 'variants',
      variants: [{ id: 's', label: 's', spec: SPEECH.spec, initial: '' }],
    });
    const form = (of: Form) => ({ field: one, path: ['one'], form: of });
    expect(isSameField(form(before), form(after))).toBe(false);
  });

  it('is another at another place', () => {
    expect(isSameField(fc(before), { ...fc(before), path: ['carrier', 'fc'] })).toBe(false);
  });
});
