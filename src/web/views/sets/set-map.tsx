import '../../styles/plane.css';
import '../../styles/set-map.css';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useMedia } from '../../components/browser-hooks.ts';
import { frameAround } from '../../panels/plane/plane-frame.ts';
import { PlaneAxes, PlaneScales } from '../../panels/plane/plane-scales.tsx';
import { spokenPoint } from '../../panels/plane/plane-spoken.ts';
import type { PlannedRow } from '../../services/set-client.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import {
  DIRECTIONS,
  isMap,
  lookOf,
  type MapPoint,
  mapSlices,
  meansByName,
  NO_MAP,
  type SetMap as PlacedRows,
  pointTowards,
} from '../../state/set-map.ts';
import { runSliced } from '../../state/slices.ts';
import { setMapStrings as t } from '../../strings-set-map.ts';
import { MapPlot } from './map-plot.tsx';
import { useMapPointer } from './map-pointer.ts';
import { useSets } from './use-sets.ts';

export interface SetMapProps {
  /** Those that the table shows. */
  readonly rows: readonly PlannedRow[];
  /** Names. */
  readonly chosen: ReadonlySet<string>;
  /** @param more beside those that are chosen */
  readonly onChoose: (rows: readonly PlannedRow[], more: boolean) => void;
  readonly onHear: (row: PlannedRow) => void;
}

/** Where the rows of the set lie in the f0 x VTL plane. The table beside it says the same in words. */
export function SetMap({ rows, chosen, onChoose, onHear }: SetMapProps) {
  const { sets } = useWorkbench();
  const leftOut = useSets(({ plan }) => plan.leftOut);
  const known = useSets((state) => state.means);
  const library = useApp((state) => state.library);
  const means = useMemo(() => meansByName(library, known), [library, known]);
  const [map, setMap] = useState(NO_MAP);
  // The one before stands until it is done.
  useEffect(() => runSliced(mapSlices(rows, leftOut, means), setMap), [rows, leftOut, means]);
  const { points, wanted } = map;
  useEffect(() => {
    if (wanted.length > 0) void sets.findMeans(wanted);
  }, [sets, wanted]);
  const frame = useMemo(() => frameAround([...map.points, ...map.leftOut]), [map]);
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<MapPoint>();
  const isCoarse = useMedia('(pointer: coarse)');
  const choose = (some: readonly MapPoint[], more: boolean) => {
    const [first] = some;
    if (first) setAt(first);
    onChoose(
      some.flatMap((point) => point.rows),
      more,
    );
  };
  const { band, ...pointer } = useMapPointer({ box, frame, points, onChoose: choose });
  if (!isMap(map)) return null;
  const active = points.find((point) => point.f0 === at?.f0 && point.vtl === at.vtl) ?? points[0];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || active === undefined) return;
    const { key } = event;
    const [first] = active.rows;
    if (key === ' ' && first) onHear(first);
    else if (key === 'Home' || key === 'End') choose([points.at(key === 'Home' ? 0 : -1) ?? active], event.shiftKey);
    else if (isWay(key)) {
      const isFirst = ![...active.rows].some(({ name }) => chosen.has(name));
      choose([isFirst ? active : (pointTowards(points, active, key) ?? active)], event.shiftKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const note = noteOf(map, isCoarse);
  return (
    <div className="set-map">
      <div className="plane-frame">
        <PlaneScales frame={frame} meanF0={undefined} cm={undefined} />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and read its legend twice */}
        <div
          ref={box}
          className="plane"
          role="group"
          aria-label={t.name}
          style={{ aspectRatio: `${frame.reach.f0} / ${frame.reach.vtl}` }}
          onKeyDown={onKeyDown}
          {...pointer}
        >
          <MapPlot map={map} frame={frame} chosen={chosen} active={active} band={band} />
          {active ? <PointRange points={points} active={active} /> : null}
          <PlaneAxes frame={frame} cm={undefined} />
        </div>
      </div>
      <p className="rows-help">{note}</p>
    </div>
  );
}

function isWay(key: string): key is keyof typeof DIRECTIONS {
  return Object.hasOwn(DIRECTIONS, key);
}

function noteOf({ wanted, placeless }: PlacedRows, isCoarse: boolean): string {
  if (wanted.length > 0) return t.finding;
  return `${isCoarse ? t.helpTouch : t.help}${placeless === 0 ? '' : ` ${t.placeless(placeless)}`}`;
}

/** A native range holds the focus and speaks; its keys go where they point. */
function PointRange({ points, active }: { readonly points: readonly MapPoint[]; readonly active: MapPoint }) {
  const known = useSets((state) => state.rows);
  const [first] = active.rows;
  const said = t.said(spokenPoint(active, []), active.rows.length, first?.name ?? '', t.looks[lookOf(active, known)]);
  return (
    <input
      type="range"
      className="plane-range"
      aria-label={t.point}
      aria-valuetext={said}
      min={1}
      max={points.length}
      value={points.indexOf(active) + 1}
      onChange={() => undefined}
    />
  );
}
