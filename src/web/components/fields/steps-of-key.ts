import type { KeyboardEvent } from 'react';

const COARSE = 10;

/** By how many of its steps a key moves a value: arrows one, with Shift or by page ten. */
export function stepsOf(event: KeyboardEvent): number {
  if (event.altKey || event.ctrlKey || event.metaKey) return 0;
  const coarse = event.shiftKey ? COARSE : 1;
  if (event.key === 'ArrowUp') return coarse;
  if (event.key === 'ArrowDown') return -coarse;
  if (event.key === 'PageUp') return COARSE;
  if (event.key === 'PageDown') return -COARSE;
  return 0;
}
