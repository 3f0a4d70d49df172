import { F0_EDITS, type F0Edit, type F0EditFamily } from '../modules/f0-edits.ts';
import type { Step } from '../query/query.ts';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from '../units/change-forms.ts';
import type { Quantity } from '../units/quantity.ts';
import { quantityOf } from '../units/quantity-schema.ts';
import { cite, num, type Prose } from './prose.ts';
import type { StepMethods } from './step-methods.ts';

/** What was done with WORLD: how the voice was taken apart, what was changed, how it was put together. */
export function worldMethods({ params }: Step): StepMethods {
  const f0 = quantityOf(textOf(params['f0']), F0_FORMS);
  const vtl = quantityOf(textOf(params['vtl']), VTL_FORMS);
  const duration = quantityOf(textOf(params['duration']), DURATION_FORMS);
  const harvest = params['f0Method'] === 'harvest';
  const floor = numberOf(params['f0Floor'], 71);
  const ceiling = numberOf(params['f0Ceiling'], 800);
  const period = numberOf(params['framePeriod'], 5);
  const edits = F0_EDITS.parse(params['edits']);
  const tracker = harvest ? `Harvest ${cite('morise2017harvest')}` : `DIO ${cite('morise2009dio')} and StoneMask`;
  const sentences = [
    `The sound was analysed and resynthesised with WORLD ${cite('morise2016world')}: f0 with ${tracker} (${num(floor)}-${num(ceiling)} Hz, every ${num(period)} ms), spectral envelope with CheapTrick ${cite('morise2015cheaptrick')}, aperiodicity with D4C ${cite('morise2016d4c')} (threshold 0.85).`,
    ...editSentences(edits),
    `${capital(f0Clause(f0))}; ${vtlClause(vtl)}; ${durationClause(duration)}.`,
    "The level was set to the source's RMS.",
  ];
  const rows = [
    [
      'f0 estimation',
      `${harvest ? 'Harvest' : 'DIO + StoneMask'}, ${num(floor)}-${num(ceiling)} Hz, ${num(period)} ms`,
    ],
    ...(edits.length === 0 ? [] : [['f0 edits', editsInWords(edits)] as const]),
    ['f0', textOf(params['f0']) ?? 'unchanged'],
    ['VTL', textOf(params['vtl']) ?? 'unchanged'],
    ['duration', textOf(params['duration']) ?? 'unchanged'],
    ['level', "source's RMS"],
  ] as const;
  return { sentences, rows };
}

/** What was done by hand, and what it was done to. */
function editSentences(edits: readonly F0Edit[]): string[] {
  const spans = (family: F0EditFamily): string | undefined => {
    const { length } = edits.filter((edit) => edit.family === family);
    return length === 0 ? undefined : `in ${length === 1 ? 'one place' : `${length} places`} (listed in the recipe)`;
  };
  const [correct, shape] = [spans('correct'), spans('shape')];
  return [
    ...(correct ? [`The estimated f0 was corrected by hand ${correct} before the spectral analysis.`] : []),
    ...(shape ? [`For the synthesis, the f0 contour was changed by hand ${shape}.`] : []),
  ];
}

function editsInWords(edits: readonly F0Edit[]): string {
  const place = ({ family, operation, from, to }: F0Edit) => `${family}: ${operation}, ${num(from)}-${num(to)} s`;
  return edits.map(place).join('; ');
}

function f0Clause(f0: Quantity | undefined): Prose {
  if (f0 === undefined) return 'f0 was unchanged';
  if (f0.kind === 'ratio') return `f0 was multiplied by ${num(f0.value)}`;
  if (f0.kind === 'absolute') {
    return `f0 was scaled to a geometric mean of ${num(f0.value)} Hz over the voiced frames`;
  }
  const way = f0.value < 0 ? 'lowered' : 'raised';
  const where = f0.unit === 'Hz' ? ' in the voiced frames' : '';
  return `f0 was ${way} by ${num(Math.abs(f0.value))} ${f0.unit}${where}`;
}

function vtlClause(vtl: Quantity | undefined): Prose {
  if (vtl === undefined) return 'the spectral envelope was not scaled';
  const ratio = vtl.kind === 'ratio' ? vtl.value : 2 ** (vtl.value / 12);
  const semitones = vtl.kind === 'ratio' ? 12 * Math.log2(vtl.value) : vtl.value;
  const sign = semitones < 0 ? '' : '+';
  return `the spectral envelope was scaled in frequency by ${num(1 / ratio)}, equal to a vocal tract ${num(ratio)} times as long (${sign}${num(semitones, 2)} st)`;
}

function durationClause(duration: Quantity | undefined): Prose {
  if (duration === undefined) return 'the duration was unchanged';
  if (duration.kind === 'ratio') return `the duration was multiplied by ${num(duration.value)}`;
  if (duration.kind === 'absolute') return `the duration was set to ${num(duration.value)} s`;
  const way = duration.value < 0 ? 'shortened' : 'lengthened';
  return `the sound was ${way} by ${num(Math.abs(duration.value))} s`;
}

function capital(text: Prose): Prose {
  // A unit's symbol keeps its case at the beginning of a sentence too.
  return text.startsWith('f0') ? `The ${text}` : text;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
