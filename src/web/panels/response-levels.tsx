import { short } from '../components/format.ts';
import { responseHeight } from '../components/plot/draw-responses.ts';

/** dB that a plot of responses shows. */
export const RESPONSE_RANGE = { low: -60, high: 5 };

/** dB at which it has a line. */
export const RESPONSE_LEVELS = [0, -20, -40];

/** What the lines of a plot of responses stand for. */
export function ResponseLevels() {
  return (
    <div className="bank-levels" aria-hidden>
      {RESPONSE_LEVELS.map((level) => (
        <span key={level} style={{ top: `${responseHeight(level, 100, RESPONSE_RANGE)}%` }}>
          {level === 0 ? '0\u00a0dB' : short(level, 0)}
        </span>
      ))}
    </div>
  );
}
