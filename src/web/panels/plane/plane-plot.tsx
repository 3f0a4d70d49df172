import { memo, type ReactNode } from 'react';
import type { Spot } from '../../state/plane.ts';
import { type PlanePoint, SOURCE_POINT, samePoint } from '../../state/plane-geometry.ts';
import { linePoints } from '../../state/plane-line.ts';
import { LISTENERS } from '../../state/reference-voices.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { LineModel } from './line-model.ts';
import { isSeen, type PlaneFrame, placeOf } from './plane-frame.ts';
import type { PlaneModel } from './plane-model.ts';

type Shown = Pick<PlaneModel, 'point' | 'sounding' | 'view' | 'spots' | 'trail' | 'line'>;

/** What is drawn in the plane; none of it takes the pointer. */
export function PlanePlot({ frame, ...shown }: Shown & { readonly frame: PlaneFrame }) {
  const { point, sounding, view, spots, trail, line } = shown;
  const centre = view.ellipses === 'dot' ? (point ?? SOURCE_POINT) : SOURCE_POINT;
  return (
    <>
      <PlaneLines frame={frame} point={point} />
      {view.ellipses === 'off' ? null : <Ellipses frame={frame} centre={centre} />}
      {trail.map((at, index) => (
        <Dot
          // biome-ignore lint/suspicious/noArrayIndexKey: the same point may come twice; its place in time is all it has
          key={index}
          className="plane-trail"
          frame={frame}
          at={at}
          opacity={(index + 1) / (trail.length + 1)}
        />
      ))}
      {spots.map((spot) => (
        <Dot key={spot.id} className={spotClass(spot, frame)} frame={frame} at={spot}>
          {isUnderDot(spot, point) ? undefined : spot.name}
        </Dot>
      ))}
      {line ? <LinePlot frame={frame} model={line} /> : null}
      <Dot className="plane-source" frame={frame} at={SOURCE_POINT} />
      {sounding ? <Dot className="plane-ring" frame={frame} at={sounding} /> : null}
      <Dot className={isNeutral(point) ? 'plane-dot neutral' : 'plane-dot'} frame={frame} at={point ?? SOURCE_POINT} />
    </>
  );
}

function spotClass({ id, f0, pin }: Spot, { reach }: PlaneFrame): string {
  if (id === 'habit') return 'plane-mark above';
  const kind = pin ? 'plane-mark pin' : 'plane-mark';
  return f0 > 0.6 * reach.f0 ? `${kind} left` : kind;
}

/** The usual step has its name above it, where the dot would lie on it; its numbers are in the fields then. */
function isUnderDot(spot: Spot, point: PlanePoint | undefined): boolean {
  return spot.id === 'habit' && point !== undefined && samePoint(spot, point);
}

function isNeutral(point: PlanePoint | undefined): boolean {
  return point === undefined || (Math.abs(point.f0) < 0.005 && Math.abs(point.vtl) < 0.005);
}

interface DotProps {
  readonly className: string;
  readonly frame: PlaneFrame;
  readonly at: PlanePoint;
  readonly opacity?: number;
  readonly children?: ReactNode;
}

/** A point by itself; what lies outside is not drawn, but the dot stays at the edge. */
export const Dot = memo(function Dot({ className, frame, at, opacity, children }: DotProps) {
  const stays = className.startsWith('plane-dot') || className === 'plane-ring';
  if (!stays && !isSeen(at, frame)) return null;
  const { left, top } = placeOf(at, frame);
  const style = { left: `${clamp(left)}%`, top: `${clamp(top)}%`, ...(opacity === undefined ? {} : { opacity }) };
  return (
    <span className={className} style={style} aria-hidden>
      {children === undefined ? null : <span>{children}</span>}
    </span>
  );
});

function clamp(percent: number): number {
  return Math.min(Math.max(percent, 0), 100);
}

function Svg({ frame, children }: { readonly frame: PlaneFrame; readonly children: ReactNode }) {
  const { f0, vtl } = frame.reach;
  return (
    <svg className="plane-grid" viewBox={`${-f0} ${-vtl} ${2 * f0} ${2 * vtl}`} preserveAspectRatio="none" aria-hidden>
      {children}
    </svg>
  );
}

function PlaneLines({ frame, point }: { readonly frame: PlaneFrame; readonly point: PlanePoint | undefined }) {
  const { reach, lines, up } = frame;
  return (
    <Svg frame={frame}>
      {lines.f0.map((x) => (
        <line key={x} className={x === 0 ? 'axis' : ''} x1={x} x2={x} y1={-reach.vtl} y2={reach.vtl} />
      ))}
      {lines.vtl.map((y) => (
        <line key={y} className={y === 0 ? 'axis' : ''} x1={-reach.f0} x2={reach.f0} y1={y} y2={y} />
      ))}
      {point ? <line className="stem" x1={0} y1={0} x2={point.f0} y2={-up * point.vtl} /> : null}
    </Svg>
  );
}

/** The continuum: a line, its points, and its ends, which a hand takes. */
function LinePlot({ frame, model }: { readonly frame: PlaneFrame; readonly model: LineModel }) {
  const { line, sounding } = model;
  const { from, to } = line;
  return (
    <>
      <Svg frame={frame}>
        <line className="continuum" x1={from.f0} y1={-frame.up * from.vtl} x2={to.f0} y2={-frame.up * to.vtl} />
      </Svg>
      {linePoints(line).map((at, index) => (
        <Dot
          // biome-ignore lint/suspicious/noArrayIndexKey: points of a short line may be the same
          key={index}
          className={index === sounding ? 'plane-step sounding' : 'plane-step'}
          frame={frame}
          at={at}
        />
      ))}
      <Dot className="plane-end" frame={frame} at={from} />
      <Dot className="plane-end" frame={frame} at={to} />
    </>
  );
}

/** What listeners just notice: thresholds of each cue alone, the line between them ours. */
function Ellipses({ frame, centre }: { readonly frame: PlaneFrame; readonly centre: PlanePoint }) {
  return (
    <>
      <Svg frame={frame}>
        {LISTENERS.map(({ id, f0St, vtlSt }) => (
          <ellipse key={id} cx={centre.f0} cy={-frame.up * centre.vtl} rx={f0St} ry={vtlSt} />
        ))}
      </Svg>
      {LISTENERS.map(({ id, vtlSt }) => (
        <Dot key={id} className="plane-jnd" frame={frame} at={{ f0: centre.f0, vtl: centre.vtl - frame.up * vtlSt }}>
          {planeStrings[id]}
        </Dot>
      ))}
    </>
  );
}
