import { z } from 'zod';

/**
 * A sound that a step needs besides its input, as its module sees it: which one, not what it is. Only the query knows
 * whether it is a file or another query; `context.source(ref)` gives the sound.
 */
export type SourceRef = z.output<typeof ref>;

/** The place among the step's sources. */
const ref = z.strictObject({ source: z.int().min(0) });

/**
 * The type of every parameter that is a sound. In a request it is the name of one, or a query, and the parser puts a
 * reference here; it must be given.
 */
export function source(): typeof ref {
  return ref.meta({ source: true });
}

/** Whether a parameter is a sound, so that the parser reads it before the module's schema sees it. */
export function isSource(schema: z.core.$ZodType): boolean {
  return z.globalRegistry.get(schema)?.['source'] === true;
}
