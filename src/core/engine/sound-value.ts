import { z } from 'zod';
import type { Clip, F0Contour } from '../audio/clip.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { StepOutput } from './engine.ts';

/** A sound on its way through a stack, with the notes of every step so far. */
export interface Sound {
  readonly clip: Clip;
  /** `[steps]`, first one first. */
  readonly notes: readonly (readonly string[])[];
  /** `[steps]`: what each result was turned down by to prevent clipping; 1 where it was not. */
  readonly gains: readonly number[];
  /** Of the last step that mixed at a signal-to-noise ratio, dB; null where none did. */
  readonly snrDb: number | null;
  /** `[steps]`: what each gave. */
  readonly outputs: readonly StepOutput[];
  /** What the last step says its first channel's f0 is. */
  readonly contour?: F0Contour;
  /** What the decoder had to say about the files that went in. */
  readonly warnings: readonly SourceWarning[];
}

export interface SourceWarning {
  /** Content id: the name under which a file was read first may not be its name now. */
  readonly source: string;
  readonly message: string;
}

/** The sound as a cache keeps it; arrays are shared, not copied. */
export function soundToValue({ clip, notes, gains, snrDb, outputs, warnings, contour }: Sound): CacheValue {
  const channels = Object.fromEntries(clip.channels.map((channel, index) => [`channel${index}`, channel]));
  const told = JSON.stringify({ notes, gains, snrDb, outputs, warnings });
  const meta = { sampleRate: clip.sampleRate, channels: clip.channels.length, told };
  if (contour === undefined) return { meta, arrays: channels };
  return { meta: { ...meta, framePeriodMs: contour.framePeriodMs }, arrays: { ...channels, f0: contour.f0 } };
}

/** The sound in a cached value, or undefined when the value is none. */
export function soundFromValue({ meta, arrays }: CacheValue): Sound | undefined {
  const sampleRate = meta['sampleRate'];
  const count = meta['channels'];
  const told = readTold(meta['told']);
  if (typeof sampleRate !== 'number' || !(sampleRate > 0) || typeof count !== 'number' || told === undefined) {
    return undefined;
  }
  const channels: Float64Array[] = [];
  for (let index = 0; index < count; index++) {
    const channel = arrays[`channel${index}`];
    if (!(channel instanceof Float64Array) || channel.length === 0) return undefined;
    if (channel.length !== (channels[0] ?? channel).length) return undefined;
    channels.push(channel);
  }
  return channels.length === 0 ? undefined : { clip: { sampleRate, channels }, ...told, ...readContour(meta, arrays) };
}

function readContour(meta: CacheValue['meta'], arrays: CacheValue['arrays']): Pick<Sound, 'contour'> {
  const framePeriodMs = meta['framePeriodMs'];
  const f0 = arrays['f0'];
  const isContour = typeof framePeriodMs === 'number' && framePeriodMs > 0 && f0 instanceof Float64Array;
  return isContour ? { contour: { framePeriodMs, f0 } } : {};
}

/** JSON has no infinity, which the RMS of finite samples may be. */
const LEVEL = z
  .number()
  .nullable()
  .transform((level) => level ?? Number.POSITIVE_INFINITY);

const TOLD = z.object({
  notes: z.array(z.array(z.string())),
  gains: z.array(z.number()),
  snrDb: z.number().nullable(),
  outputs: z.array(
    z.object({
      sampleRate: z.number(),
      channels: z.number(),
      frames: z.number(),
      levels: z.object({ peak: LEVEL, rms: LEVEL }),
    }),
  ),
  warnings: z.array(z.object({ source: z.string(), message: z.string() })),
});

function readTold(value: unknown): z.output<typeof TOLD> | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return TOLD.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
