import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { frequency as hertz, seconds, spell } from '../../components/format.ts';
import { type Axis, heightOf, valueAt } from '../../layers/axis.ts';
import { durationOfSource } from '../../state/app-state.ts';
import { useApp, usePointer, useWorkbench } from '../../state/hooks.ts';
import { revealTime, xAt } from '../../state/time-view.ts';
import { strings } from '../../strings.ts';
import { handleStrings } from '../../strings-handles.ts';
import { useTimeDigits } from '../pane-point.ts';
import '../../styles/handles.css';

export interface PaneHandlesProps {
  readonly pane: string;
  /** Of a map. */
  readonly axis: Axis | undefined;
  readonly surface: RefObject<HTMLElement | null>;
  /** The view and its side. */
  readonly title: string;
  /** What the pane says of the place that has its focus. */
  readonly spoken: string;
  /** s that an arrow moves a time by. @param width of the pane, CSS px */
  readonly step: (width: number) => number;
}

const FREQUENCY_STEP = 1 / 80;
const FAR = 10;

/**
 * What a pane has besides its time cursor, as sliders: the frequency cursor of a map, and the edges of the selection
 * while there is one. The pane stays one stop of Tab: `view.handle` goes through them, and so does who reads by elements.
 */
export function PaneHandles(props: PaneHandlesProps) {
  const selected = useApp((state) => state.view.selection !== undefined);
  return (
    <>
      {props.axis ? <FrequencyHandle {...props} axis={props.axis} /> : null}
      {selected ? <EdgeHandle {...props} edge="start" /> : null}
      {selected ? <EdgeHandle {...props} edge="end" /> : null}
    </>
  );
}

function FrequencyHandle({ pane, axis, title, spoken }: PaneHandlesProps & { readonly axis: Axis }) {
  const { pointer } = useWorkbench();
  const height = usePointer(({ frequency }) => clamp(heightOf(axis, frequency), 0, 1));
  const focused = usePointer(({ focus, edge }) => focus === pane && edge === undefined);
  const value = valueAt(axis, height);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = FREQUENCY_STEP * (event.shiftKey ? FAR : 1);
    const up = height + by;
    const down = height - by;
    const to = { ArrowUp: up, ArrowRight: up, ArrowDown: down, ArrowLeft: down, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    pointer.setState({ frequency: valueAt(axis, clamp(to, 0, 1)), hover: undefined, focus: pane, edge: undefined });
  };
  return (
    <div
      className="pane-handle frequency"
      role="slider"
      tabIndex={-1}
      style={{ bottom: `${height * 100}%` }}
      aria-label={handleStrings.frequency(title)}
      aria-orientation="vertical"
      aria-valuemin={axis.low}
      aria-valuemax={axis.high}
      aria-valuenow={value}
      aria-valuetext={focused ? spoken : spell(strings.views.spoken([title, hertz(value)]))}
      onKeyDown={onKeyDown}
      {...useFocusOf(pane)}
    />
  );
}

function EdgeHandle({
  pane,
  title,
  spoken,
  step,
  surface,
  edge,
}: PaneHandlesProps & { readonly edge: 'start' | 'end' }) {
  const { store, view, pointer } = useWorkbench();
  const { time, selection } = useApp((state) => state.view);
  const duration = useApp(durationOfSource);
  const focused = usePointer((state) => state.focus === pane && state.edge === edge);
  const digits = useTimeDigits();
  const focus = useFocusOf(pane, edge);
  const box = useRef<HTMLDivElement>(null);
  const isThere = selection !== undefined;
  useLayoutEffect(() => {
    const own = box.current;
    // With the selection goes its edge; the focus stays in the pane.
    return () => {
      if (!isThere || !own || document.activeElement !== own) return;
      // React hears nothing of a focus that moves while it changes the page.
      pointer.setState({ edge: undefined });
      surface.current?.focus({ preventScroll: true });
    };
  }, [isThere, surface, pointer]);
  if (!selection) return null;
  const at = selection[edge];
  const onKeyDown = (event: KeyboardEvent) => {
    const { view: seen, source } = store.getState();
    const ends = event.key === 'Home' || event.key === 'End';
    if (((event.ctrlKey || event.metaKey) && !ends) || event.altKey || !source || !seen.selection) return;
    const by = step(surface.current?.clientWidth ?? 1) * (event.shiftKey ? FAR : 1);
    const whole = event.ctrlKey ? { start: 0, end: duration } : seen.time;
    const old = seen.selection[edge];
    const to = { ArrowLeft: old - by, ArrowRight: old + by, Home: whole.start, End: whole.end }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    // A selection that is shorter is none, and its edge would be gone with the focus.
    const least = 2 / source.sound.sampleRate;
    const { start, end } = seen.selection;
    const moved = edge === 'start' ? clamp(to, 0, end - least) : clamp(to, start + least, duration);
    view.select({ start, end, [edge]: moved });
    view.show(revealTime(store.getState().view.time, moved, duration));
    pointer.setState({ hover: undefined, focus: pane, edge });
  };
  return (
    <div
      ref={box}
      className="pane-handle edge"
      role="slider"
      tabIndex={-1}
      style={{ left: `${clamp(xAt(time, at, 100), 0, 100)}%` }}
      aria-label={handleStrings[edge](title)}
      aria-orientation="horizontal"
      aria-valuemin={edge === 'start' ? 0 : selection.start}
      aria-valuemax={edge === 'start' ? selection.end : duration}
      aria-valuenow={at}
      aria-valuetext={focused ? spoken : spell(strings.views.spoken([title, seconds(at, digits)]))}
      onKeyDown={onKeyDown}
      {...focus}
    />
  );
}

/** The pane speaks about what has the focus. */
function useFocusOf(pane: string, edge?: 'start' | 'end') {
  const { pointer } = useWorkbench();
  return {
    onFocus(event: FocusEvent) {
      const seen = event.target.matches(':focus-visible');
      pointer.setState({ pane: pane.split(' ')[0], ...(seen ? { focus: pane, edge } : {}) });
    },
    onBlur: () => pointer.setState({ focus: undefined, edge: undefined }),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
