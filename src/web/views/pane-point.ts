import { type Axis, valueAt } from '../layers/axis.ts';
import type { Point } from '../layers/layer.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, usePointer } from '../state/hooks.ts';

export interface PanePoint extends Point {
  /** s on the source's time axis */
  readonly time: number;
}

/** The point that a pane speaks about: under the pointer, else the keyboard's cursor. @param axis of a map */
export function usePanePoint(pane: string, axis: Axis | undefined): PanePoint {
  const hover = usePointer((state) => (state.hover?.pane === pane ? state.hover : undefined));
  const frequency = usePointer((state) => state.frequency);
  const read = useReadTime(pane);
  const duration = useApp(durationOfSource) || 1;
  const time = hover?.time ?? read;
  return { time, share: time / duration, frequency: hover && axis ? valueAt(axis, hover.height) : frequency };
}

/** The instant that a pane's keyboard is at: the time cursor, or the edge of the selection that has the focus. */
export function useReadTime(pane: string): number {
  const edge = usePointer((state) => (state.focus === pane ? state.edge : undefined));
  return useApp(({ view }) => (edge && view.selection ? view.selection[edge] : view.cursor));
}

/** Whether a pane shows its values: it has the pointer or the focus. */
export function useIsRead(pane: string): boolean {
  return usePointer(({ hover, focus }) => (hover ? hover.pane === pane : focus === pane));
}

/** Decimals that tell neighbouring pixels apart. */
export function useTimeDigits(): number {
  return useApp(({ view: { time } }) => (time.end - time.start < 0.5 ? 5 : 3));
}
