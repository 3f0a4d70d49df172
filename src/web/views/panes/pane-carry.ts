import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { stageOf } from '../../state/staging.ts';

/**
 * A pane moved by its handle: by pointer past the middle of its neighbours, by keyboard with Enter, arrows, Enter; Escape puts
 * it back.
 */
export function usePaneCarry(pane: string) {
  const { stage, store } = useWorkbench();
  const [held, setHeld] = useState(false);
  const start = useRef(0);
  const place = () => stageOf(store.getState().recipe.present).panes.findIndex(({ id }) => id === pane);

  const lift = () => {
    start.current = place();
    setHeld(true);
  };
  const drop = () => {
    setHeld(false);
    stage.settle();
  };
  const putBack = () => {
    stage.carry(pane, start.current - place());
    drop();
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const own = event.currentTarget.closest('[data-pane]');
    const middle = (element: Element | null | undefined) => {
      if (!element?.hasAttribute('data-pane')) return undefined;
      const box = element.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const [above, below] = [middle(own?.previousElementSibling), middle(own?.nextElementSibling)];
    if (above !== undefined && event.clientY < above) stage.carry(pane, -1);
    else if (below !== undefined && event.clientY > below) stage.carry(pane, 1);
  };

  const handle = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      lift();
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (held && event.buttons !== 0) follow(event);
    },
    onPointerUp: drop,
    onPointerCancel: putBack,
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (event.key === 'Enter' || event.key === ' ') held ? drop() : lift();
      else if (held && step !== 0) {
        stage.carry(pane, step);
        const target = event.currentTarget;
        requestAnimationFrame(() => target.focus());
      } else if (held && event.key === 'Escape') putBack();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return { held, handle };
}
