import { type RefObject, useLayoutEffect } from 'react';
import { focusLater } from '../../commands/focus.ts';

/** What goes while the focus is in it hands that to the play button, which is always there. */
export function useFocusBack(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) focusLater('#transport .play');
    };
  }, [part]);
}
