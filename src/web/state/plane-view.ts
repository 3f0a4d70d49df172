import { z } from 'zod';
import { REACHES, SNAPS, USUAL_LEVEL } from './plane-geometry.ts';

export const PLANE_STEPS = [0.01, 0.1, 1] as const;

const planeViewSchema = z.object({
  /** How far it reaches, as a place in `REACHES`. */
  level: z
    .int()
    .min(0)
    .max(REACHES.length - 1),
  /** Formants go up instead of the tract's length. */
  formantsUp: z.boolean(),
  snap: z.enum(SNAPS),
  /** What an arrow moves by, st. */
  step: z.union([z.literal(0.01), z.literal(0.1), z.literal(1)]),
  ellipses: z.enum(['off', 'source', 'dot']),
});

/** How the plane is looked at; remembered with the page, not undone. */
export type PlaneView = Readonly<z.infer<typeof planeViewSchema>>;

const FIRST: PlaneView = { level: USUAL_LEVEL, formantsUp: false, snap: 'off', step: 0.1, ellipses: 'off' };

export function readPlaneView(text: string | undefined): PlaneView {
  try {
    return planeViewSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return FIRST;
  }
}
