import { z } from 'zod';

/** A stretch of a take that is not what the microphone heard. */
export const takeGapSchema = z.object({
  /** First frame. */
  at: z.number().int().nonnegative(),
  frames: z.number().int().positive(),
  /**
   * `lost`: never came, filled with silence. `zeros`: came as exact zeros, as no microphone gives them. `device`: counted by the
   * browser as dropped, near this place. `late`: time went on and nothing came; not filled.
   */
  kind: z.enum(['lost', 'zeros', 'device', 'late']),
});

export type TakeGap = z.infer<typeof takeGapSchema>;

/** One kind of processing: it was asked to be off; `granted` is missing where the browser does not say what it does. */
const processingSchema = z.object({
  name: z.enum(['echoCancellation', 'noiseSuppression', 'autoGainControl', 'voiceIsolation']),
  asked: z.boolean(),
  granted: z.union([z.boolean(), z.string()]).optional(),
});

export type Processing = z.infer<typeof processingSchema>;

/** What the browser gave when it opened the microphone. */
export const grantedSchema = z.object({
  /** The device's name; empty where it is not told. */
  device: z.string(),
  /** Of the samples as they come to the page, Hz. */
  sampleRate: z.number(),
  /** Of the device, where it is told. */
  deviceRate: z.number().optional(),
  channels: z.number().int(),
  /** Of the device, where they are told. */
  deviceChannels: z.number().int().optional(),
  /** Bits of a sample at the device, where they are told. */
  sampleSize: z.number().optional(),
  processing: z.array(processingSchema),
});

export type Granted = z.infer<typeof grantedSchema>;

/** Why a take ended. */
export type TakeEnd = z.infer<typeof takeFactsSchema>['ended'];

/** What is kept of how a take was made: the sidecar. */
export const takeFactsSchema = z.object({
  /** ISO 8601 with offset. */
  started: z.string(),
  granted: grantedSchema,
  prompt: z.string(),
  /** The first thousand. */
  gaps: z.array(takeGapSchema),
  gapCount: z.number().int(),
  /** Samples at full scale, and the first of them. */
  clipped: z.number().int(),
  firstClip: z.number().int().optional(),
  /** `killed`: the page went away; what is there was found later. */
  ended: z.enum(['stopped', 'device', 'full', 'failed', 'moved', 'killed']),
});

export type TakeFacts = z.infer<typeof takeFactsSchema>;

/** A take that is being made, as it is kept beside its samples until it is a sound of the library. */
export const openTakeSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  tags: z.array(z.string()),
  talker: z.string(),
  /** ms since 1970 */
  created: z.number(),
  facts: takeFactsSchema,
});

export type OpenTake = z.infer<typeof openTakeSchema>;

/** Whether every kind of processing is known to be off. */
export function isRaw({ processing }: Granted): boolean {
  return processing.every(({ granted }) => granted === false);
}
