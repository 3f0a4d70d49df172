import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

const STEP = 16;
const LARGE_STEP = 64;

export interface SplitterProps {
  readonly name: string;
  /** The id of the panel whose edge this is. */
  readonly controls: string;
  /** The side of the page on which the panel stands. */
  readonly side: 'left' | 'right';
  /** CSS px; 0 while the panel is shut. */
  readonly width: number;
  readonly limits: { readonly least: number; readonly most: number };
  readonly valueText: string;
  /** The edge is carried to where the panel would be as wide as this; `onSettle` follows. */
  readonly onCarry: (width: number) => void;
  readonly onNudge: (by: number) => void;
  readonly onToggle: () => void;
  readonly onReset: () => void;
  readonly onSettle: () => void;
}

/** The edge of a panel, after the pattern of a window splitter: arrows, Home and End move it, Enter shuts and opens. */
export function Splitter({ name, controls, side, width, limits, valueText, ...on }: SplitterProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const outwards = side === 'left' ? 1 : -1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = (event.shiftKey ? LARGE_STEP : STEP) * outwards;
    if (event.key === 'ArrowRight') on.onNudge(step);
    else if (event.key === 'ArrowLeft') on.onNudge(-step);
    else if (event.key === 'Home') on.onCarry(limits.least);
    else if (event.key === 'End') on.onCarry(limits.most);
    else if (event.key === 'Enter') on.onToggle();
    else return;
    on.onSettle();
    event.preventDefault();
    event.stopPropagation();
  };
  const release = () => {
    if (start.current) on.onSettle();
    start.current = undefined;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className={`splitter ${side}`}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={name}
      aria-controls={controls}
      aria-valuemin={0}
      aria-valuemax={limits.most}
      aria-valuenow={width}
      aria-valuetext={valueText}
      onKeyDown={onKeyDown}
      onDoubleClick={() => {
        on.onReset();
        on.onSettle();
      }}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event: PointerEvent<HTMLElement>) => {
        const from = start.current;
        // A press that does not move is no carry: it may be half a double click.
        if (from && event.clientX !== from.x) on.onCarry(from.width + (event.clientX - from.x) * outwards);
      }}
      onPointerUp={release}
      onPointerCancel={release}
    />
  );
}
