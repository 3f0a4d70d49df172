import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { type PlaneFrame, pointUnder } from '../../panels/plane/plane-frame.ts';
import type { PlanePoint } from '../../state/plane-geometry.ts';
import { type MapPoint, pointAt } from '../../state/set-map.ts';

/** Opposite corners of what is dragged over. */
export interface Band {
  readonly from: PlanePoint;
  readonly to: PlanePoint;
}

export interface MapPointerOptions {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly frame: PlaneFrame;
  readonly points: readonly MapPoint[];
  readonly onChoose: (points: readonly MapPoint[], more: boolean) => void;
}

/** CSS px within which a point is met. */
const WITHIN = { mouse: 10, touch: 22 };
/** CSS px that tell a drag from a click. */
const SLOP = 4;

/** A click chooses a point, a drag those under it, with Shift or Ctrl beside the others; a finger goes on scrolling. */
export function useMapPointer({ box, frame, points, onChoose }: MapPointerOptions) {
  const gesture = useRef<{ readonly x: number; readonly y: number; readonly from: PlanePoint }>(undefined);
  const [band, setBand] = useState<Band>();
  const under = (event: PointerEvent): PlanePoint | undefined => {
    const rect = box.current?.getBoundingClientRect();
    return rect && pointUnder(event, rect, frame);
  };
  const end = () => {
    gesture.current = undefined;
    setBand(undefined);
  };
  return {
    band,
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      const from = under(event);
      if (event.button !== 0 || from === undefined) return;
      gesture.current = { x: event.clientX, y: event.clientY, from };
      event.currentTarget.dataset['pointer'] = '';
      event.currentTarget.querySelector('input')?.focus({ preventScroll: true });
      if (event.pointerType === 'touch') return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const begun = gesture.current;
      const to = under(event);
      if (!begun || !to || event.pointerType === 'touch') return;
      if (!band && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) <= SLOP) return;
      setBand({ from: begun.from, to });
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      const begun = gesture.current;
      const at = under(event);
      end();
      if (!begun || !at) return;
      const more = event.shiftKey || event.ctrlKey || event.metaKey;
      if (band) return onChoose(points.filter(isIn({ from: begun.from, to: at })), more);
      const width = box.current?.clientWidth ?? 1;
      const reach = event.pointerType === 'touch' ? WITHIN.touch : WITHIN.mouse;
      const met = pointAt(points, at, (reach * 2 * frame.reach.f0) / width);
      if (met || !more) onChoose(met ? [met] : [], more);
    },
    onPointerCancel: end,
    onBlur(event: React.FocusEvent<HTMLDivElement>) {
      delete event.currentTarget.dataset['pointer'];
    },
  };
}

function isIn({ from, to }: Band): (point: PlanePoint) => boolean {
  const [left, right] = [Math.min(from.f0, to.f0), Math.max(from.f0, to.f0)];
  const [low, high] = [Math.min(from.vtl, to.vtl), Math.max(from.vtl, to.vtl)];
  return ({ f0, vtl }) => f0 >= left && f0 <= right && vtl >= low && vtl <= high;
}
