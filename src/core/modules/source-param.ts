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
  return ref.meta({ source: 'one' });
}

const refs = z.array(ref).nullable().default(null);

/** The type of every parameter that is a list of sounds; null where it is not given. */
export function sources(): typeof refs {
  return refs.meta({ source: 'list' });
}

const steps = z.array(z.never()).default([]);

/**
 * The type of a parameter that is a stack for every sound of the step: the parser reads it as it reads a query's, and
 * each sound that the module is given has been through it. The parameter itself stays empty.
 */
export function stackForEach(): typeof steps {
  return steps.meta({ source: 'stack' });
}

/** What the parser reads before the module's schema sees it: one sound, a list of them, or a stack. */
export function sourceKind(schema: z.core.$ZodType): 'one' | 'list' | 'stack' | undefined {
  return z.globalRegistry.get(schema)?.['source'] as ReturnType<typeof sourceKind>;
}
