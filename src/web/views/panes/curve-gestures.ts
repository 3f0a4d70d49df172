import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { DRAG_ZOOM, isOnAxis, SLOP, WHEEL_ZOOM } from '../pane-gestures.ts';

/** CSS px above and below the curves, where their names and their frequencies stand (`curves.css`). */
const ABOVE = 24;
const BELOW = 32;

/** 0 at the lower edge of the curves, 1 at the upper. */
function heightIn(box: DOMRect, clientY: number): number {
  const height = 1 - (clientY - box.top - ABOVE) / Math.max(box.height - ABOVE - BELOW, 1);
  return Math.min(Math.max(height, 0), 1);
}

/** Alt+wheel zooms the values of a curve about the pointer. @param values `valuesName` */
export function useValueWheel(surface: RefObject<HTMLElement | null>, values: string, isThere: boolean): void {
  const { view } = useWorkbench();
  useEffect(() => {
    const target = surface.current;
    if (!target || !isThere) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.altKey) return;
      event.preventDefault();
      const about = heightIn(target.getBoundingClientRect(), event.clientY);
      view.zoomValues(values, Math.exp(-event.deltaY * WHEEL_ZOOM), about);
    };
    // React's own wheel listener is passive.
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [surface, values, view, isThere]);
}

interface AxisDrag {
  /** Where it was last. */
  y: number;
  readonly about: number;
  isMoving: boolean;
}

/** A drag along the value axis scales it, two clicks on it show all. @param values `valuesName` */
export function useAxisDrag(values: string) {
  const { view, store } = useWorkbench();
  const drag = useRef<AxisDrag | undefined>(undefined);
  const onAxis = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return isOnAxis(event.clientX - box.left, box.width);
  };
  const end = () => {
    drag.current = undefined;
  };
  return {
    /** @returns whether the pointer takes the axis, and with it nothing else */
    press(event: PointerEvent<HTMLElement>): boolean {
      if (event.button !== 0 || event.pointerType === 'touch' || !onAxis(event)) return false;
      event.currentTarget.setPointerCapture(event.pointerId);
      const about = heightIn(event.currentTarget.getBoundingClientRect(), event.clientY);
      drag.current = { y: event.clientY, about, isMoving: false };
      // Where all is shown a click on the axis is one on the curves, too.
      return store.getState().view.parts[values] !== undefined;
    },
    move(event: PointerEvent<HTMLElement>): void {
      event.currentTarget.classList.toggle('on-axis', onAxis(event));
      const held = drag.current;
      if (!held) return;
      held.isMoving ||= Math.abs(event.clientY - held.y) > SLOP;
      if (!held.isMoving) return;
      view.zoomValues(values, Math.exp((held.y - event.clientY) * DRAG_ZOOM), held.about);
      held.y = event.clientY;
    },
    end,
    onDoubleClick(event: MouseEvent<HTMLElement>): void {
      if (onAxis(event)) view.showAllValues(values);
    },
  };
}
