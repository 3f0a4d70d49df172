import type { JsonValue } from '../../../core/query/query.ts';
import { SourceList, SourcePicker } from '../../components/fields/source-picker.tsx';
import type { FieldProps } from './form.ts';
import { movedInList, soundValue } from './sound-value.ts';

export function SoundField({ field, path, form }: FieldProps) {
  return (
    <SourcePicker
      name={field.label}
      value={soundValue(form.value(path), form.sounds)}
      actions={form.nested(path)}
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
      values={chosen.map((sound) => soundValue(sound, form.sounds))}
      actionsAt={(index) => form.nested([...path, String(index)])}
      sounds={form.sounds}
      problem={form.problem(path, true)}
      onAdd={(id) => form.set(path, [...chosen, id])}
      onMove={(index, by) => form.set(path, movedInList(chosen, index, by))}
      onRemove={(index) => {
        const left = chosen.filter((_, at) => at !== index);
        form.set(path, left.length === 0 ? undefined : left);
      }}
    />
  );
}
