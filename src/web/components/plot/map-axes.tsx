import { useRef } from 'react';
import { useExtent } from '../browser-hooks.ts';
import { kilohertz, short } from '../format.ts';
import { type F0Axis, f0Height } from './draw-f0.ts';
import { niceStep, ticksBetween } from './ticks.ts';

/** Frequencies inside the right edge of a map, Hz from 0 to `top`. */
export function FrequencyAxisLabels({ top }: { readonly top: number }) {
  const { values } = ticksBetween(0, top, niceStep(top / 5));
  return (
    <div className="map-axis" aria-hidden>
      {values.map((value) => {
        const at = value / top;
        const place = at > 0.95 ? 'first' : at < 0.05 ? 'last' : '';
        const isTop = value === values.at(-1);
        return (
          <span key={value} className={place} style={{ top: `${(1 - at) * 100}%` }}>
            {isTop ? kilohertz(value) : short(value / 1000, 2)}
          </span>
        );
      })}
    </div>
  );
}

const F0_TICKS = [25, 50, 100, 200, 400, 800, 1600];
/** CSS px at the top that belong to the pane's own label. */
const LABEL_HEIGHT = 36;

/** f0 has its own logarithmic axis, inside the left edge and in its own colour. */
export function F0AxisLabels({ axis }: { readonly axis: F0Axis }) {
  const box = useRef<HTMLDivElement>(null);
  const height = useExtent(box, 'height');
  const values = F0_TICKS.filter((value) => value > axis.low * 1.15 && f0Height(axis, value, height) > LABEL_HEIGHT);
  return (
    <div ref={box} className="f0-axis" aria-hidden>
      {values.map((value) => (
        <span key={value} style={{ top: `${f0Height(axis, value, 100)}%` }}>
          {value === values.at(-1) ? `${value}\u00a0Hz` : value}
        </span>
      ))}
    </div>
  );
}
