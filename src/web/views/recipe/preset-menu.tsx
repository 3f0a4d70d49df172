import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components';
import { later } from '../../components/later.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { isChangedSince, presetOfStep } from '../../state/presets.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { presetStrings } from '../../strings-presets.ts';

const PresetList = later(async () => (await import('./preset-list.tsx')).PresetList);

const t = presetStrings;

/** The preset that a step has, with a dot once it was changed, and the others. */
export function PresetMenu({ step }: { readonly step: RecipeStep }) {
  const { hearing } = useWorkbench();
  const doc = useApp((state) => state.recipe.present);
  const current = presetOfStep(doc, step);
  const changed = current !== undefined && isChangedSince(step, current);
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
      {(close) => <PresetList step={step} current={current} changed={changed} onDone={close} />}
    </BoxPopup>
  );
}
