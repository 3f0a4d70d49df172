import { Ellipsis } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { strings } from '../../strings.ts';
import { focusStep } from './focus-step.ts';
import { removeStep } from './remove-step.ts';

export interface StepMenuProps {
  readonly step: RecipeStep;
  readonly first: boolean;
  readonly last: boolean;
  readonly onNaming: () => void;
  readonly onAddBehind: () => void;
}

/** Everything that can be done to a step, with its keys: each drag and each shortcut stands here too. */
export function StepMenu({ step, first, last, onNaming, onAddBehind }: StepMenuProps) {
  const bench = useWorkbench();
  const { recipe } = bench;
  const isSolo = useApp(({ listening }) => listening.to === 'only' && listening.step === step.id);
  const t = strings.step;
  const items = [
    { id: 'up', label: t.moveUp, keys: 'Alt \u2191', off: first, run: () => recipe.move(step.id, -1) },
    { id: 'down', label: t.moveDown, keys: 'Alt \u2193', off: last, run: () => recipe.move(step.id, 1) },
    {
      id: 'duplicate',
      label: t.duplicate,
      keys: 'Shift D',
      off: false,
      run: () => focusStep(recipe.duplicate(step.id)),
    },
    { id: 'add', label: t.addBehind(step.module), keys: 'N', off: false, run: onAddBehind },
    {
      id: 'solo',
      label: t.solo,
      keys: 'O',
      off: step.bypassed,
      run: () => recipe.listen(isSolo ? { to: 'end' } : { to: 'only', step: step.id }),
    },
    { id: 'rename', label: t.rename, keys: 'F2', off: false, run: onNaming },
    { id: 'reset', label: t.reset, keys: '', off: false, run: () => recipe.reset(step.id) },
    { id: 'remove', label: t.remove, keys: 'Delete', off: false, run: () => removeStep(bench, step) },
  ];
  return (
    <MenuTrigger>
      <Button className="button icon bare" aria-label={t.menu(step.name ?? step.module)}>
        <Ellipsis aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label={t.menu(step.name ?? step.module)}
          disabledKeys={items.filter(({ off }) => off).map(({ id }) => id)}
          onAction={(key) => items.find(({ id }) => id === key)?.run()}
        >
          {items.map(({ id, label, keys }) => (
            <MenuItem key={id} id={id} className="menu-item plain" textValue={label}>
              <span>{label}</span>
              {keys === '' ? null : <kbd>{keys}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
