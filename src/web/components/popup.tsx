import { type ComponentProps, type ReactNode, useId, useReducer, useRef, useState } from 'react';
import { type Button, ButtonContext } from 'react-aria-components';
import { HeldKeys, NotOpened } from './held-keys.tsx';
import { later } from './later.tsx';
import type { MenuPart, Placement } from './menu-part.ts';

const PopupMenu = later(async () => (await import('./popup-menu.tsx')).PopupMenu, HeldKeys, NotOpened);
const PopupBox = later(async () => (await import('./popup-box.tsx')).PopupBox, HeldKeys, NotOpened);

type ButtonProps = ComponentProps<typeof Button>;
type Handler<K extends 'onPress' | 'onPressStart' | 'onKeyDown'> = NonNullable<ButtonProps[K]>;

export interface MenuPopupProps {
  readonly label: string;
  readonly parts: readonly MenuPart[];
  readonly placement?: Placement;
  /** The button, with its tip if it has one. */
  readonly children: ReactNode;
}

/**
 * A button and its menu, of which the shell has the button alone. Behaves as a `MenuTrigger` does: a mouse opens it when
 * pressed, a finger when lifted, arrows at the first or last line.
 */
export function MenuPopup({ label, parts, placement = 'bottom start', children }: MenuPopupProps) {
  const [focus, setFocus] = useState<'first' | 'last' | true>();
  const isOpen = focus !== undefined;
  const { id, anchor, isThere, onThere, tries, tryAgain, context } = usePopup('menu', isOpen);
  const open = (to: typeof focus) => {
    tryAgain();
    setFocus(to);
  };
  const onPressStart: Handler<'onPressStart'> = ({ pointerType, target }) => {
    if (pointerType === 'touch' || pointerType === 'keyboard') return;
    // Where the focus returns to.
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    open(pointerType === 'virtual' ? 'first' : true);
  };
  const onPress: Handler<'onPress'> = ({ pointerType, target }) => {
    if (pointerType !== 'touch') return;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    open(isOpen && isThere ? undefined : true);
  };
  const onKeyDown: Handler<'onKeyDown'> = (event) => {
    if (['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(event.key) && !event.isDefaultPrevented()) {
      event.preventDefault();
      open(event.key === 'ArrowUp' ? 'last' : 'first');
    } else event.continuePropagation();
  };
  return (
    <>
      <ButtonContext value={{ ...context, preventFocusOnPress: true, onPressStart, onPress, onKeyDown }}>
        {children}
      </ButtonContext>
      {isOpen || isThere ? (
        <PopupMenu
          key={tries}
          {...{ id, label, anchor, placement, parts, focus, onThere }}
          onClose={() => setFocus(undefined)}
        />
      ) : null}
    </>
  );
}

export interface BoxPopupProps {
  readonly label: string;
  /** Of what opens. */
  readonly className: string;
  readonly placement?: Placement;
  readonly button: ReactNode;
  readonly onClose?: () => void;
  /** What opens. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button and what it opens beside itself, of which the shell has the button alone. */
export function BoxPopup({ label, className, placement = 'bottom start', button, onClose, children }: BoxPopupProps) {
  const [open, setOpen] = useState(false);
  const { id, anchor, isThere, onThere, tries, tryAgain, context } = usePopup('dialog', open);
  const close = () => {
    setOpen(false);
    onClose?.();
  };
  const onPress = () => {
    if (open && isThere) return close();
    tryAgain();
    setOpen(true);
  };
  return (
    <>
      <ButtonContext value={{ ...context, onPress }}>{button}</ButtonContext>
      {open || isThere ? (
        <PopupBox key={tries} {...{ id, label, className, anchor, placement, open, onThere }} onClose={close}>
          {children}
        </PopupBox>
      ) : null}
    </>
  );
}

function usePopup(kind: 'menu' | 'dialog', isOpen: boolean) {
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  // Once it is there it stays, for it goes by degrees. Until then it goes at once, and is asked for each time anew.
  const [isThere, onThere] = useReducer(() => true, false);
  const [tries, setTries] = useState(0);
  const tryAgain = () => (isThere ? undefined : setTries(tries + 1));
  const context = {
    ref: anchor,
    isPressed: isOpen,
    'aria-haspopup': kind,
    'aria-expanded': isOpen,
    ...(isOpen ? { 'aria-controls': id } : {}),
  } as const;
  return { id, anchor, isThere, onThere, tries, tryAgain, context };
}
