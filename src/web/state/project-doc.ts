import { z } from 'zod';
import { deedSchema } from './deed.ts';
import { displaySchema } from './display.ts';
import { commit, type History, redo, startHistory, undo } from './history.ts';
import { stageSchema } from './layout.ts';
import { marksSchema } from './marks-doc.ts';
import { planeSchema } from './plane-doc.ts';
import { presetSchema } from './presets.ts';
import type { RecipeDoc } from './recipe-doc.ts';
import { takeFactsSchema } from './take-facts.ts';
import { valuePartsSchema } from './value-parts.ts';

const seconds = z.number().nonnegative();
const span = z.object({ start: seconds, end: seconds });

/** What is kept of a sound besides its bytes, which lie under its id. */
export const soundRecordSchema = z.object({
  /** BLAKE2b-240 of the bytes. */
  id: z.string().min(1),
  name: z.string(),
  /** As it came; what a query calls it. */
  fileName: z.string(),
  origin: z.enum(['sample', 'file', 'paste', 'recording', 'result']),
  /** ms since 1970, as are all times here. */
  created: z.number(),
  /** Bytes. */
  size: z.number(),
  tags: z.array(z.string()),
  note: z.string(),
  talker: z.string(),
  facts: z.object({
    sampleRate: z.number(),
    channelCount: z.number(),
    /** Samples per channel. */
    frames: z.number(),
    /** s */
    duration: z.number(),
    recipe: z.string().optional(),
    warnings: z.array(z.string()),
  }),
  /** Min and max per bar of its small picture, interleaved; missing until it was drawn once. */
  sketch: z.instanceof(Float32Array).optional(),
  /** How it was recorded. */
  take: takeFactsSchema.optional(),
  /** When it went to the bin. */
  binned: z.number().optional(),
});

export type SoundRecord = z.infer<typeof soundRecordSchema>;

const stepSchema = z.object({
  id: z.string(),
  module: z.string(),
  params: z.record(z.string(), z.json()),
  bypassed: z.boolean(),
  name: z.string().exactOptional(),
  idleEdits: z
    .array(z.object({ place: z.number().int().nonnegative(), edit: z.record(z.string(), z.json()) }))
    .exactOptional(),
  preset: z.string().exactOptional(),
  locked: z.array(z.string()).exactOptional(),
});

const levelSchema = z.object({
  file: z.json().exactOptional(),
  steps: z.array(stepSchema),
  settings: z.record(z.string(), z.json()),
});

const placeOfSound = z.object({ step: z.string().exactOptional(), path: z.array(z.string()) });

const recipeSchema: z.ZodType<RecipeDoc> = levelSchema.extend({
  around: z.array(levelSchema.extend({ at: placeOfSound })).exactOptional(),
  kept: z.array(levelSchema).exactOptional(),
  stage: stageSchema.exactOptional(),
  plane: planeSchema.exactOptional(),
  presets: z.array(presetSchema).exactOptional(),
  marks: marksSchema.exactOptional(),
  beside: deedSchema.exactOptional(),
});

const historySchema = z.object({
  past: z.array(recipeSchema),
  present: recipeSchema,
  future: z.array(recipeSchema),
});

/** Where the page stands; nothing of it is undone. */
const placeSchema = z.object({
  /** The id of the sound that is open. */
  sound: z.string().optional(),
  time: span,
  cursor: seconds,
  selection: span.optional(),
  channel: z.number().int().nonnegative(),
  range: z.union([z.literal(5000), z.literal(8000), z.literal('full')]),
  window: z.enum(['wide', 'narrow']),
  /** Missing in what older versions wrote. */
  display: displaySchema.exactOptional(),
  parts: valuePartsSchema.exactOptional(),
  /** Steps whose cards show their head only. */
  folded: z.array(z.string()),
});

export type Place = z.infer<typeof placeSchema>;

/** What is kept of the work besides the sounds. */
export const projectDocSchema = z.object({ recipe: historySchema, place: placeSchema.optional() });

export interface ProjectDoc {
  readonly recipe: Pick<History<RecipeDoc>, 'past' | 'present' | 'future'>;
  readonly place?: Place | undefined;
}

/** One gesture. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), recipe: recipeSchema }),
  /** Another recipe is open, a nested one or the one around it; nothing was changed. */
  z.object({ kind: z.literal('open'), recipe: recipeSchema }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('redo') }),
  z.object({ kind: z.literal('history'), history: historySchema }),
  z.object({ kind: z.literal('place'), place: placeSchema }),
]);

export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** A document before anything was done to it. */
export function firstDoc(recipe: RecipeDoc): ProjectDoc {
  return { recipe: startHistory(recipe) };
}

/** The document after a gesture that was written down. */
export function applyEntry(doc: ProjectDoc, entry: JournalEntry): ProjectDoc {
  const history: History<RecipeDoc> = { ...doc.recipe, before: undefined };
  switch (entry.kind) {
    case 'edit':
      return { ...doc, recipe: commit(history, entry.recipe, () => false) };
    case 'open':
      return { ...doc, recipe: { ...doc.recipe, present: entry.recipe } };
    case 'undo':
      return { ...doc, recipe: undo(history) };
    case 'redo':
      return { ...doc, recipe: redo(history) };
    case 'history':
      return { ...doc, recipe: entry.history };
    case 'place':
      return { ...doc, place: entry.place };
  }
}

/** What must be written down so that `old` becomes `now`; undefined while a gesture goes on, or when nothing changed. */
export function entryBetween(old: History<RecipeDoc>, now: History<RecipeDoc>): JournalEntry | undefined {
  const { past, present, future } = now;
  if (now.before !== undefined || (present === old.present && past === old.past && future === old.future)) {
    return undefined;
  }
  if (past === old.past && future === old.future) return { kind: 'open', recipe: present };
  if (future.length === 0 && past.length > 0 && past.at(-1) === old.present) return { kind: 'edit', recipe: present };
  if (future[0] === old.present && past.length === old.past.length - 1) return { kind: 'undo' };
  if (past.at(-1) === old.present && future.length === old.future.length - 1) return { kind: 'redo' };
  return { kind: 'history', history: { past: [...past], present, future: [...future] } };
}
