import { ChevronDown } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { isChangedSince, presetOfStep } from '../../state/presets.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { presetStrings } from '../../strings-presets.ts';
import { later } from '../lazy.tsx';

const PresetList = later(async () => (await import('./preset-list.tsx')).PresetList);

const t = presetStrings;

/** The preset that a step has, with a dot once it was changed, and the others. */
export function PresetMenu({ step }: { readonly step: RecipeStep }) {
  const { hearing } = useWorkbench();
  const doc = useApp((state) => state.recipe.present);
  const current = presetOfStep(doc, step);
  const changed = current !== undefined && isChangedSince(step, current);
  const said = current ? `${current.name}${changed ? `, ${t.changed}` : ''}` : t.none;
  return (
    <DialogTrigger onOpenChange={(open) => (open ? undefined : hearing.stop())}>
      <Button className="preset-button" aria-label={t.button(said)} data-presets="">
        <span className="preset-name">{t.button(current?.name ?? t.none)}</span>
        {changed ? <span className="preset-dot" title={t.changed} /> : null}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom start">
        <Dialog className="presets" aria-label={t.title}>
          {({ close }) => <PresetList step={step} current={current} changed={changed} onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
