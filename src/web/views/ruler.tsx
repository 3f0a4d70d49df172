import { type PointerEvent, useRef } from 'react';
import { useExtent } from '../components/browser-hooks.ts';
import { decimal } from '../components/format.ts';
import { ticksBetween } from '../components/plot/ticks.ts';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
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
      {hover === undefined ? null : <i className="ruler-hair" style={{ left: `${xAt(time, hover, 100)}%` }} />}
    </div>
  );
}

/** Labels at the edges lean inwards. */
function placeOf(x: number, width: number): string {
  if (x < EDGE) return 'first';
  return x > width - EDGE ? 'last' : '';
}
