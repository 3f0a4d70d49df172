import { countBands } from '../modules/vocoder-frequencies.ts';
import type { VocoderParams } from '../modules/vocoder-params.ts';
import type { Query } from '../query/query.ts';
import { allSteps, type MethodsFacts } from './methods.ts';
import { bandsClause, filterClause, vocoderParamsOf } from './methods-vocoder.ts';
import { num } from './prose.ts';

/** One thing that a vocoder study should report. */
export interface ChecklistItem {
  readonly what: string;
  /** `missing`: only the author knows. */
  readonly state: 'filled' | 'missing' | 'not-applicable';
  /** What the recipe says; empty for what it does not. */
  readonly text: string;
}

const FOR_THE_AUTHOR = ['presentation level', 'transducer', 'ears', 'listeners', 'training'];

/**
 * What a vocoder study should report, filled as far as the recipe knows; undefined for a recipe without a vocoder. The
 * list is ours, after the questions that Cychosz, Winn & Goupell (2024) raise.
 */
export function vocoderChecklist(query: Query, facts: MethodsFacts): readonly ChecklistItem[] | undefined {
  const step = allSteps(query).findLast(({ module }) => module === 'vocoder');
  if (step === undefined) return undefined;
  const given = vocoderParamsOf(step);
  return [
    missing('purpose of the simulation'),
    ...bandItems(given),
    ...envelopeItems(given),
    ...carrierItems(given),
    filled('levels of bands and whole', 'RMS of each analysis band; the sum is not normalised'),
    filled('rate, bits, resampling', ratesOf(facts)),
    filled('clipping', 'scaled to a peak of 0.98 where a sample reached 1'),
    missing('source recordings'),
    filled('software and version', `Sonde ${facts.version}, signature ${facts.signature}`),
    ...FOR_THE_AUTHOR.map(missing),
  ];
}

/** The checklist in Markdown. */
export function formatChecklist(items: readonly ChecklistItem[]): string {
  const mark = { filled: 'x', missing: ' ', 'not-applicable': '-' };
  return items.map(({ what, state, text }) => `- [${mark[state]}] ${what}${text && `: ${text}`}\n`).join('');
}

function bandItems({ analysis_filters: analysis, synthesis_filters: synthesis }: VocoderParams): ChecklistItem[] {
  const { f, method } = analysis;
  const [low, high] = 'n' in f ? [f.fmin, f.fmax] : [f[0] ?? 0, f.at(-1) ?? 0];
  const shift = 'n' in f ? f.shift : 0;
  const same = synthesis === 'analysis_filters';
  return [
    filled('number of bands', `${countBands(f)}`),
    filled('overall range', `${num(low)}-${num(high)} Hz`),
    filled('rule or list of edges', plain(bandsClause(f))),
    filled('filter family', 'Butterworth'),
    filled('order and slope', filterClause(method)),
    filled('phase', method['zero-phase'] ? 'zero (forward and backward)' : 'causal'),
    filled(
      'analysis and synthesis bands, shift',
      same ? `the same; shift ${num(shift, 2)} mm` : `synthesis: ${plain(bandsClause(synthesis.f))}`,
    ),
  ];
}

function envelopeItems({ envelope }: VocoderParams): ChecklistItem[] {
  const lowPass = envelope.method === 'low-pass' ? envelope : undefined;
  const cutoffs =
    lowPass === undefined
      ? ''
      : [lowPass.fc]
          .flat()
          .map((fc) => num(fc))
          .join(', ');
  return [
    filled('envelope method', lowPass ? 'rectification and low-pass' : 'Hilbert'),
    lowPass ? filled('rectifier', lowPass.rectify) : notApplicable('rectifier'),
    lowPass
      ? filled('envelope cut-off and order', `${cutoffs} Hz, order ${lowPass.order} (half of it each way)`)
      : notApplicable('envelope cut-off and order'),
    filled('compression', 'none'),
    filled('channel selection (n of m)', 'none'),
    filled('spread of excitation', envelope.modifiers.length > 0 ? "by the synthesis filters' overlap" : 'none'),
  ];
}

function carrierItems({ synthesis }: VocoderParams): ChecklistItem[] {
  const { carrier, random_seed: seed, f, filter_before: before, filter_after: after } = synthesis;
  const isRandom = carrier === 'noise' || carrier === 'low-noise';
  const seeding = seed === null ? 'fresh for every sound and setting' : `frozen, seed ${JSON.stringify(seed)}`;
  return [
    filled('carrier, seed', isRandom ? `${carrier}, ${seeding}` : carrier),
    carrier === 'sin'
      ? filled('carrier frequencies', f === null ? 'centres of the bands' : `${f.join(', ')} Hz`)
      : notApplicable('carrier frequencies'),
    filled('filtering of the carrier', `before modulation: ${yes(before)}; after: ${yes(after)}`),
  ];
}

function ratesOf({ sources }: MethodsFacts): string {
  const rates = [...new Set(sources.map(({ sampleRate, bits }) => `${sampleRate} Hz${bits ? `, ${bits} bits` : ''}`))];
  return `${rates.join('; ')}; not resampled`;
}

const yes = (value: boolean) => (value ? 'yes' : 'no');
const plain = (prose: string) => prose.replaceAll(/ ?\[@[^\]]*\]/g, '');
const filled = (what: string, text: string): ChecklistItem => ({ what, state: 'filled', text });
const missing = (what: string): ChecklistItem => ({ what, state: 'missing', text: '' });
const notApplicable = (what: string): ChecklistItem => ({ what, state: 'not-applicable', text: '' });
