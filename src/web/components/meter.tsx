import { useRef } from 'react';
import { useFrames } from './browser-hooks.ts';

export interface MeterProps {
  readonly name: string;
  /** Linear peak, 1 is full scale. */
  readonly read: () => number;
  readonly active: boolean;
}

const FLOOR_DB = -48;
const FALL_DB_PER_FRAME = 0.6;

/** Peak level while something plays: rises at once, falls slowly. */
export function Meter({ name, read, active }: MeterProps) {
  const opening = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLDivElement>(null);
  const shown = useRef(FLOOR_DB);
  useFrames(() => {
    const level = active ? 20 * Math.log10(Math.max(read(), 1e-6)) : FLOOR_DB;
    shown.current = active ? Math.max(level, shown.current - FALL_DB_PER_FRAME, FLOOR_DB) : FLOOR_DB;
    if (!opening.current || !fill.current) return;
    const hidden = 100 * Math.max(shown.current / FLOOR_DB, 0);
    opening.current.style.transform = `translateX(${-hidden}%)`;
    fill.current.style.transform = `translateX(${hidden}%)`;
  }, active);
  return (
    <div className="meter" role="img" aria-label={name}>
      <div ref={opening} className="meter-window">
        <div ref={fill} className="meter-fill" />
      </div>
    </div>
  );
}
