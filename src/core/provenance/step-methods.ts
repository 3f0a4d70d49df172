import type { Prose } from './prose.ts';

/** What a step says of itself in a methods section. */
export interface StepMethods {
  readonly sentences: readonly Prose[];
  /** For the parameter table: what, and its value. */
  readonly rows: readonly (readonly [name: string, value: string])[];
}
