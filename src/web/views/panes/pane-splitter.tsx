import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { LEAST_HEIGHT, type Pane } from '../../state/layout.ts';
import { strings } from '../../strings.ts';

const STEP = 16;
const LARGE_STEP = 64;

export interface PaneSplitterProps {
  readonly pane: Pane;
  readonly name: string;
  /** Height that a double click brings back, CSS px. */
  readonly usual: number;
}

/** The lower edge of a pane: dragged, what this pane gains the next one loses, down to the least height. */
export function PaneSplitter({ pane, name, usual }: PaneSplitterProps) {
  const { stage } = useWorkbench();
  const start = useRef<{ readonly y: number; readonly heights: Readonly<Record<string, number>> } | undefined>(
    undefined,
  );

  /** As they stand: panes that have been stretched to fill the stage do not jump when one of them is taken. */
  const measure = (element: HTMLElement) => {
    const all = element.closest('.pane-stack')?.querySelectorAll<HTMLElement>('[data-pane]') ?? [];
    return Object.fromEntries([...all].map((each) => [each.dataset['pane'] ?? '', each.offsetHeight]));
  };
  const resized = (heights: Readonly<Record<string, number>>, by: number) => {
    const ids = Object.keys(heights);
    const next = ids[ids.indexOf(pane.id) + 1];
    const own = heights[pane.id] ?? pane.height;
    const change = Math.max(by, LEAST_HEIGHT - own);
    const others = next === undefined ? {} : { [next]: Math.max((heights[next] ?? 0) - change, LEAST_HEIGHT) };
    return { ...heights, [pane.id]: own + change, ...others };
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const size = event.shiftKey ? LARGE_STEP : STEP;
    const heights = measure(event.currentTarget);
    if (event.key === 'ArrowDown') stage.drag(resized(heights, size));
    else if (event.key === 'ArrowUp') stage.drag(resized(heights, -size));
    else if (event.key === 'Enter') stage.drag({ [pane.id]: usual });
    else return;
    stage.settle();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className="pane-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={strings.panes.resize(name)}
      aria-valuemin={LEAST_HEIGHT}
      aria-valuenow={Math.round(pane.height)}
      aria-valuetext={strings.panes.pixels(Math.round(pane.height))}
      onKeyDown={onKeyDown}
      onDoubleClick={() => {
        stage.drag({ [pane.id]: usual });
        stage.settle();
      }}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { y: event.clientY, heights: measure(event.currentTarget) };
      }}
      onPointerMove={(event: PointerEvent<HTMLElement>) => {
        if (start.current) stage.drag(resized(start.current.heights, event.clientY - start.current.y));
      }}
      onPointerUp={() => {
        start.current = undefined;
        stage.settle();
      }}
    />
  );
}
