import { useState } from 'react';
import { MODULES } from '../../../core/modules/registry.ts';
import { later } from '../../components/later.tsx';
import type { Field } from '../../forms/field-spec.ts';
import { readFields } from '../../forms/read-fields.ts';
import type { Form } from '../../panels/form/form.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { WORLD_PARAMS } from '../../state/world-texts.ts';
import { strings } from '../../strings.ts';
import { F0EditList } from './f0-edit-list.tsx';
import { PresetMenu } from './preset-menu.tsx';
import { useForm } from './use-form.ts';
import { WorldStep } from './world-step.tsx';

/** The filterbank designer: larger than all other panels, and not in everybody's recipe. */
const VocoderStep = later(async () => (await import('./vocoder-step.tsx')).VocoderStep);

/** The generated form: the first step shows none of it until its rarer parameters are unfolded. */
const ParamRows = later(async () => (await import('./param-rows.tsx')).ParamRows);

/** A step's values: its module's own panel where there is one, and the generated form of all other parameters. */
export function StepBody({ step }: { readonly step: RecipeStep }) {
  const form = useForm(step);
  const descriptor = MODULES.get(step.module);
  if (descriptor === undefined) return <p className="card-note">{strings.step.unknownModule(step.module)}</p>;
  const own: readonly string[] = step.module === 'world' ? [...WORLD_PARAMS, 'edits'] : [];
  const fields = readFields(descriptor).filter(({ key }) => !own.includes(key));
  const [plain, rare] = [fields.filter(({ advanced }) => !advanced), fields.filter(({ advanced }) => advanced)];
  const wrong = rare.some(({ key }) => form.problem([key], true));
  return (
    <>
      {fields.length + own.length === 0 ? null : <PresetMenu step={step} />}
      {step.module === 'world' ? <WorldStep step={step} /> : null}
      {step.module === 'world' ? <F0EditList step={step} /> : null}
      {step.module === 'vocoder' ? <VocoderStep step={step} form={form} /> : null}
      {fields.length === 0 ? <p className="card-note">{descriptor.help}</p> : null}
      {plain.length === 0 ? null : <ParamRows fields={plain} form={form} />}
      {rare.length === 0 ? null : <RareParams fields={rare} form={form} wrong={wrong} />}
    </>
  );
}

interface RareParamsProps {
  readonly fields: readonly Field[];
  readonly form: Form;
  /** One of them has a problem, which must be seen. */
  readonly wrong: boolean;
}

function RareParams({ fields, form, wrong }: RareParamsProps) {
  const [open, setOpen] = useState(wrong);
  const isOpen = open || wrong;
  return (
    <details
      className="form-more"
      data-holds={fields.map(({ key }) => key).join(' ')}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{strings.form.more}</summary>
      {isOpen ? <ParamRows fields={fields} form={form} /> : null}
    </details>
  );
}
