import { useState } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { strings } from '../../strings.ts';
import { focusStep } from './focus-step.ts';

/** A step's name being typed: Enter takes it, Escape does not. */
export function StepName({ step, onDone }: { readonly step: RecipeStep; readonly onDone: () => void }) {
  const { recipe } = useWorkbench();
  const [name, setName] = useState(step.name ?? '');
  const end = (take: boolean) => {
    if (take) recipe.rename(step.id, name);
    onDone();
    focusStep(step.id);
  };
  return (
    <input
      className="field step-rename"
      // biome-ignore lint/a11y/noAutofocus: asked for by the key or the menu that opened it
      autoFocus
      aria-label={strings.step.nameField}
      placeholder={step.module}
      value={name}
      maxLength={80}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(true);
        if (event.key === 'Escape') end(false);
      }}
    />
  );
}
