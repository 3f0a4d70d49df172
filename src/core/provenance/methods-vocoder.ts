import { type BandFrequencies, countBands } from '../modules/vocoder-frequencies.ts';
import type { BankParams, VocoderParams } from '../modules/vocoder-params.ts';
import type { Step } from '../query/query.ts';
import { bandShape } from './filter-slope.ts';
import { cite, num, type Prose } from './prose.ts';
import type { StepMethods } from './step-methods.ts';

const SCALES = { log: 'logarithmically', greenwood: 'evenly along the cochlea', linear: 'linearly' } as const;
const CARRIERS = {
  noise: 'uniform noise',
  sin: 'sine waves',
  'low-noise': 'low-noise noise',
  pshc: 'pulse-spreading harmonic complexes',
} as const;

/** The arguments of a step of the module `vocoder`: a parsed step holds its module's canonical form. */
export function vocoderParamsOf(step: Step): VocoderParams {
  return step.params as unknown as VocoderParams;
}

/** What was done with the channel vocoder: bands, filters, envelopes, carrier. */
export function vocoderMethods(step: Step): StepMethods {
  const given = vocoderParamsOf(step);
  const { analysis_filters: analysis, synthesis } = given;
  const bands = countBands(analysis.f);
  const sentences = [
    `The sound was processed by a ${bands}-band ${carrierWord(synthesis.carrier)} vocoder ${cite('shannon1995', 'cychosz2024')} with ${bandsClause(analysis.f)}.`,
    `Analysis filters were ${filterClause(analysis.method)}; ${synthesisClause(given)}.`,
    `${envelopeSentence(given)}`,
    `${carrierSentence(given)}`,
    'Bands were set to the RMS of the analysis bands and summed; where the sum would have clipped, the whole sound was scaled to a peak of 0.98.',
  ];
  return { sentences, rows: rowsOf(given) };
}

function carrierWord(carrier: VocoderParams['synthesis']['carrier']): Prose {
  return carrier === 'sin' ? 'sine' : carrier;
}

/** `edges at 250, 416, ... and 8700 Hz`, or the rule. */
export function bandsClause(f: BandFrequencies): Prose {
  if (!('n' in f)) return `edges at ${f.map((edge) => num(edge, 1)).join(', ')} Hz`;
  const shift = f.shift === 0 ? '' : `, shifted by ${num(f.shift, 2)} mm towards the base`;
  const source = f.scale === 'greenwood' || f.shift !== 0 ? ` ${cite('greenwood1990')}` : '';
  return `edges spaced ${SCALES[f.scale]} from ${num(f.fmin)} to ${num(f.fmax)} Hz${shift}${source}`;
}

/** `Butterworth, zero-phase, order 4 (2 each way), 24 dB per octave, -6 dB at the edges`. */
export function filterClause(method: BankParams['method']): Prose {
  const { order, design, slope, edge } = bandShape(method);
  const phase = method['zero-phase']
    ? `zero-phase, order ${method.order} (${order} each way`
    : `causal, order ${order} (one way`;
  return `Butterworth, ${phase}, as ${design}), ${slope} dB per octave, ${num(edge)} dB at the edges`;
}

function synthesisClause({ synthesis_filters: filters, synthesis }: VocoderParams): Prose {
  const where = [
    ...(synthesis.filter_before ? ['on the carrier'] : []),
    ...(synthesis.filter_after ? ['on the modulated carrier'] : []),
  ];
  if (where.length === 0) return 'no synthesis filters were applied';
  const kind =
    filters === 'analysis_filters'
      ? 'the same filters'
      : `filters with ${bandsClause(filters.f)} (${filterClause(filters.method)})`;
  return `for synthesis ${kind} were applied ${where.join(' and again ')}`;
}

function envelopeSentence({ envelope }: VocoderParams): Prose {
  const spread = envelope.modifiers.length > 0 ? ', and spread over the bands as the synthesis filters overlap' : '';
  if (envelope.method === 'hilbert') return `Envelopes were the modulus of the analytic signal${spread}.`;
  const { rectify, fc, order } = envelope;
  const cutoff = typeof fc === 'number' ? num(fc) : fc.map((each) => num(each)).join(', ');
  return `Envelopes were extracted by ${rectify} rectification and a zero-phase low-pass at ${cutoff} Hz (Butterworth, order ${order}, ${order / 2} each way)${spread}.`;
}

function carrierSentence({ synthesis }: VocoderParams): Prose {
  const { carrier, random_seed: seed, f } = synthesis;
  const source = { noise: '', sin: '', 'low-noise': ` ${cite('pumplin1985')}`, pshc: ` ${cite('hilkhuysen2014')}` };
  const kind = `The carrier was ${CARRIERS[carrier]}${source[carrier]}`;
  if (carrier === 'sin') {
    return `${kind} at ${f === null ? 'the centre of each band' : `${f.map((each) => num(each, 1)).join(', ')} Hz`}.`;
  }
  if (carrier === 'pshc') return `${kind} centred on each band.`;
  return seed === null
    ? `${kind}, another for every sound and setting.`
    : `${kind} from the seed ${JSON.stringify(seed)}, frozen: the same in all bands and sounds.`;
}

function rowsOf(given: VocoderParams): StepMethods['rows'] {
  const { analysis_filters: analysis, synthesis_filters: filters, envelope, synthesis } = given;
  const plain = (prose: Prose) => prose.replaceAll(/ ?\[@[^\]]*\]/g, '');
  const { random_seed: seed } = synthesis;
  return [
    ['bands', `${countBands(analysis.f)}`],
    ['band edges', plain(bandsClause(analysis.f))],
    ['analysis filters', filterClause(analysis.method)],
    ['synthesis filters', filters === 'analysis_filters' ? 'as analysis' : filterClause(filters.method)],
    ['filtered before, after', `${synthesis.filter_before}, ${synthesis.filter_after}`],
    ['envelope', plain(envelopeSentence(given))],
    ['spread', envelope.modifiers.length > 0 ? 'yes' : 'no'],
    ['carrier', CARRIERS[synthesis.carrier]],
    ['seed', seed === null ? 'from the sound' : JSON.stringify(seed)],
  ];
}
