import { type ComponentType, useMemo, useRef } from 'react';
import type { JsonValue } from '../../../core/query/query.ts';
import { ProblemText } from '../../components/problem-text.tsx';
import { Segments } from '../../components/segments.tsx';
import type { Variant } from '../../forms/field-spec.ts';
import { variantOf } from '../../forms/values.ts';
import { pathText } from '../../state/recipe-check.ts';
import { strings } from '../../strings.ts';
import type { FieldProps } from './form.ts';

/** How a field inside is shown; given, since fields stand in fields. */
interface VariantsProps extends FieldProps {
  readonly Inner: ComponentType<FieldProps>;
}

/** A parameter that may have one of several forms: which one, then the fields of it. */
export function VariantsField({ field, path, form, Inner }: VariantsProps) {
  const left = useRef(new Map<string, JsonValue>());
  const { spec } = field;
  if (spec.kind !== 'variants') return null;
  const value = form.value(path);
  const shown = variantOf(spec.variants, value ?? field.fallback);
  const problem = form.problem(path, false);
  const choose = (id: string) => {
    const next = spec.variants.find((variant) => variant.id === id);
    if (!next || next === shown) return;
    // Going back finds what was there.
    if (shown && value !== undefined) left.current.set(shown.id, value);
    form.set(path, left.current.get(next.id) ?? next.initial);
  };
  return (
    <fieldset className="form-group" data-place={pathText(path)}>
      <legend title={field.help}>{field.label}</legend>
      <Segments
        name={strings.form.form(field.label)}
        value={shown?.id ?? ''}
        onChange={choose}
        segments={spec.variants.map(({ id, label }) => ({ id, label, name: label }))}
      />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
      {shown ? <VariantBody field={field} path={path} form={form} variant={shown} Inner={Inner} /> : null}
    </fieldset>
  );
}

function VariantBody({ field, path, form, variant, Inner }: VariantsProps & { readonly variant: Variant }) {
  const { spec, label } = variant;
  const shown = useMemo(() => ({ ...field, spec, label, fallback: undefined }), [field, spec, label]);
  if (spec.kind === 'object') {
    return spec.fields.map((inner) => <Inner key={inner.key} field={inner} path={[...path, inner.key]} form={form} />);
  }
  return <Inner field={shown} path={path} form={form} />;
}
