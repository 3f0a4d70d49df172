import { useRef } from 'react';
import { type Axis, type AxisTick, axisTicks, heightOf } from '../../layers/axis.ts';
import { useExtent } from '../browser-hooks.ts';
import { kilohertz, short } from '../format.ts';

/** CSS px between two labels. */
const GAP = 28;
const NBSP = '\u00a0';

/** Values inside the right edge of a pane. */
export function ValueAxisLabels({ axis }: { readonly axis: Axis }) {
  const box = useRef<HTMLDivElement>(null);
  const height = useExtent(box, 'height');
  const ticks = height === 0 ? [] : axisTicks(axis, GAP / height);
  return (
    <div ref={box} className="map-axis" aria-hidden>
      {ticks.map(({ value, height: at }) => {
        const place = (1 - at) * height < 12 ? 'first' : at * height < 12 ? 'last' : '';
        return (
          <span key={value} className={place} style={{ top: `${(1 - at) * 100}%` }}>
            {labelOf(axis, value, value === ticks.at(-1)?.value)}
          </span>
        );
      })}
    </div>
  );
}

/** The same of values that stand in lanes. */
export function EdgeTicks({ ticks }: { readonly ticks: readonly AxisTick[] }) {
  return (
    <div className="map-axis" aria-hidden>
      {ticks.map(({ value, height }) => (
        <span
          key={height}
          className={height > 0.9 ? 'first' : height < 0.05 ? 'last' : ''}
          style={{ top: `${(1 - height) * 100}%` }}
        >
          {short(value, 2)}
        </span>
      ))}
    </div>
  );
}

/** The upper one says the unit. */
export function labelOf({ unit, low, high }: Axis, value: number, isTop: boolean): string {
  if (unit === 'Hz' && high >= 2000) return isTop ? kilohertz(value) : short(value / 1000, high - low < 500 ? 3 : 2);
  const text = short(value, Math.abs(value) < 10 || high - low < 10 ? 2 : 0);
  return isTop ? `${text}${NBSP}${unit}` : text;
}

const F0_TICKS = [25, 50, 100, 200, 400, 800, 1600];
/** CSS px at the top that belong to the pane's own label. */
const LABEL_HEIGHT = 36;

/** f0 has its own logarithmic axis, inside the left edge and in its own colour. */
export function F0AxisLabels({ axis }: { readonly axis: Axis }) {
  const box = useRef<HTMLDivElement>(null);
  const height = useExtent(box, 'height');
  const fromTop = (value: number) => 1 - heightOf(axis, value);
  const values = F0_TICKS.filter((value) => value > axis.low * 1.15 && fromTop(value) * height > LABEL_HEIGHT);
  return (
    <div ref={box} className="f0-axis" aria-hidden>
      {values.map((value) => (
        <span key={value} style={{ top: `${fromTop(value) * 100}%` }}>
          {value === values.at(-1) ? `${value}${NBSP}Hz` : value}
        </span>
      ))}
    </div>
  );
}
