import { ChevronDown } from 'lucide-react';
import { type ComponentProps, memo } from 'react';
import { Button } from 'react-aria-components';
import { later } from '../../components/later.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { isChangedSince, type Preset, presetOfStep } from '../../state/presets.ts';
import { findStep, type RecipeStep } from '../../state/recipe-doc.ts';
import { presetStrings } from '../../strings-presets.ts';

const PresetList = later(async () => (await import('./preset-list.tsx')).PresetList);

const t = presetStrings;

/** The preset that a step has, with a dot once it was changed, and the others. */
export function PresetMenu({ step }: { readonly step: RecipeStep }) {
  const current = useApp((state) => presetOfStep(state.recipe.present, step));
  const changed = current !== undefined && isChangedSince(step, current);
  return <PresetButton step={step.id} current={current} changed={changed} />;
}

interface PresetButtonProps {
  readonly step: string;
  readonly current: Preset | undefined;
  readonly changed: boolean;
}

/** By itself: moves of a hand change the step, and neither which preset it has nor whether it is still that. */
const PresetButton = memo(function PresetButton({ step: id, current, changed }: PresetButtonProps) {
  const { hearing } = useWorkbench();
  const said = current ? `${current.name}${changed ? `, ${t.changed}` : ''}` : t.none;
  const button = (
    <Button className="preset-button" aria-label={t.button(said)} data-presets="">
      <span className="preset-name">{t.button(current?.name ?? t.none)}</span>
      {changed ? <span className="preset-dot" title={t.changed} /> : null}
      <ChevronDown aria-hidden className="chevron" />
    </Button>
  );
  return (
    <BoxPopup label={t.title} className="presets" button={button} onClose={hearing.stop}>
      {(close) => <Presets id={id} current={current} changed={changed} onDone={close} />}
    </BoxPopup>
  );
});

function Presets({ id, ...props }: { readonly id: string } & Omit<ComponentProps<typeof PresetList>, 'step'>) {
  const step = useApp((state) => findStep(state.recipe.present, id));
  return step ? <PresetList step={step} {...props} /> : null;
}
