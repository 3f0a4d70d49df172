import { Ellipsis } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
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
  readonly placement?: ComponentProps<typeof Popover>['placement'];
  readonly button?: Pick<ComponentProps<typeof Button>, 'slot' | 'className'>;
  /** What stands above the actions. */
  readonly children?: ReactNode;
}

/** Everything that can be done to a thing, behind three dots: each drag and each shortcut stands here too. */
export function ActionMenu({ label, actions, placement = 'bottom end', button, children }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <Button className="button icon bare" aria-label={label} {...button}>
        <Ellipsis aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement={placement}>
        <Menu
          className="menu"
          aria-label={label}
          disabledKeys={actions.filter(({ off }) => off).map(({ id }) => id)}
          onAction={(key) => actions.find(({ id }) => id === key)?.run()}
        >
          {children}
          {actions.map((action) => (
            <ActionItem key={action.id} {...action} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function ActionItem({ id, label, command = '', keys }: MenuAction) {
  const shown = useKeyLabel(command) ?? keys;
  return (
    <MenuItem id={id} className="menu-item plain" textValue={label}>
      <span>{label}</span>
      {shown === undefined ? null : <kbd>{shown}</kbd>}
    </MenuItem>
  );
}
