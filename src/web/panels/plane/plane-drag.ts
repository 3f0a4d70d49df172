import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type PlanePoint, SOURCE_POINT, snapped, spotAt } from '../../state/plane-geometry.ts';
import { type PlaneFrame, pointUnder } from './plane-frame.ts';
import type { PlaneModel } from './plane-model.ts';

/** CSS px within which marks, pins and lines attract. */
const WITHIN = 6;
/** CSS px from which the end of a line is taken. */
const GRIP = 9;
/** CSS px that tell a drag from a click. */
const SLOP = 3;
/** st that a drag is rounded to, unless the arrows move by less. */
const GRAIN = 0.1;

interface Gesture {
  readonly x: number;
  readonly y: number;
  /** The other end of the line that is drawn or moved; undefined where it is the dot that moves. */
  readonly line: { readonly other: PlanePoint; readonly end: 'from' | 'to' } | undefined;
  held: boolean;
}

/** A click sets the dot, exactly where it meets something; a drag is heard and snaps. With Shift it draws a line. */
export function usePlaneDrag(model: PlaneModel, frame: PlaneFrame, box: RefObject<HTMLDivElement | null>) {
  const gesture = useRef<Gesture>(undefined);
  const { view, spots, trail, onMove } = model;

  /** Where the pointer is, and what it means there. */
  const look = (event: PointerEvent, exact: boolean) => {
    const rect = box.current?.getBoundingClientRect();
    if (!rect) return undefined;
    const stPerPixel = (2 * frame.reach.f0) / rect.width;
    const under = pointUnder(event, rect, frame);
    const within = WITHIN * stPerPixel;
    const met = exact && !event.altKey ? spotAt(under, [...spots, ...trail, SOURCE_POINT], within) : undefined;
    const snap = event.altKey ? 'off' : view.snap;
    const point = met ?? snapped(under, { snap, spots, grain: Math.min(view.step, GRAIN), within });
    return { under, stPerPixel, point: { f0: point.f0, vtl: point.vtl } };
  };

  const begin = (event: PointerEvent): Gesture['line'] => {
    const found = look(event, true);
    if (found && event.shiftKey) return { other: found.point, end: 'to' };
    const { line } = model.line ?? {};
    const end = found && line && spotAt(found.under, [line.from, line.to], GRIP * found.stPerPixel);
    if (end === undefined || line === undefined) return undefined;
    return end === line.from ? { other: line.to, end: 'from' } : { other: line.from, end: 'to' };
  };

  const follow = (event: PointerEvent, { line }: Gesture, dragged: boolean) => {
    const point = look(event, !dragged || line !== undefined)?.point;
    if (point === undefined) return;
    if (line === undefined) onMove(point);
    else if (line.end === 'to') model.onDragLine(line.other, point);
    else model.onDragLine(point, line.other);
  };

  const end = () => {
    if (gesture.current) model.onRelease();
    gesture.current = undefined;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      // The ring is for the keyboard; a browser cannot know that this focus came from the pointer.
      event.currentTarget.dataset['pointer'] = '';
      event.currentTarget.querySelector('input')?.focus({ preventScroll: true });
      const begun: Gesture = { x: event.clientX, y: event.clientY, line: begin(event), held: false };
      gesture.current = begun;
      if (begun.line === undefined) follow(event, begun, false);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const begun = gesture.current;
      if (!begun) return;
      if (!begun.held && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > SLOP) {
        begun.held = true;
        if (begun.line === undefined) model.onHold();
      }
      if (begun.held) follow(event, begun, true);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** Ctrl and the wheel, which is also what two fingers on a touchpad make, look nearer and wider. */
export function useWheelZoom(box: RefObject<HTMLDivElement | null>, onZoom: (by: number) => void): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const target = box.current;
    let moved = 0;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      moved += event.deltaY;
      if (Math.abs(moved) < 40) return;
      latest.current(moved < 0 ? 1 : -1);
      moved = 0;
    };
    // React's own listeners are passive, and could not keep the page from zooming.
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [box]);
}
