import { type ReactNode, type RefObject, useEffect } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { Placement } from './menu-part.ts';

export interface PopupBoxProps {
  readonly id: string;
  readonly label: string;
  readonly className: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly placement: Placement;
  readonly open: boolean;
  /** It was fetched. */
  readonly onThere: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** What a button opens beside itself; fetched when the first one is opened. */
export function PopupBox(props: PopupBoxProps) {
  const { id, label, className, anchor, placement, open, onThere, onClose, children } = props;
  useEffect(onThere, [onThere]);
  return (
    <Popover
      className="popover"
      offset={4}
      placement={placement}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <Dialog id={id} className={className} aria-label={label}>
        {typeof children === 'function' ? children(onClose) : children}
      </Dialog>
    </Popover>
  );
}
