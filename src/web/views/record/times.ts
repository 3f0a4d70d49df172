import { decimal } from '../../components/format.ts';

/** `0:41.2`, or with hours `1:02:03`. */
export function minutes(time: number, digits: number): string {
  // What is counted goes down, so that nothing is called safe too early.
  const scale = 10 ** digits;
  const down = Math.floor(time * scale) / scale;
  const [hours, rest] = [Math.floor(down / 3600), down % 3600];
  const seconds = (rest % 60).toFixed(digits).padStart(digits > 0 ? 3 + digits : 2, '0');
  const whole = Math.floor(rest / 60);
  return hours > 0 ? `${hours}:${String(whole).padStart(2, '0')}:${seconds}` : `${whole}:${seconds}`;
}

/** A span in the largest unit that tells it well: `40 s`, `12 min`, `3.5 h`, `2 days`. */
export function span(time: number): string {
  if (time < 90) return `${Math.floor(time)}\u00a0s`;
  if (time < 90 * 60) return `${Math.floor(time / 60)}\u00a0min`;
  const hours = time / 3600;
  if (hours < 10) return `${decimal(Math.floor(hours * 2) / 2, hours % 1 >= 0.5 ? 1 : 0)}\u00a0h`;
  return hours < 48 ? `${Math.floor(hours)}\u00a0h` : `${Math.floor(hours / 24)}\u00a0days`;
}
