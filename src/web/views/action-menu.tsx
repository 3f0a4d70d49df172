import { Ellipsis } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { MenuPart, Placement } from '../components/menu-part.ts';
import { MenuPopup } from '../components/popup.tsx';
import { useKeyLabel } from './use-keys.ts';

/** Something that can be done to what the menu belongs to. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  /** The command that does the same: its keys are shown, as they are at present. */
  readonly command?: string;
  /** Keys of the place itself, which nobody can change. */
  readonly keys?: string;
  readonly off?: boolean;
  readonly run: () => void;
}

export interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly placement?: Placement;
  readonly className?: string;
  /** What stands above the actions. */
  readonly above?: readonly MenuPart[];
}

/** Everything that can be done to a thing, behind three dots: each drag and each shortcut stands here too. */
export function ActionMenu(props: ActionMenuProps) {
  const { label, actions, placement = 'bottom end', className = 'button icon bare', above = [] } = props;
  const lines = actions.map((action) => ({ ...action, keys: <ActionKeys {...action} /> }));
  return (
    <MenuPopup label={label} placement={placement} parts={[...above, { kind: 'actions', lines }]}>
      <Button className={className} aria-label={label}>
        <Ellipsis aria-hidden />
      </Button>
    </MenuPopup>
  );
}

function ActionKeys({ command = '', keys }: Pick<MenuAction, 'command' | 'keys'>) {
  const shown = useKeyLabel(command) ?? keys;
  return shown === undefined ? null : <kbd>{shown}</kbd>;
}
