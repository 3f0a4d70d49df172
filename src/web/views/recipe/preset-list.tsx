import { Check, Play, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { ownPresets, type Preset, presetsFor, withPreset } from '../../state/presets.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { presetStrings } from '../../strings-presets.ts';

const t = presetStrings;

export interface PresetListProps {
  readonly step: RecipeStep;
  readonly current: Preset | undefined;
  readonly changed: boolean;
  readonly onDone: () => void;
}

/** The presets of a step's module: to take, hear, remove, and to keep what the step has now as another. */
export function PresetList({ step, current, changed, onDone }: PresetListProps) {
  const { presets, hearing } = useWorkbench();
  const doc = useApp((state) => state.recipe.present);
  const take = (preset: Preset | undefined) => {
    hearing.stop();
    presets.apply(step.id, preset);
    onDone();
  };
  const listen = (preset: Preset, here: boolean) => {
    if (here) hearing.preview(step.id, withPreset(step, preset));
    else hearing.stop();
  };
  return (
    <>
      <ul className="preset-list">
        {presetsFor(step.module, ownPresets(doc)).map((preset) => (
          <li key={preset.id} className="preset-line">
            <Button
              className="menu-item"
              aria-pressed={preset === current}
              onHoverChange={(over) => listen(preset, over)}
              onFocus={(event) => listen(preset, event.target.matches(':focus-visible'))}
              onBlur={() => hearing.stop()}
              onPress={() => take(preset)}
            >
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
