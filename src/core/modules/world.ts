import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import type { Kernels, WorldChange } from '../kernels/kernels.ts';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from '../units/change-forms.ts';
import { quantity, quantityOf } from '../units/quantity-schema.ts';
import { withoutClipping } from './clipping.ts';
import { type EditFamilies, editContour, F0_EDITS, familiesOf } from './f0-edits.ts';
import { defineModule, type ModuleContext, type ParamMeta } from './module.ts';
import { analyzeChannel } from './world-analysis.ts';
import { checkLength, checkLongLength, outputSamples } from './world-length.ts';
import { transformLong } from './world-long.ts';
import { type AnalysisOptions, analysisOptions, checkOptions, WORLD_OPTIONS } from './world-options.ts';

const params = z
  .strictObject({
    f0: quantity({ allow: F0_FORMS }).meta({
      label: 'f0',
      help: 'Fundamental frequency: a ratio (*2), an offset (-12st, or +20Hz on voiced frames only), or a new mean over the voiced frames (~120Hz, the geometric mean; each channel by its own).',
      unit: 'st, Hz',
    } satisfies ParamMeta),
    vtl: quantity({ allow: VTL_FORMS }).meta({
      label: 'VTL',
      help: 'Vocal-tract length: new / old as a ratio (*1.2), or an offset in semitones (+3.8st). Longer moves the formants down.',
      unit: 'st',
      reference: 'Fitch & Giedd (1999). J. Acoust. Soc. Am. 106(3), 1511-1522, doi 10.1121/1.427148',
    } satisfies ParamMeta),
    duration: quantity({ allow: DURATION_FORMS }).meta({
      label: 'Duration',
      help: 'A ratio (*1.5), an offset (+0.3s), or a new duration (~1.5s).',
      unit: 's',
    } satisfies ParamMeta),
    outputLength: z
      .enum(['input', 'frames'])
      .default('input')
      .meta({
        label: 'Length',
        help: 'input: as many samples as the input, or exactly the new duration. frames: as many as the analysis frames cover, up to a frame more, which is what VTServer gives.',
        original: 'frames',
        advanced: true,
      } satisfies ParamMeta),
    ...WORLD_OPTIONS,
    edits: F0_EDITS,
  })
  .superRefine(checkOptions);

type WorldParams = z.output<typeof params>;

/**
 * WORLD: a voice taken apart into f0, spectral envelope and aperiodicity, changed, and put together again.
 * Channels are treated one by one, each analysed by itself and given its own input's level, so that what differs
 * between them in level stays. A neutral change still goes through the vocoder, so that all stimuli of a set are
 * coded alike. Level: each channel's RMS is that of its input; if then any sample reaches 1, all channels together
 * are scaled to a peak of 0.98, with a note.
 */
export const world = defineModule({
  name: 'world',
  version: 1,
  kind: 'modifier',
  label: 'WORLD',
  help: 'Changes the f0, vocal-tract length and duration of a voice with the WORLD vocoder. Channels are treated one by one: differences in time between ears need not survive.',
  references: ['morise2016world', 'morise2016d4c', 'morise2015cheaptrick', 'morise2009dio'],
  params,
  process: transform,
  async long(context, input, given) {
    const change = changeOf(given);
    const options = analysisOptions(given);
    const size = { samples: input.frames, sampleRate: input.sampleRate };
    checkLongLength(context, size, change.duration, given.duration, options);
    return await transformLong(context, input, {
      change,
      options,
      mode: given.outputLength,
      edits: familiesOf(given.edits),
    });
  },
});

async function transform(context: ModuleContext, input: Clip, given: WorldParams): Promise<Clip> {
  const change = changeOf(given);
  const options = analysisOptions(given);
  const size = { samples: frameLength(input), sampleRate: input.sampleRate };
  checkLength(context, size, change.duration, given.duration, options);
  const task = { change, options, mode: given.outputLength, edits: familiesOf(given.edits) };
  const channels: Float64Array[] = [];
  for (const index of input.channels.keys()) channels.push(await transformChannel(context, input, index, task));
  return { sampleRate: input.sampleRate, channels: withoutClipping(context, channels) };
}

interface Task {
  readonly change: WorldChange;
  readonly options: AnalysisOptions;
  readonly mode: WorldParams['outputLength'];
  readonly edits: EditFamilies;
}

async function transformChannel(
  context: ModuleContext,
  input: Clip,
  index: number,
  { change, options, mode, edits }: Task,
): Promise<Float64Array> {
  const { kernels } = context;
  const { stages } = kernels.world;
  const count = input.channels.length;
  const share = (from: number, to: number, label: string) => ({
    from: (index + from) / count,
    to: (index + to) / count,
    label: count === 1 ? label : `${label}, channel ${index + 1} of ${count}`,
  });
  const corrected = await analyzeChannel(
    context,
    input,
    index,
    { options, correct: edits.correct },
    share(0, 0.7, 'analysing'),
  );
  const analysis = { ...corrected, f0: editContour(context, corrected, input.sampleRate, edits.shape) };
  const { f0 } = stages.change(analysis, change);
  const { framePeriodMs } = analysis;
  if (index === 0) context.madeWith({ framePeriodMs, f0 });
  const frames = { count: f0.length, periodMs: framePeriodMs };
  const samples = outputSamples(frameLength(input), input.sampleRate, change.duration, mode, frames);
  const synthesize = (hands: number) => stages.synthesize(analysis, change, samples, hands);
  const y = await context.stage(synthesize, share(0.7, 1, 'synthesising'));
  return matchLevel(kernels, y, input.channels[index] ?? y);
}

/** y at the RMS of x, so that digital silence stays silence. */
function matchLevel({ level }: Kernels, y: Float64Array, x: Float64Array): Float64Array {
  return level.matchRms([y], level.rms([x]))[0] ?? y;
}

/** Only what changes: the kernel leaves out the rest. */
function changeOf(given: WorldParams): WorldChange {
  const f0 = quantityOf(given.f0, F0_FORMS);
  const vtl = quantityOf(given.vtl, VTL_FORMS);
  const duration = quantityOf(given.duration, DURATION_FORMS);
  return { ...(f0 ? { f0 } : {}), ...(vtl ? { vtl } : {}), ...(duration ? { duration } : {}) };
}
