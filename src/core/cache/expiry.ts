/** A thousand years, h: beyond it never and a date mean the same, and dates would overflow. */
const NEVER_HOURS = 8_766_000;

/**
 * The lifetime that a cache takes for the hours of a query.
 * @param cacheHours h since last use, from 0; null never expires, and so does what is beyond a thousand years
 * @returns s without use, or null for never
 */
export function lifetimeOf(cacheHours: number | null): number | null {
  return cacheHours === null || cacheHours >= NEVER_HOURS ? null : cacheHours * 3600;
}

/**
 * Whether an entry may go.
 * @param lastUsed ms since the epoch
 * @param lifetime s without use; null never passes; 0 has always passed
 * @param now ms since the epoch; before `lastUsed` (a clock that was set back) only a lifetime of 0 has passed
 */
export function isExpired(lastUsed: number, lifetime: number | null, now: number): boolean {
  if (lifetime === null) return false;
  return lifetime <= 0 || now - lastUsed >= lifetime * 1000;
}
