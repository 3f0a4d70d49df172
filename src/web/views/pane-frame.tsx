import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useExtent, useFrames } from '../components/browser-hooks.ts';
import { kilohertz, seconds, short, spell } from '../components/format.ts';
import { later } from '../components/later.tsx';
import { Canvas, type Paint } from '../components/plot/canvas.tsx';
import { type Axis, heightOf, valueAt } from '../layers/axis.ts';
import type { View } from '../layers/layer.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
import { marksOf } from '../state/marks.ts';
import { spanLength, xAt } from '../state/time-view.ts';
import { valuesName } from '../state/value-parts.ts';
import { strings } from '../strings.ts';
import { isOnAxis, usePaneGestures, usePaneWheel, type Values } from './pane-gestures.ts';
import { useReadTime, useTimeDigits } from './pane-point.ts';
import { voicedRun } from './voiced-run.ts';

export interface PaneFrameProps {
  readonly pane: string;
  readonly className: string;
  /** What the pane shows, for assistive technology. */
  readonly summary: string;
  readonly cursorName: string;
  /** The view and its side, as a summary begins. */
  readonly title: string;
  readonly paint: Paint;
  /** What is under the pointer or the keyboard's cursor, as printed and as spoken. */
  readonly readout: readonly string[];
  readonly spoken: string;
  /** The view whose value axis it has. */
  readonly values: View;
  /** It shows what lies between the sides. */
  readonly difference?: boolean;
  /** Of a map, which has a frequency cursor besides the time cursor. */
  readonly axis?: Axis | undefined;
  /** Labels, axes, states. */
  readonly children?: ReactNode;
}

const PROBE_STEP = 1 / 80;

/** Where they cannot be fetched the time cursor is there all the same. */
const PaneHandles = later(
  async () => (await import('./panes/pane-handles.tsx')).PaneHandles,
  null,
  () => null,
);

/** One picture on the common time axis: canvas, marks, gestures, and a time cursor that is a slider for the keyboard. */
export function PaneFrame(props: PaneFrameProps) {
  const { pane, axis } = props;
  const surface = useRef<HTMLDivElement>(null);
  const workbench = useWorkbench();
  const { id, kind } = props.values;
  const values = useMemo<Values>(
    () => ({ name: valuesName({ id, kind }, props.difference), centred: kind === 'wave' }),
    [id, kind, props.difference],
  );
  const gestures = usePaneGestures(pane, values);
  usePaneWheel(surface, values);
  useLeaving(pane);
  const cursor = useApp((state) => state.view.cursor);
  const onEdge = usePointer((state) => state.focus === pane && state.edge !== undefined);
  // Not before the first result, whose programs come first, where there will be one unasked; and for good from then on.
  const isRendered = useApp(
    ({ render, source }) =>
      render.result !== undefined || render.error !== undefined || (source !== undefined && source.clip === undefined),
  );
  const ready = useRef(false);
  ready.current ||= isRendered;
  const duration = useApp(durationOfSource);
  const digits = useTimeDigits();
  const seen = axis ? [seconds(duration), rangeText(axis)] : [seconds(duration)];
  useSentence(pane, props.spoken, axis, spell(strings.views.summary(props.title, seen, seconds(cursor, digits))));

  const onKeyDown = (event: KeyboardEvent) => {
    const width = surface.current?.clientWidth ?? 1;
    if (!moveCursor(event, width)) return;
    event.preventDefault();
    // Who moves by keys reads by keys, wherever the mouse was left.
    workbench.pointer.setState({ hover: undefined, focus: pane, edge: undefined });
  };
  function moveCursor(event: KeyboardEvent, width: number): boolean {
    const { view, source } = workbench.store.getState();
    const whole = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
    if (((event.ctrlKey || event.metaKey) && !whole) || event.altKey || !source) return false;
    const step = timeStep(width);
    const to = (time: number) => workbench.view.moveCursor(time - view.cursor, event.shiftKey);
    if (event.key === 'ArrowLeft') to(view.cursor - step);
    else if (event.key === 'ArrowRight') to(view.cursor + step);
    else if (event.key === 'Home') to(whole ? 0 : view.time.start);
    else if (event.key === 'End') to(whole ? duration : view.time.end);
    else if (axis && event.key === 'ArrowUp') probe(axis, PROBE_STEP);
    else if (axis && event.key === 'ArrowDown') probe(axis, -PROBE_STEP);
    else return false;
    return true;
  }
  /** One frame or px, whichever is more, s. */
  function timeStep(width: number): number {
    const { view, source } = workbench.store.getState();
    const frame = source?.f0.status === 'ready' ? source.f0.value.framePeriodMs / 1000 : 0.005;
    return Math.max(spanLength(view.time) / width, Math.min(frame, spanLength(view.time) / 50));
  }
  function probe(along: Axis, offset: number): void {
    workbench.pointer.setState(({ frequency }) => {
      const height = Math.min(Math.max(heightOf(along, frequency) + offset, 0), 1);
      return { frequency: valueAt(along, height) };
    });
  }
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const { view, source } = workbench.store.getState();
    const box = event.currentTarget.getBoundingClientRect();
    if (view.parts[values.name] && isOnAxis(event.clientX - box.left, box.width)) {
      workbench.view.showAllValues(values.name);
      return;
    }
    const time = view.time.start + ((event.clientX - box.left) / box.width) * spanLength(view.time);
    const run = source?.f0.status === 'ready' ? voicedRun(source.f0.value, time, source.sound.duration) : undefined;
    if (run) workbench.view.select(run);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pane is no form group
    <div className={`pane ${props.className}`} role="group" aria-label={props.summary}>
      <Canvas paint={props.paint} />
      <PaneMarks />
      {props.children}
      <div
        ref={surface}
        className="pane-surface"
        role="slider"
        tabIndex={0}
        aria-label={props.cursorName}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={duration}
        aria-valuenow={cursor}
        aria-valuetext={onEdge ? spell(strings.views.spoken([props.title, seconds(cursor, digits)])) : props.spoken}
        onKeyDown={onKeyDown}
        onDoubleClick={onDoubleClick}
        onFocus={(event: FocusEvent) => {
          const seen = event.target.matches(':focus-visible');
          workbench.pointer.setState({ pane: pane.split(' ')[0], ...(seen ? { focus: pane, edge: undefined } : {}) });
        }}
        onBlur={() => workbench.pointer.setState({ focus: undefined, edge: undefined })}
        {...gestures}
      />
      {ready.current && duration > 0 ? (
        <PaneHandles {...{ pane, axis, surface }} title={props.title} spoken={props.spoken} step={timeStep} />
      ) : null}
      <Readout pane={pane} lines={props.readout} axis={axis} />
    </div>
  );
}

/** What the pane with the focus says, for who asks to hear it. */
function useSentence(pane: string, spoken: string, axis: Axis | undefined, summary: string): void {
  const { pointer } = useWorkbench();
  const focused = usePointer((state) => state.focus === pane);
  const aim = usePointer(({ frequency }) => (axis ? Math.min(Math.max(heightOf(axis, frequency), 0), 1) : 0.5));
  useEffect(() => {
    if (focused) pointer.setState({ sentence: spoken, summary, aim });
  }, [pointer, focused, spoken, summary, aim]);
}

/** "0 to 5 kHz" */
function rangeText({ low, high, unit }: Axis): string {
  if (unit === 'Hz') return strings.views.fromTo(short(low / 1000, 2), kilohertz(high));
  return strings.views.fromTo(short(low, 1), `${short(high, 1)}\u00a0${unit}`);
}

/** A pane that goes while it has the pointer or the focus gets neither `leave` nor `blur`. */
function useLeaving(pane: string): void {
  const { pointer } = useWorkbench();
  useEffect(
    () => () => {
      const { hover, focus } = pointer.getState();
      if (hover?.pane === pane) pointer.setState({ hover: undefined });
      if (focus === pane) pointer.setState({ focus: undefined, edge: undefined });
    },
    [pointer, pane],
  );
}

/** Selection, cursor, hair line and playhead: boxes over the canvas, so that moving them draws nothing anew. */
const PaneMarks = memo(function PaneMarks() {
  const { player } = useWorkbench();
  const { time, cursor, selection } = useApp((state) => state.view);
  const playing = useApp((state) => state.player.playing);
  const hover = usePointer((state) => state.hover?.time);
  const marks = useApp(marksOf);
  const frame = useRef<HTMLDivElement>(null);
  const width = useExtent(frame, 'width');
  const playhead = useRef<HTMLDivElement>(null);
  useFrames(() => {
    // Moved by the compositor alone, in pixels: a share of the pane would be laid out anew in every frame.
    if (playhead.current) playhead.current.style.transform = `translateX(${xAt(time, player.position(), width)}px)`;
  }, playing);
  const left = selection ? xAt(time, selection.start, 100) : 0;
  const right = selection ? xAt(time, selection.end, 100) : 0;
  return (
    <div ref={frame} className="pane-marks" aria-hidden>
      {marks.map(({ id, start, end }) => (
        <div
          key={id}
          className={end === undefined ? 'mark-named' : 'mark-named span'}
          style={{
            left: percent(xAt(time, start, 100)),
            width: percent(xAt(time, end ?? start, 100) - xAt(time, start, 100)),
          }}
        />
      ))}
      {selection ? (
        <div className="mark-selection" style={{ left: percent(left), width: percent(right - left) }} />
      ) : null}
      {hover === undefined ? null : <div className="mark-hair" style={{ left: percent(xAt(time, hover, 100)) }} />}
      {selection || cursor === 0 ? null : (
        <div className="mark-cursor" style={{ left: percent(xAt(time, cursor, 100)) }} />
      )}
      {playing ? <div ref={playhead} className="mark-playhead" /> : null}
    </div>
  );
});

interface ReadoutProps {
  readonly pane: string;
  readonly lines: readonly string[];
  readonly axis: Axis | undefined;
}

/** Beside the hair line, on the side that has more room. */
function Readout({ pane, lines, axis }: ReadoutProps) {
  const time = useApp((state) => state.view.time);
  const read = useReadTime(pane);
  const hover = usePointer((state) => (state.hover?.pane === pane ? state.hover : undefined));
  const focused = usePointer((state) => state.focus === pane);
  const frequency = usePointer((state) => state.frequency);
  if ((!hover && !focused) || lines.length === 0) return null;
  const x = xAt(time, hover?.time ?? read, 100);
  const y = (1 - (hover?.height ?? (axis ? heightOf(axis, frequency) : 0.5))) * 100;
  const text = lines.join(' \u00b7 ');
  // Set in the mono face, so that its width is known: it never leaves the pane.
  const room = `calc(100% - ${text.length}ch - 32px)`;
  const side =
    x > 55
      ? { right: `clamp(4px, calc(${100 - x}% + 10px), ${room})` }
      : { left: `clamp(4px, calc(${x}% + 10px), ${room})` };
  return (
    <div className="readout" style={{ ...side, top: `clamp(16px, ${y}%, calc(100% - 16px))` }} aria-hidden>
      {text}
    </div>
  );
}

function percent(value: number): string {
  return `${value}%`;
}
