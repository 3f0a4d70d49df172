import { Check } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, type Selection, Separator } from 'react-aria-components';
import type { MenuLine, MenuPart, Placement } from './menu-part.ts';

export interface PopupMenuProps {
  readonly id: string;
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly placement: Placement;
  readonly parts: readonly MenuPart[];
  /** Where the focus goes; without it the menu is closed. */
  readonly focus: 'first' | 'last' | true | undefined;
  /** It was fetched. */
  readonly onThere: () => void;
  readonly onClose: () => void;
}

/** The menu of a button; fetched when the first one is opened. */
export function PopupMenu({ id, label, anchor, placement, parts, focus, onThere, onClose }: PopupMenuProps) {
  useEffect(onThere, [onThere]);
  const lines: readonly MenuLine[] = parts.flatMap((part) => part.lines);
  const act = (key: unknown) => {
    for (const part of parts) if (part.kind === 'actions') part.lines.find((line) => line.id === key)?.run();
  };
  return (
    <Popover
      className="popover"
      aria-label={label}
      offset={4}
      placement={placement}
      triggerRef={anchor}
      isOpen={focus !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Menu
        id={id}
        className="menu"
        aria-label={label}
        autoFocus={focus ?? true}
        disabledKeys={lines.filter(({ off }) => off).map((line) => line.id)}
        onAction={act}
        onClose={onClose}
        {...wholeChoice(parts)}
      >
        {parts.map((part, index) => (
          <Part key={part.lines[0]?.id} part={part} alone={parts.length === 1} first={index === 0} />
        ))}
      </Menu>
    </Popover>
  );
}

/** One that is nothing but a choice begins at what is chosen. */
function wholeChoice(parts: readonly MenuPart[]) {
  const [only, ...others] = parts;
  return only?.kind === 'choices' && others.length === 0 ? selectionOf(only) : {};
}

function selectionOf({ mode, lines, chosen, onChoose }: MenuPart & { readonly kind: 'choices' }) {
  return {
    selectionMode: mode === 'many' ? ('multiple' as const) : ('single' as const),
    disallowEmptySelection: mode === 'one',
    selectedKeys: chosen,
    onSelectionChange: (keys: Selection) =>
      onChoose(lines.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id))),
  };
}

interface PartProps {
  readonly part: MenuPart;
  readonly alone: boolean;
  readonly first: boolean;
}

function Part({ part, alone, first }: PartProps) {
  if (part.kind === 'actions') {
    return (
      <>
        {first || part.lines.length === 0 ? null : <Separator className="menu-line" />}
        {part.lines.map(({ id, label, keys }) => (
          <MenuItem key={id} id={id} className="menu-item plain" textValue={label}>
            <span>{label}</span>
            {keys}
          </MenuItem>
        ))}
      </>
    );
  }
  const lines = part.lines.map((line) => (
    <MenuItem key={line.id} id={line.id} className="menu-item" textValue={line.label}>
      {({ isSelected }) => (
        <>
          {isSelected ? <Check aria-hidden /> : <span />}
          <span>{line.label}</span>
          {line.detail === undefined ? null : <small>{line.detail}</small>}
        </>
      )}
    </MenuItem>
  ));
  if (alone) return lines;
  return (
    <MenuSection {...selectionOf(part)} {...(part.titled ? {} : { 'aria-label': part.label })}>
      {part.titled ? <Header className="section-title">{part.label}</Header> : null}
      {lines}
    </MenuSection>
  );
}
