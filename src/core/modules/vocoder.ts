import type { Clip } from '../audio/clip.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { AppError } from '../base/errors.ts';
import type { Carrier, Kernels, VocoderPlan, VocoderSeed } from '../kernels/kernels.ts';
import { withoutClipping } from './clipping.ts';
import { defineModule, type ModuleContext } from './module.ts';
import { type Bank, checkFrequency, makeBank, makeEnvelopeFilters, spreadWeights } from './vocoder-bank.ts';
import { type VocoderParams, vocoderParams } from './vocoder-params.ts';

/**
 * Channel vocoder: the sound is cut into bands, and their envelopes are put on noise or tones. Channels are treated one by
 * one. Every band keeps the RMS that it had after the analysis filters; a silent one stays silent. If then any sample
 * reaches 1, all channels together are scaled to a peak of 0.98, with a note.
 *
 * A seed names one noise, the same in all bands and channels. Without one, the noise comes from the sound's samples and
 * the arguments: each sound and each setting has its own, channels differ, and the same request always has the same.
 */
export const vocoder = defineModule({
  name: 'vocoder',
  version: 1,
  kind: 'modifier',
  label: 'Vocoder',
  help: 'Replaces the fine structure of a sound by noise or tones, band by band, as simulations of cochlear implants do.',
  references: ['shannon1995', 'greenwood1990', 'cychosz2024', 'pumplin1985', 'hilkhuysen2014'],
  params: vocoderParams,
  process: transform,
});

async function transform(context: ModuleContext, input: Clip, given: VocoderParams): Promise<Clip> {
  const { kernels, run } = context;
  checkRate(given.fs, input.sampleRate);
  const plan = makePlan(kernels, input, given);
  const bands = await run(kernels.vocoder.vocode(input.channels, plan), { from: 0, to: 1, label: 'vocoding' });
  return { sampleRate: input.sampleRate, channels: withoutClipping(context, bands) };
}

function makePlan(kernels: Kernels, input: Clip, given: VocoderParams): VocoderPlan {
  return { ...planBands(kernels, input.sampleRate, given), seed: makeSeed(kernels, input, given) };
}

/**
 * What the bands are made with at a sampling rate: all but the noise.
 * @throws AppError query-invalid for a band that the rate has not
 */
export function planBands(kernels: Kernels, sampleRate: number, given: VocoderParams): Omit<VocoderPlan, 'seed'> {
  const { envelope } = given;
  const analysis = makeBank(kernels, given.analysis_filters, sampleRate, 'analysis_filters');
  const synthesis =
    given.synthesis_filters === 'analysis_filters'
      ? analysis
      : makeBank(kernels, given.synthesis_filters, sampleRate, 'synthesis_filters');
  const carrier = makeCarrier(given.synthesis, synthesis, sampleRate);
  const isSpread = envelope.modifiers.includes('spread') && carrier.kind === 'sin';
  return {
    sampleRate,
    analysis: analysis.filters,
    synthesis: synthesis.filters,
    envelope:
      envelope.method === 'hilbert'
        ? { kind: 'hilbert' }
        : {
            kind: 'low-pass',
            rectify: envelope.rectify,
            bands: makeEnvelopeFilters(kernels, envelope, analysis.centers.length, sampleRate),
          },
    spread: isSpread ? spreadWeights(kernels, synthesis.filters, carrier.frequencies, sampleRate) : undefined,
    carrier,
    filterBefore: given.synthesis.filter_before,
    filterAfter: given.synthesis.filter_after,
  };
}

function makeCarrier(given: VocoderParams['synthesis'], bank: Bank, sampleRate: number): Carrier {
  switch (given.carrier) {
    case 'noise':
      return { kind: 'noise' };
    case 'low-noise':
      return { kind: 'low-noise', edges: bank.edges };
    case 'pshc':
      return { kind: 'pshc', frequencies: bank.centers };
    case 'sin': {
      for (const frequency of given.f ?? []) checkFrequency(frequency, sampleRate, 'synthesis.f');
      return { kind: 'sin', frequencies: given.f ?? bank.centers };
    }
  }
}

function makeSeed(kernels: Kernels, input: Clip, given: VocoderParams): VocoderSeed {
  const { carrier, random_seed: seed } = given.synthesis;
  if (seed !== null) return { words: seed, each: true };
  if (carrier === 'sin' || carrier === 'pshc') return { words: 0, each: true };
  const text = [...canonicalJson(given)].map((character) => character.charCodeAt(0));
  return { words: [...kernels.vocoder.nameSamples(input.channels), ...text], each: false };
}

function checkRate(expected: number | null, got: number): void {
  if (expected === null || expected === got) return;
  const issue = { path: 'fs', code: 'value', expected: `a sound at ${expected} Hz`, got: `one at ${got} Hz` };
  throw new AppError('query-invalid', `fs: expected ${issue.expected}, got ${issue.got}`, { issues: [issue] });
}
