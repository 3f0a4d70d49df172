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
  const fill = useRef<HTMLDivElement>(null);
  const shown = useRef(FLOOR_DB);
  useFrames(() => {
    const level = active ? 20 * Math.log10(Math.max(read(), 1e-6)) : FLOOR_DB;
    shown.current = active ? Math.max(level, shown.current - FALL_DB_PER_FRAME, FLOOR_DB) : FLOOR_DB;
    if (!fill.current) return;
    const share = Math.min(1 - shown.current / FLOOR_DB, 1);
    fill.current.style.clipPath = `inset(0 ${(1 - share) * 100}% 0 0)`;
  }, active);
  return (
    <div className="meter" role="img" aria-label={name}>
      <div ref={fill} className="meter-fill" />
    </div>
  );
}
