import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useWorkbench } from '../state/hooks.ts';

import { spanLength, timeAt, xAt } from '../state/time-view.ts';
import type { Workbench } from '../state/workbench.ts';

/** Pointer travel that makes a click a drag, px, and how near an edge must be to be taken. */
export const SLOP = 3;
const GRIP = 6;
const LONG_PRESS_MS = 350;
export const WHEEL_ZOOM = 0.0022;
/** Zoom per px of a drag along the value axis, which is so wide, CSS px. */
export const DRAG_ZOOM = 0.008;
const AXIS = 44;

/** The value axis of a pane. */
export interface Values {
  /** `valuesName` */
  readonly name: string;
  /** Its middle stays where it is. */
  readonly centred: boolean;
}

/** Whether the right edge is meant, where values stand. */
export function isOnAxis(x: number, width: number): boolean {
  return x > width - AXIS;
}

type Gesture =
  | {
      readonly kind: 'press';
      readonly x: number;
      readonly y: number;
      readonly time: number;
      readonly timer: number | undefined;
      /** On the value axis: how high. */
      readonly axis: number | undefined;
    }
  | { readonly kind: 'scale'; y: number; readonly about: number }
  | { readonly kind: 'select'; readonly anchor: number }
  | { readonly kind: 'pan'; x: number }
  | { readonly kind: 'pinch'; distance: number };

/** Click sets the cursor, drag selects, edges move, middle drag pans, a drag along the value axis scales it; a finger pans, a long press selects, two zoom. */
export function usePaneGestures(pane: string, values: Values) {
  const workbench = useWorkbench();
  const gesture = useRef<Gesture | undefined>(undefined);
  const fingers = useRef(new Map<number, number>());

  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { time } = workbench.store.getState().view;
    const x = event.clientX - box.left;
    return {
      x,
      y: event.clientY - box.top,
      width: box.width,
      time: timeAt(time, x, box.width),
      height: 1 - (event.clientY - box.top) / box.height,
    };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const { x, y, width, time, height } = place(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, x);
      if (fingers.current.size === 2) gesture.current = { kind: 'pinch', distance: spread(fingers.current) };
      else if (event.button === 1) gesture.current = { kind: 'pan', x };
      else if (event.button === 0) gesture.current = press(workbench, event, { x, y, width, time, height });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, y, width, time, height } = place(event);
      if (event.pointerType === 'mouse') {
        workbench.pointer.setState({ hover: { pane, time, height } });
        event.currentTarget.classList.toggle('on-axis', isOnAxis(x, width));
      }
      if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, x);
      gesture.current = moved(workbench, gesture.current, {
        x,
        y,
        width,
        time,
        values,
        touch: event.pointerType === 'touch',
        fingers: fingers.current,
      });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const current = gesture.current;
      if (current?.kind === 'press') {
        clearTimeout(current.timer);
        // Where a part of the values is shown the axis is an axis only: two clicks show all of it.
        const parts = workbench.store.getState().view.parts;
        if (current.axis === undefined || !parts[values.name]) workbench.view.setCursor(current.time);
      }
      fingers.current.delete(event.pointerId);
      gesture.current = undefined;
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      if (gesture.current?.kind === 'press') clearTimeout(gesture.current.timer);
      fingers.current.delete(event.pointerId);
      gesture.current = undefined;
    },
    onPointerLeave: () => workbench.pointer.setState({ hover: undefined }),
    onMouseDown(event: MouseEvent) {
      // The middle button would scroll by itself.
      if (event.button === 1) event.preventDefault();
    },
  };

  function press(bench: Workbench, event: PointerEvent, at: Place): Gesture {
    const { x, y, width, time } = at;
    const { view } = bench.store.getState();
    const { selection } = view;
    if (selection) {
      const [left, right] = [xAt(view.time, selection.start, width), xAt(view.time, selection.end, width)];
      const nearer = Math.abs(x - left) < Math.abs(x - right) ? 'start' : 'end';
      const distance = Math.abs(x - (nearer === 'start' ? left : right));
      if (distance <= GRIP || event.shiftKey) {
        const anchor = nearer === 'start' ? selection.end : selection.start;
        if (event.shiftKey) bench.view.select(between(anchor, time));
        return { kind: 'select', anchor };
      }
    } else if (event.shiftKey) {
      bench.view.select(between(view.cursor, time));
      return { kind: 'select', anchor: view.cursor };
    }
    const timer =
      event.pointerType === 'touch'
        ? window.setTimeout(() => {
            gesture.current = { kind: 'select', anchor: time };
          }, LONG_PRESS_MS)
        : undefined;
    const axis = event.pointerType !== 'touch' && isOnAxis(x, width) ? at.height : undefined;
    return { kind: 'press', x, y, time, timer, axis };
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly time: number;
  readonly height: number;
}

interface Move extends Omit<Place, 'height'> {
  readonly values: Values;
  readonly touch: boolean;
  readonly fingers: ReadonlyMap<number, number>;
}

function moved(bench: Workbench, gesture: Gesture | undefined, move: Move): Gesture | undefined {
  const { view } = bench.store.getState();
  if (gesture?.kind === 'press' && gesture.axis !== undefined) {
    const along = Math.abs(move.y - gesture.y);
    if (along > SLOP && along > Math.abs(move.x - gesture.x)) {
      return { kind: 'scale', y: move.y, about: move.values.centred ? 0.5 : gesture.axis };
    }
  }
  if (gesture?.kind === 'press' && Math.abs(move.x - gesture.x) > SLOP) {
    clearTimeout(gesture.timer);
    if (move.touch) return { kind: 'pan', x: move.x };
    bench.view.select(between(gesture.time, move.time));
    return { kind: 'select', anchor: gesture.time };
  }
  if (gesture?.kind === 'select') bench.view.select(between(gesture.anchor, move.time));
  if (gesture?.kind === 'scale') {
    bench.view.zoomValues(move.values.name, Math.exp((gesture.y - move.y) * DRAG_ZOOM), gesture.about);
    gesture.y = move.y;
  }
  if (gesture?.kind === 'pan') {
    bench.view.pan(((gesture.x - move.x) / move.width) * spanLength(view.time));
    gesture.x = move.x;
  }
  if (gesture?.kind === 'pinch') {
    const distance = spread(move.fingers);
    const middle = [...move.fingers.values()].reduce((sum, x) => sum + x, 0) / Math.max(move.fingers.size, 1);
    bench.view.zoom(distance / gesture.distance, timeAt(view.time, middle, move.width), move.width);
    gesture.distance = distance;
  }
  return gesture;
}

function spread(fingers: ReadonlyMap<number, number>): number {
  const [a = 0, b = 0] = fingers.values();
  return Math.max(Math.abs(a - b), 20);
}

function between(a: number, b: number): { start: number; end: number } {
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** Ctrl+wheel and pinch zoom time about the pointer, Alt+wheel values, Shift+wheel and sideways wheel pan; a plain wheel scrolls, or zooms where that is chosen. */
export function usePaneWheel(element: React.RefObject<HTMLElement | null>, values?: Values) {
  const workbench = useWorkbench();
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      const box = target.getBoundingClientRect();
      const { view, settings } = workbench.store.getState();
      const { time } = view;
      const pans = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.altKey && values) {
        event.preventDefault();
        const height = 1 - (event.clientY - box.top) / box.height;
        workbench.view.zoomValues(
          values.name,
          Math.exp(-event.deltaY * WHEEL_ZOOM),
          values.centred ? 0.5 : Math.min(Math.max(height, 0), 1),
        );
      } else if (event.ctrlKey || event.metaKey || (settings.wheelZooms && !pans)) {
        event.preventDefault();
        const about = timeAt(time, event.clientX - box.left, box.width);
        workbench.view.zoom(Math.exp(-event.deltaY * WHEEL_ZOOM), about, box.width);
      } else if (pans) {
        event.preventDefault();
        const travel = event.deltaX === 0 ? event.deltaY : event.deltaX;
        workbench.view.pan((travel / box.width) * spanLength(time));
      }
    };
    // React's own wheel listener is passive, and so could not keep the browser from zooming the page.
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element, workbench, values]);
}
