import { useDeferredValue, useMemo } from 'react';
import { type PlaneFrame, placeOf } from '../../panels/plane/plane-frame.ts';
import type { PlanePoint } from '../../state/plane-geometry.ts';
import { lookOf, type MapPoint, type PointLook, type SetMap } from '../../state/set-map.ts';
import type { Band } from './map-pointer.ts';
import { useSets } from './use-sets.ts';

export interface MapPlotProps {
  readonly map: SetMap;
  readonly frame: PlaneFrame;
  /** Names of rows. */
  readonly chosen: ReadonlySet<string>;
  readonly active: MapPoint | undefined;
  readonly band: Band | undefined;
}

const LOOKS: readonly PointLook[] = ['new', 'done', 'working', 'failed'];

/** The points, each kind in one path: thousands of them are some elements. */
export function MapPlot({ map, frame, chosen, active, band }: MapPlotProps) {
  // While thousands of rows are rendered, the points come after the table.
  const known = useDeferredValue(useSets((state) => state.rows));
  const { f0, vtl } = frame.reach;
  const looks = useMemo(() => map.points.map((point) => ({ point, look: lookOf(point, known) })), [map, known]);
  const of = (kind: PointLook) => looks.filter(({ look }) => look === kind).map(({ point }) => point);
  const picked = chosen.size === 0 ? [] : map.points.filter(({ rows }) => rows.some(({ name }) => chosen.has(name)));
  return (
    <>
      <svg
        className="plane-grid"
        viewBox={`${-f0} ${-vtl} ${2 * f0} ${2 * vtl}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {frame.lines.f0.map((x) => (
          <line key={x} className={x === 0 ? 'axis' : ''} x1={x} x2={x} y1={-vtl} y2={vtl} />
        ))}
        {frame.lines.vtl.map((y) => (
          <line key={y} className={y === 0 ? 'axis' : ''} x1={-f0} x2={f0} y1={y} y2={y} />
        ))}
        <path className="map-rim" d={dots(map.leftOut)} />
        <path className="map-hole" d={dots(map.leftOut)} />
        <path className="map-picked" d={dots(picked)} />
        {LOOKS.map((look) => (
          <path key={look} className={`map-points ${look}`} d={dots(of(look))} />
        ))}
        <path className="map-cross" d={crosses(of('failed'), f0 / 45)} />
      </svg>
      {active ? <span className="map-active" style={percent(active, frame)} aria-hidden /> : null}
      {band ? <span className="map-band" style={bandStyle(band, frame)} aria-hidden /> : null}
    </>
  );
}

/** Lines of no length, which round ends make dots of the same size at any scale. */
function dots(points: readonly PlanePoint[]): string {
  return points.map(({ f0, vtl }) => `M${f0} ${-vtl}h1e-3`).join('');
}

/** @param arm st */
function crosses(points: readonly PlanePoint[], arm: number): string {
  const [a, b] = [arm, 2 * arm];
  return points.map(({ f0, vtl }) => `M${f0 - a} ${-vtl - a}l${b} ${b}m${-b} 0l${b} ${-b}`).join('');
}

function percent(at: PlanePoint, frame: PlaneFrame): { readonly left: string; readonly top: string } {
  const { left, top } = placeOf(at, frame);
  return { left: `${left}%`, top: `${top}%` };
}

function bandStyle({ from, to }: Band, frame: PlaneFrame) {
  const [a, b] = [placeOf(from, frame), placeOf(to, frame)];
  return {
    left: `${Math.min(a.left, b.left)}%`,
    top: `${Math.min(a.top, b.top)}%`,
    width: `${Math.abs(a.left - b.left)}%`,
    height: `${Math.abs(a.top - b.top)}%`,
  };
}
