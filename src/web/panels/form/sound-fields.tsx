import type { JsonValue } from '../../../core/query/query.ts';
import { SourceList, SourcePicker } from '../../components/fields/source-picker.tsx';
import { strings } from '../../strings.ts';
import type { FieldProps, Form } from './form.ts';

/** A sound's name for people; a query has none of its own. */
function nameOf(form: Form, value: JsonValue): string {
  if (typeof value !== 'string') return strings.form.subQuery;
  return form.sounds.find(({ id }) => id === value)?.name ?? value;
}

export function SoundField({ field, path, form }: FieldProps) {
  const value = form.value(path);
  return (
    <SourcePicker
      name={field.label}
      chosen={value === undefined || value === null ? undefined : nameOf(form, value)}
      sounds={form.sounds}
      problem={form.problem(path, true)}
      onChoose={(id) => form.set(path, id)}
    />
  );
}

export function SoundsField({ field, path, form }: FieldProps) {
  const value = form.value(path);
  const chosen = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  return (
    <SourceList
      name={field.label}
      chosen={chosen.map((sound) => nameOf(form, sound))}
      sounds={form.sounds}
      problem={form.problem(path, true)}
      onAdd={(id) => form.set(path, [...chosen, id])}
      onRemove={(index) => {
        const left = chosen.filter((_, at) => at !== index);
        form.set(path, left.length === 0 ? undefined : left);
      }}
    />
  );
}
