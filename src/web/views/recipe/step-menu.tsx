import { useApp, useWorkbench } from '../../state/hooks.ts';
import type { StepHead } from '../../state/recipe-doc.ts';
import { strings } from '../../strings.ts';
import { ActionMenu, type MenuAction } from '../action-menu.tsx';
import { focusStep } from './focus-step.ts';
import { removeStep } from './remove-step.ts';

export interface StepMenuProps {
  readonly step: StepHead;
  readonly first: boolean;
  readonly last: boolean;
  readonly onNaming: () => void;
  readonly onAddBehind: () => void;
}

/** Everything that can be done to a step. */
export function StepMenu({ step, first, last, onNaming, onAddBehind }: StepMenuProps) {
  const bench = useWorkbench();
  const { recipe } = bench;
  const isSolo = useApp(({ listening }) => listening.to === 'only' && listening.step === step.id);
  const t = strings.step;
  const done = (id: string, label: string, run: () => void, off = false) =>
    ({ id, label, command: `step.${id}`, off, run }) satisfies MenuAction;
  const actions = [
    done('up', t.moveUp, () => recipe.move(step.id, -1), first),
    done('down', t.moveDown, () => recipe.move(step.id, 1), last),
    done('duplicate', t.duplicate, () => focusStep(recipe.duplicate(step.id))),
    done('addBehind', t.addBehind(step.module), onAddBehind),
    done('solo', t.solo, () => recipe.listen(isSolo ? { to: 'end' } : { to: 'only', step: step.id }), step.bypassed),
    done('rename', t.rename, onNaming),
    done('reset', t.reset, () => recipe.reset(step.id)),
    done('remove', t.remove, () => removeStep(bench, step)),
  ];
  return <ActionMenu label={t.menu(step.name ?? step.module)} actions={actions} />;
}
