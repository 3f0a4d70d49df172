import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useWorkbench } from '../../state/hooks.ts';

export interface StepDrag {
  /** The one that is being moved. */
  readonly step: string | undefined;
  /** What a card's handle listens to. */
  handle(step: string, index: number): HandleProps;
}

interface HandleProps {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Cards moved by their handles: by pointer past the middle of their neighbours, by keyboard with Enter, arrows, Enter;
 * Escape puts a card back.
 */
export function useStepDrag(): StepDrag {
  const { recipe, store } = useWorkbench();
  const [held, setHeld] = useState<string>();
  const start = useRef(0);

  return useMemo(() => {
    const indexOf = (step: string) => store.getState().recipe.present.steps.findIndex(({ id }) => id === step);
    const lift = (step: string) => {
      start.current = indexOf(step);
      setHeld(step);
    };
    const follow = (event: PointerEvent<HTMLElement>, step: string) => {
      const list = event.currentTarget.closest('ol');
      const cards = [...(list?.querySelectorAll<HTMLElement>(':scope > [data-step]') ?? [])];
      const index = cards.findIndex((card) => card.dataset['step'] === step);
      const middle = (card: HTMLElement | undefined) => {
        const box = card?.getBoundingClientRect();
        return box ? box.top + Math.min(box.height, 80) / 2 : undefined;
      };
      const [above, below] = [middle(cards[index - 1]), middle(cards[index + 1])];
      if (above !== undefined && event.clientY < above) recipe.moveLive(step, -1);
      else if (below !== undefined && event.clientY > below) recipe.moveLive(step, 1);
    };
    const putBack = (step: string) => {
      recipe.moveLive(step, start.current - indexOf(step));
      setHeld(undefined);
      recipe.settle();
    };

    return {
      step: held,
      handle: (step) => ({
        onPointerDown(event) {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          lift(step);
        },
        onPointerMove(event) {
          if (held === step && event.buttons !== 0) follow(event, step);
        },
        onPointerUp() {
          setHeld(undefined);
          recipe.settle();
        },
        onPointerCancel: () => putBack(step),
        onKeyDown(event) {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            if (held === step) {
              setHeld(undefined);
              recipe.settle();
            } else lift(step);
          } else if (held === step && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            event.preventDefault();
            recipe.moveLive(step, event.key === 'ArrowUp' ? -1 : 1);
            const handle = event.currentTarget;
            if (handle instanceof HTMLElement) requestAnimationFrame(() => handle.focus());
          } else if (held === step && event.key === 'Escape') {
            event.preventDefault();
            putBack(step);
          }
        },
      }),
    };
  }, [held, recipe, store]);
}
