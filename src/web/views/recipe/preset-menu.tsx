import { Check, ChevronDown, Play, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Input, Label, Popover, TextField } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { isChangedSince, ownPresets, type Preset, presetOfStep, presetsFor, withPreset } from '../../state/presets.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { presetStrings } from '../../strings-presets.ts';

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

interface PresetListProps {
  readonly step: RecipeStep;
  readonly current: Preset | undefined;
  readonly changed: boolean;
  readonly onDone: () => void;
}

function PresetList({ step, current, changed, onDone }: PresetListProps) {
  const { presets, hearing } = useWorkbench();
  const doc = useApp((state) => state.recipe.present);
  const take = (preset: Preset | undefined) => {
    hearing.stop();
    presets.apply(step.id, preset);
    onDone();
  };
  return (
    <>
      <ul className="preset-list">
        {presetsFor(step.module, ownPresets(doc)).map((preset) => (
          <li key={preset.id} className="preset-line">
            <Button className="menu-item" aria-pressed={preset === current} onPress={() => take(preset)}>
              {preset === current && !changed ? <Check aria-hidden /> : <span />}
              <span>{preset.name}</span>
              <small>{preset.source ?? t.own}</small>
            </Button>
            <IconButton
              icon={Play}
              label={t.hear(preset.name)}
              bare
              onPress={() => void hearing.hear(step.id, withPreset(step, preset))}
            />
            {preset.source === undefined ? (
              <IconButton icon={X} label={t.remove(preset.name)} bare onPress={() => presets.remove(preset.id)} />
            ) : null}
          </li>
        ))}
      </ul>
      <Button className="menu-item" onPress={() => take(undefined)}>
        <span />
        <span>{t.defaults}</span>
      </Button>
      <SaveField
        onSave={(name) => {
          presets.save(step.id, name);
          onDone();
        }}
      />
    </>
  );
}

function SaveField({ onSave }: { readonly onSave: (name: string) => void }) {
  const [name, setName] = useState('');
  const empty = name.trim() === '';
  return (
    <form
      className="preset-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) onSave(name);
      }}
    >
      <TextField className="preset-typed" value={name} onChange={setName} maxLength={60}>
        <Label className="unseen">{t.name}</Label>
        <Input className="field" placeholder={t.name} />
      </TextField>
      <Button type="submit" className="button" isDisabled={empty}>
        {t.save}
      </Button>
    </form>
  );
}
