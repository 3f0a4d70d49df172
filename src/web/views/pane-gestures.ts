import { type PointerEvent, useEffect, useRef } from 'react';
import { useWorkbench } from '../state/hooks.ts';

import { spanLength, timeAt, xAt } from '../state/time-view.ts';
import type { Workbench } from '../state/workbench.ts';

/** Pointer travel that makes a click a drag, px, and how near an edge must be to be taken. */
const SLOP = 3;
const GRIP = 6;
const LONG_PRESS_MS = 350;
const WHEEL_ZOOM = 0.0022;

type Gesture =
  | { readonly kind: 'press'; readonly x: number; readonly time: number; readonly timer: number | undefined }
  | { readonly kind: 'select'; readonly anchor: number }
  | { readonly kind: 'pan'; x: number }
  | { readonly kind: 'pinch'; distance: number };

/** Click sets the cursor, drag selects, edges move, middle drag pans; a finger pans, a long press selects, two zoom. */
export function usePaneGestures(pane: string) {
  const workbench = useWorkbench();
  const gesture = useRef<Gesture | undefined>(undefined);
  const fingers = useRef(new Map<number, number>());

  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { time } = workbench.store.getState().view;
    const x = event.clientX - box.left;
    return {
      x,
      width: box.width,
      time: timeAt(time, x, box.width),
      height: 1 - (event.clientY - box.top) / box.height,
    };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const { x, width, time } = place(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, x);
      if (fingers.current.size === 2) gesture.current = { kind: 'pinch', distance: spread(fingers.current) };
      else if (event.button === 1) gesture.current = { kind: 'pan', x };
      else if (event.button === 0) gesture.current = press(workbench, event, x, width, time);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, width, time, height } = place(event);
      if (event.pointerType === 'mouse') workbench.pointer.setState({ hover: { pane, time, height } });
      if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, x);
      gesture.current = moved(workbench, gesture.current, {
        x,
        width,
        time,
        touch: event.pointerType === 'touch',
        fingers: fingers.current,
      });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const current = gesture.current;
      if (current?.kind === 'press') {
        clearTimeout(current.timer);
        workbench.view.setCursor(current.time);
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
  };

  function press(bench: Workbench, event: PointerEvent, x: number, width: number, time: number): Gesture {
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
    return { kind: 'press', x, time, timer };
  }
}

interface Move {
  readonly x: number;
  readonly width: number;
  readonly time: number;
  readonly touch: boolean;
  readonly fingers: ReadonlyMap<number, number>;
}

function moved(bench: Workbench, gesture: Gesture | undefined, move: Move): Gesture | undefined {
  const { view } = bench.store.getState();
  if (gesture?.kind === 'press' && Math.abs(move.x - gesture.x) > SLOP) {
    clearTimeout(gesture.timer);
    if (move.touch) return { kind: 'pan', x: move.x };
    bench.view.select(between(gesture.time, move.time));
    return { kind: 'select', anchor: gesture.time };
  }
  if (gesture?.kind === 'select') bench.view.select(between(gesture.anchor, move.time));
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

/** Ctrl+wheel and pinch zoom about the pointer, Shift+wheel and sideways wheel pan; a plain wheel scrolls, or zooms where that is chosen. */
export function usePaneWheel(element: React.RefObject<HTMLElement | null>) {
  const workbench = useWorkbench();
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      const box = target.getBoundingClientRect();
      const { view, settings } = workbench.store.getState();
      const { time } = view;
      const pans = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.metaKey || (settings.wheelZooms && !pans)) {
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
  }, [element, workbench]);
}
