import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type PlanePoint, SOURCE_POINT, snapped, spotAt } from '../../state/plane-geometry.ts';
import { type PlaneFrame, pointUnder } from './plane-frame.ts';
import type { PlaneModel } from './plane-model.ts';

/** CSS px within which marks, pins and lines attract. */
const WITHIN = 6;
/** CSS px that tell a drag from a click. */
const SLOP = 3;
/** st that a drag is rounded to, unless the arrows move by less. */
const GRAIN = 0.1;

/** A click sets the dot, exactly where it meets something; a drag is heard and snaps. */
export function usePlaneDrag(model: PlaneModel, frame: PlaneFrame, box: RefObject<HTMLDivElement | null>) {
  const start = useRef<{ readonly x: number; readonly y: number; held: boolean } | undefined>(undefined);
  const { view, spots, trail, onMove } = model;

  const at = (event: PointerEvent): { readonly point: PlanePoint; readonly within: number } | undefined => {
    const rect = box.current?.getBoundingClientRect();
    return rect && { point: pointUnder(event, rect, frame), within: (WITHIN * 2 * frame.reach.f0) / rect.width };
  };
  const set = (event: PointerEvent, dragged: boolean) => {
    const found = at(event);
    if (!found) return;
    const { point, within } = found;
    const met = dragged || event.altKey ? undefined : spotAt(point, [...spots, ...trail, SOURCE_POINT], within);
    const snap = event.altKey ? 'off' : view.snap;
    const { f0, vtl } = met ?? snapped(point, { snap, spots, grain: Math.min(view.step, GRAIN), within });
    onMove({ f0, vtl });
  };
  const end = () => {
    if (start.current) model.onRelease();
    start.current = undefined;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      // The ring is for the keyboard; a browser cannot know that this focus came from the pointer.
      event.currentTarget.dataset['pointer'] = '';
      event.currentTarget.querySelector('input')?.focus({ preventScroll: true });
      start.current = { x: event.clientX, y: event.clientY, held: false };
      set(event, false);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const begun = start.current;
      if (!begun) return;
      if (!begun.held && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > SLOP) {
        begun.held = true;
        model.onHold();
      }
      if (begun.held) set(event, true);
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
