import type { Field } from '../../forms/field-spec.ts';
import type { Form } from '../../panels/form/form.ts';
import { ParamField } from '../../panels/form/param-field.tsx';

/** Parameters of a step, one below the other. */
export function ParamRows({ fields, form }: { readonly fields: readonly Field[]; readonly form: Form }) {
  if (fields.length === 0) return null;
  const rows = fields.map((field) => <ParamField key={field.key} field={field} path={[field.key]} form={form} />);
  return <div className="form">{rows}</div>;
}
