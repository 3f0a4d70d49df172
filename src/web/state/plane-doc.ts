import { z } from 'zod';

const finite = z.number();

/** What the talker's vocal tract is taken for, since a sound does not say it. */
const tractSchema = z.union([
  z.enum(['man', 'woman', 'child']),
  z.object({
    cm: z.number().positive(),
    /** Whether it comes from the sound's formants, or was typed. */
    estimated: z.boolean(),
  }),
]);

const pinSchema = z.object({ id: z.string().min(1), name: z.string(), f0: finite, vtl: finite });

const point = z.object({ f0: finite, vtl: finite });

const lineSchema = z.object({
  from: point,
  to: point,
  /** How many points it has, its ends among them, where they are counted. */
  n: z.int().min(2).max(50),
  /** How far apart they are, in thresholds of normal hearing, where that says how many fit; null where they are counted. */
  jnd: z.number().positive().nullable(),
});

/** What is kept of the plane; part of the document, so that it is kept and undone. */
export const planeSchema = z.object({
  pins: z.array(pinSchema),
  /** By the sound's content id; missing where the nearest mean f0 decides. */
  tracts: z.record(z.string(), tractSchema),
  line: lineSchema.exactOptional(),
});

export type Tract = Readonly<z.infer<typeof tractSchema>>;

/** A named point, st. */
export type Pin = Readonly<z.infer<typeof pinSchema>>;

/** A continuum: points on a straight line. */
export type PlaneLine = Readonly<z.infer<typeof lineSchema>>;

export interface PlaneDoc {
  readonly pins: readonly Pin[];
  readonly tracts: Readonly<Record<string, Tract>>;
  readonly line?: PlaneLine;
}

export const EMPTY_PLANE: PlaneDoc = { pins: [], tracts: {} };

/** Another pin, with a name of its own. */
export function addPin(plane: PlaneDoc, point: Pick<Pin, 'f0' | 'vtl'>, nameOf: (number: number) => string): PlaneDoc {
  let number = 1;
  const isTaken = (n: number) => plane.pins.some(({ id, name }) => id === `pin-${n}` || name === nameOf(n));
  while (isTaken(number)) number++;
  return { ...plane, pins: [...plane.pins, { id: `pin-${number}`, name: nameOf(number), ...point }] };
}
