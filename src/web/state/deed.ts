import { z } from 'zod';
import { SCALES, UNITS, WAYS } from './set-terms.ts';

const text = z.string();
const object = z.record(text, z.json());

/** A set's draft as it is kept. */
export const draftSchema = z.object({
  name: text,
  naming: text,
  seed: text,
  recipe: object,
  factors: z.array(
    z.object({
      ...{ id: text, name: text, path: text, list: text, from: text, to: text, step: text, n: text },
      ...{ way: z.enum(WAYS), scale: z.enum(SCALES), decimals: text, as: z.enum(UNITS), group: text },
    }),
  ),
  rest: object,
});

export type DraftRecord = z.infer<typeof draftSchema>;

const words = z.object({ name: text, tags: z.array(text), note: text, talker: text });

/** Something done to the project beside its recipe, with what undoes it. */
export const deedSchema = z.discriminatedUnion('kind', [
  /** Other words for a sound, by its content id. */
  z.object({ kind: z.literal('words'), sound: text, before: words, after: words }),
  /** A sound went to the bin, or came out of it. */
  z.object({ kind: z.literal('bin'), sound: text, name: text, out: z.boolean(), wasOpen: z.boolean() }),
  z.object({ kind: z.literal('set'), before: draftSchema.optional(), after: draftSchema.optional() }),
]);

export type Deed = z.infer<typeof deedSchema>;
