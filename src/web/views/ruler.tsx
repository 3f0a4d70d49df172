import { type PointerEvent, useRef } from 'react';
import { useExtent } from '../components/browser-hooks.ts';
import { decimal } from '../components/format.ts';
import { ticksBetween } from '../components/plot/ticks.ts';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
import { marksOf } from '../state/marks.ts';
import type { Mark } from '../state/marks-doc.ts';
import { spanLength, xAt } from '../state/time-view.ts';
import { usePaneWheel } from './pane-gestures.ts';

const LEAST_GAP = 76;
const EDGE = 16;

/** The common time axis; dragging it pans. */
export function Ruler() {
  const { view } = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const width = useExtent(box, 'width');
  const time = useApp((state) => state.view.time);
  const marks = useApp(marksOf);
  const hover = usePointer((state) => state.hover?.time);
  const grip = useRef<number | undefined>(undefined);
  usePaneWheel(box);
  const { values, decimals } = ticksBetween(time.start, time.end, (spanLength(time) / Math.max(width, 1)) * LEAST_GAP);
  const onPointerMove = (event: PointerEvent) => {
    if (grip.current === undefined) return;
    view.pan(((grip.current - event.clientX) / Math.max(width, 1)) * spanLength(time));
    grip.current = event.clientX;
  };
  return (
    <div
      ref={box}
      className="ruler"
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = event.clientX;
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = undefined;
      }}
    >
      {values.map((value) => (
        <span key={value} className="ruler-tick" style={{ left: `${xAt(time, value, 100)}%` }}>
          <span className={placeOf(xAt(time, value, width), width)}>{decimal(value, Math.max(decimals, 1))}</span>
        </span>
      ))}
      {named(marks, (at) => xAt(time, at, width)).map(({ id, text, x }) => (
        <span key={id} className="ruler-mark" style={{ left: x }}>
          {text}
        </span>
      ))}
      {hover === undefined ? null : <i className="ruler-hair" style={{ left: `${xAt(time, hover, 100)}%` }} />}
    </div>
  );
}

/** CSS px that a mark's name needs. */
const NAME_WIDTH = 36;

/** Marks with their names, but for those whose name would lie over the one before. */
function named(marks: readonly Mark[], place: (time: number) => number) {
  let free = Number.NEGATIVE_INFINITY;
  return marks.map(({ id, name, start }) => {
    const x = place(start);
    const text = x >= free ? name : '';
    if (text !== '') free = x + NAME_WIDTH;
    return { id, text, x };
  });
}

/** Labels at the edges lean inwards. */
function placeOf(x: number, width: number): string {
  if (x < EDGE) return 'first';
  return x > width - EDGE ? 'last' : '';
}
