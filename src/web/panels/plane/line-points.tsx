import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { linePoints } from '../../state/plane-line.ts';
import { continuumStrings } from '../../strings-continuum.ts';
import type { LineModel } from './line-model.ts';
import { spokenPoint } from './plane-spoken.ts';

const t = continuumStrings;
/** ms that a pointer rests on a point before it is heard. */
const REST = 150;

/** The points in a row: arrows or the pointer go through them, and each is heard. */
export function LinePoints({ model }: { readonly model: LineModel }) {
  const { line, sounding, onPreview } = model;
  const points = linePoints(line);
  const [chosen, setChosen] = useState(0);
  const index = Math.min(sounding ?? chosen, points.length - 1);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const at = points[index];
  const hear = (next: number) => {
    setChosen(next);
    onPreview(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = points.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      Home: 0,
      End: last,
    };
    const next = places[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (next >= 0 && next <= last) hear(next);
  };
  return (
    <div className="line-points">
      <input
        type="range"
        className="plane-range"
        aria-label={t.point}
        aria-valuetext={at && t.pointSaid(index + 1, points.length, spokenPoint(at, []))}
        min={1}
        max={points.length}
        value={index + 1}
        onChange={() => undefined}
        onKeyDown={onKeyDown}
      />
      {points.map((_, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: points of a short line may be the same
          key={place}
          aria-hidden
          className={place === sounding ? 'line-cell sounding' : place === index ? 'line-cell chosen' : 'line-cell'}
          onPointerEnter={(event) => {
            if (event.pointerType !== 'mouse' || model.playing) return;
            rest.current = setTimeout(() => hear(place), REST);
          }}
          onPointerLeave={() => clearTimeout(rest.current)}
          onPointerDown={(event) => {
            clearTimeout(rest.current);
            event.currentTarget.parentElement?.querySelector('input')?.focus();
            event.preventDefault();
            hear(place);
          }}
        >
          {place + 1}
        </span>
      ))}
    </div>
  );
}
