import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { signed } from '../components/format.ts';
import { strings } from '../strings.ts';
import { PlaneVoices } from './plane-voices.tsx';
import { LISTENERS, nearestVoice, type PlaneMark, planeMarks } from './reference-voices.ts';

/** A point of the plane: changes in st. */
export interface PlanePoint {
  readonly f0: number;
  readonly vtl: number;
}

export interface WorldPlaneProps {
  /** Where the hand is; undefined while an f0 change has no place yet. */
  readonly point: PlanePoint | undefined;
  /** Where the sound is, when that is elsewhere. */
  readonly sounding: PlanePoint | undefined;
  readonly meanF0: number | undefined;
  /** False once it is known that nothing is voiced. */
  readonly voiced: boolean;
  /** Only what moved, so that the other value keeps the form it was typed in. */
  readonly onMove: (change: Partial<PlanePoint>) => void;
  readonly onHold: () => void;
  readonly onRelease: () => void;
}

/** Half widths, st; the same length per st on both axes. */
const REACH: PlanePoint = { f0: 18, vtl: 10 };
const GRID = { f0: [-12, -6, 6, 12], vtl: [-8, -4, 4, 8] };
const STEP = 0.1;
const COARSE = 10;

export function WorldPlane(props: WorldPlaneProps) {
  const { point, meanF0, voiced, onMove } = props;
  const box = useRef<HTMLDivElement>(null);
  const drag = usePlaneDrag(props, box);
  const [hasEllipses, setEllipses] = useState(false);
  const at = point ?? { f0: 0, vtl: 0 };
  const move = (axis: keyof PlanePoint, offset: number) => onMove({ [axis]: limit(at[axis] + offset, REACH[axis]) });

  const onKeyDown = (event: KeyboardEvent) => {
    if (box.current) delete box.current.dataset['pointer'];
    const step = event.shiftKey ? STEP * COARSE : STEP;
    if (event.key === 'ArrowLeft') move('f0', -step);
    else if (event.key === 'ArrowRight') move('f0', step);
    else if (event.key === 'ArrowUp') move('vtl', step);
    else if (event.key === 'ArrowDown') move('vtl', -step);
    else if (event.key === 'Home') onMove({ f0: 0, vtl: 0 });
    else return;
    event.preventDefault();
  };
  return (
    <div className="plane-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and read its legend twice */}
      <div
        ref={box}
        className="plane"
        role="group"
        aria-label={strings.plane.name}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => (event.key.startsWith('Arrow') || event.key === 'Home' ? props.onRelease() : undefined)}
        {...drag}
      >
        <PlaneGrid point={point} />
        {hasEllipses ? <Ellipses /> : null}
        <PlaneMarks meanF0={meanF0} />
        <Dot className="plane-source" at={{ f0: 0, vtl: 0 }} />
        {props.sounding ? <Dot className="plane-ring" at={props.sounding} /> : null}
        <Dot className={isNeutral(point) ? 'plane-dot neutral' : 'plane-dot'} at={at} />
        <HiddenRange name={strings.plane.f0} value={at.f0} reach={REACH.f0} text={spokenPoint(at)} />
        <HiddenRange name={strings.plane.vtl} value={at.vtl} reach={REACH.vtl} text={spokenPoint(at)} />
        <span className="plane-axis up">{strings.plane.longer}</span>
        <span className="plane-axis across">{strings.plane.higher}</span>
      </div>
      <div className="plane-tools">
        {meanF0 === undefined ? null : (
          <PlaneVoices
            marks={visibleMarks(meanF0)}
            onChoose={({ f0St, vtlSt }) => {
              onMove({ f0: snap(f0St), vtl: snap(vtlSt) });
              props.onRelease();
            }}
          />
        )}
        <ToggleButton className="button" isSelected={hasEllipses} onChange={setEllipses}>
          {strings.plane.jnd}
        </ToggleButton>
      </div>
      <p className="plane-note">{hasEllipses ? strings.plane.jndNote : note(point, meanF0, voiced)}</p>
    </div>
  );
}

function usePlaneDrag(props: WorldPlaneProps, box: React.RefObject<HTMLDivElement | null>) {
  const start = useRef<{ x: number; y: number; held: boolean } | undefined>(undefined);

  const follow = (event: PointerEvent) => {
    const frame = box.current?.getBoundingClientRect();
    if (!frame) return;
    const f0 = (((event.clientX - frame.left) / frame.width) * 2 - 1) * REACH.f0;
    const vtl = (1 - ((event.clientY - frame.top) / frame.height) * 2) * REACH.vtl;
    props.onMove({ f0: limit(snap(f0), REACH.f0), vtl: limit(snap(vtl), REACH.vtl) });
  };
  const end = () => {
    if (start.current) props.onRelease();
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
      follow(event);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const begun = start.current;
      if (!begun) return;
      // A click sets the dot silently; a drag is meant to be heard.
      if (!begun.held && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > 3) {
        begun.held = true;
        props.onHold();
      }
      if (begun.held) follow(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** Native ranges, one per dimension, hold focus and speak; their keys are those of the plane. */
function HiddenRange(props: { name: string; value: number; reach: number; text: string }) {
  return (
    <input
      type="range"
      className="plane-range"
      aria-label={props.name}
      aria-roledescription={strings.plane.role}
      aria-valuetext={props.text}
      min={-props.reach}
      max={props.reach}
      step={STEP}
      value={props.value}
      onChange={() => undefined}
    />
  );
}

function PlaneGrid({ point }: { readonly point: PlanePoint | undefined }) {
  const { f0, vtl } = REACH;
  return (
    <svg className="plane-grid" viewBox={`${-f0} ${-vtl} ${2 * f0} ${2 * vtl}`} preserveAspectRatio="none" aria-hidden>
      {GRID.f0.map((x) => (
        <line key={x} x1={x} x2={x} y1={-vtl} y2={vtl} />
      ))}
      {GRID.vtl.map((y) => (
        <line key={y} x1={-f0} x2={f0} y1={y} y2={y} />
      ))}
      <line className="axis" x1={0} x2={0} y1={-vtl} y2={vtl} />
      <line className="axis" x1={-f0} x2={f0} y1={0} y2={0} />
      {point ? <line className="stem" x1={0} y1={0} x2={limit(point.f0, f0)} y2={-limit(point.vtl, vtl)} /> : null}
    </svg>
  );
}

function visibleMarks(meanF0: number): readonly PlaneMark[] {
  return planeMarks(meanF0).filter(({ f0St, vtlSt }) => Math.abs(f0St) < REACH.f0 && Math.abs(vtlSt) < REACH.vtl);
}

function PlaneMarks({ meanF0 }: { readonly meanF0: number | undefined }) {
  if (meanF0 === undefined) return null;
  return visibleMarks(meanF0).map(({ id, f0St, vtlSt }) => (
    <Dot key={id} className={f0St > 0.7 * REACH.f0 ? 'plane-mark left' : 'plane-mark'} at={{ f0: f0St, vtl: vtlSt }}>
      {strings.plane[id]}
    </Dot>
  ));
}

/** What listeners just notice, around the source: thresholds of each cue alone, the line between them ours. */
function Ellipses() {
  const { f0, vtl } = REACH;
  return (
    <>
      <svg
        className="plane-grid"
        viewBox={`${-f0} ${-vtl} ${2 * f0} ${2 * vtl}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {LISTENERS.map((one) => (
          <ellipse key={one.id} cx={0} cy={0} rx={one.f0St} ry={one.vtlSt} />
        ))}
      </svg>
      {LISTENERS.map(({ id, vtlSt }) => (
        <Dot key={id} className="plane-jnd" at={{ f0: 0, vtl: -vtlSt }}>
          {strings.plane[id]}
        </Dot>
      ))}
    </>
  );
}

function Dot({ className, at, children }: { className: string; at: PlanePoint; children?: string }) {
  const left = (limit(at.f0, REACH.f0) / REACH.f0 + 1) * 50;
  const top = (1 - limit(at.vtl, REACH.vtl) / REACH.vtl) * 50;
  return (
    <span className={className} style={{ left: `${left}%`, top: `${top}%` }} aria-hidden>
      {children === undefined ? null : <span>{children}</span>}
    </span>
  );
}

function note(point: PlanePoint | undefined, meanF0: number | undefined, voiced: boolean): string {
  const outside = point && (Math.abs(point.f0) > REACH.f0 || Math.abs(point.vtl) > REACH.vtl);
  if (outside) return strings.plane.outside;
  if (!voiced) return strings.plane.noMean;
  return meanF0 === undefined ? '\u00a0' : strings.plane.marks(strings.plane[nearestVoice(meanF0).id]);
}

function spokenPoint(point: PlanePoint): string {
  return strings.plane.value(signed(point.f0, 1), signed(point.vtl, 1));
}

function isNeutral(point: PlanePoint | undefined): boolean {
  return point === undefined || (Math.abs(point.f0) < STEP / 2 && Math.abs(point.vtl) < STEP / 2);
}

function limit(value: number, reach: number): number {
  return Math.min(Math.max(value, -reach), reach);
}

function snap(value: number): number {
  return Math.round(value / STEP) * STEP;
}
