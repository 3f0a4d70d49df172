import { short } from '../../components/format.ts';

const NBSP = '\u00a0';

/** How long something may take, s: no finer than it can be known, and never nothing. */
export function timeText(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.ceil(seconds))}${NBSP}s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}${NBSP}min`;
  return `${short(seconds / 3600, 1)}${NBSP}h`;
}
