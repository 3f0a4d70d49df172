import type { OctaveFactor } from '../../../core/kernels/contour-kernel.ts';

/** f0 as an octave edit would make it, for the eye. */
export function multiplied(hz: number, factor: OctaveFactor): number {
  const number = Number(factor.slice(1));
  return factor.startsWith('*') ? hz * number : hz / number;
}
