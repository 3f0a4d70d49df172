import { type PointerEvent, useRef } from 'react';
import type { FieldProps } from './form.ts';
import { stepped } from './stepping.ts';

const COARSE = 10;
const FINE = 0.1;
/** Pixels that a hand may move without meaning to. */
const SLACK = 3;

/** A field's label. Dragged sideways it moves the value: one step a pixel, ten with Shift, a tenth with Alt. */
export function ScrubLabel({ field, path, form }: FieldProps) {
  const grip = useRef<{ x: number; value: ReturnType<typeof form.value>; moved: boolean }>(undefined);
  const scrubs = field.spec.kind === 'number' || field.spec.kind === 'quantity';
  const onPointerDown = (event: PointerEvent) => {
    if (!scrubs || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, value: form.value(path), moved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const start = grip.current;
    if (!start) return;
    const pixels = event.clientX - start.x;
    if (!start.moved && Math.abs(pixels) < SLACK) return;
    start.moved = true;
    const next = stepped(field, start.value, pixels * (event.shiftKey ? COARSE : event.altKey ? FINE : 1));
    if (next !== undefined) form.drag(path, next);
  };
  const end = () => {
    if (grip.current?.moved) form.settle();
    grip.current = undefined;
  };
  return (
    <span
      className={scrubs ? 'form-label scrub' : 'form-label'}
      aria-hidden
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {field.label}
    </span>
  );
}
