import type { Step } from '../query/query.ts';
import { vocoderMethods } from './methods-vocoder.ts';
import { worldMethods } from './methods-world.ts';
import { listOf, num } from './prose.ts';
import type { StepMethods } from './step-methods.ts';

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
const ms = (seconds: number | undefined) => `${num(1000 * (seconds ?? 0), 2)} ms`;
const s = (value: unknown) => `${num(Number(value), 4)} s`;

const MASKER_SPANS: Readonly<Record<string, string>> = {
  overlap: "the target's RMS over the RMS of the masker's part under the target",
  whole: "the target's RMS over the whole masker's RMS",
  speech: 'RMS of either where the target was marked as speech',
};
const earWord = (ear: unknown) => (ear === 'both' ? 'both ears' : `the ${String(ear)} ear`);

/** How each module's step is told, by the module's name. */
export const STEP_METHODS: Readonly<Record<string, (step: Step) => StepMethods>> = {
  world: worldMethods,
  vocoder: vocoderMethods,
  'time-reverse': () => ({ sentences: ['The sound was reversed in time.'], rows: [] }),
  slice: ({ params: { start, end } }) => ({
    sentences: [
      end === 0 || end === null
        ? `The part from ${s(start)} to the end was taken.`
        : `The part from ${s(start)} to ${s(end)} was taken.`,
    ],
    rows: [
      ['start', s(start)],
      ['end', end === 0 || end === null ? 'end' : s(end)],
    ],
  }),
  pad: ({ params: { before, after } }) => ({
    sentences: [`Silence was added: ${s(before)} before and ${s(after)} after the sound.`],
    rows: [
      ['before', s(before)],
      ['after', s(after)],
    ],
  }),
  ramp: ({ params: { duration, shape } }) => {
    const [onset, offset] = numbers(duration);
    const kind = shape === 'cosine' ? 'raised-cosine' : 'linear';
    return {
      sentences: [`Ramps were applied (${kind}): ${ms(onset)} at the onset and ${ms(offset)} at the offset.`],
      rows: [
        ['shape', kind],
        ['onset', ms(onset)],
        ['offset', ms(offset)],
      ],
    };
  },
  'channel-patch': ({ params: { coefs } }) => {
    const gains = numbers(coefs).map((gain) => num(gain));
    return {
      sentences: [`The sound was put on ${gains.length} channels with the factors ${listOf(gains)}.`],
      rows: [['factors', gains.join(', ')]],
    };
  },
  level: ({ params: { rms, gain } }) => {
    const set = rms === null ? [] : [`The level was set to an RMS of ${num(Number(rms), 2)} dB re full scale.`];
    const changed = gain === 0 ? [] : [`A gain of ${num(Number(gain), 2)} dB was applied.`];
    return {
      sentences: [...set, ...changed],
      rows: [
        ['RMS', rms === null ? 'unchanged' : `${num(Number(rms), 2)} dB re full scale`],
        ['gain', `${num(Number(gain), 2)} dB`],
      ],
    };
  },
  masker: ({ params: { snr, over, lead, tail, targetEar, maskerEar } }) => {
    const span = MASKER_SPANS[String(over)] ?? '';
    const ears =
      targetEar === 'both' && maskerEar === 'both'
        ? ''
        : ` The target was sent to ${earWord(targetEar)} and the masker to ${earWord(maskerEar)}.`;
    return {
      sentences: [
        `A masker was added at a signal-to-noise ratio of ${num(Number(snr), 2)} dB (${span}), from ${s(lead)} before to ${s(tail)} after the target.${ears}`,
      ],
      rows: [
        ['SNR', `${num(Number(snr), 2)} dB`],
        ['RMS over', String(over)],
        ['lead, tail', `${s(lead)}, ${s(tail)}`],
        ['ears', `target ${String(targetEar)}, masker ${String(maskerEar)}`],
      ],
    };
  },
  mixin: ({ params: { levels, pad, align } }) => {
    const [first, second] = numbers(levels).map((level) => num(level, 2));
    const silence = numbers(pad);
    const padding = silence.some((seconds) => seconds > 0)
      ? ` Silence was added to the sound (${s(silence[0])} before, ${s(silence[1])} after) and to the other (${s(silence[2])}, ${s(silence[3])}).`
      : '';
    return {
      sentences: [
        `Another sound was added, aligned at the ${align === 'center' ? 'middle' : align === 'right' ? 'end' : 'start'}, with gains of ${first} dB for the sound and ${second} dB for the other.${padding}`,
      ],
      rows: [
        ['gains', `${first} dB, ${second} dB`],
        ['aligned', String(align)],
        ['silence', silence.map((seconds) => s(seconds)).join(', ')],
      ],
    };
  },
  gibberish: ({ params, sources }) => {
    const { chunk_dur_min: shortest, chunk_dur_max: longest, total_dur: total, ramp, seed } = params;
    const pool = sources.length > 0 ? `${sources.length} sounds` : 'the sounds of a folder';
    return {
      sentences: [
        `Speech-like gibberish of ${s(total)} was put together from chunks of ${s(shortest)} to ${s(longest)} cut at random from ${pool} (seed ${JSON.stringify(seed)}), each with raised-cosine ramps of ${ms(Number(ramp))}.`,
      ],
      rows: [
        ['chunks', `${s(shortest)} to ${s(longest)}`],
        ['duration', s(total)],
        ['ramps', ms(Number(ramp))],
        ['seed', JSON.stringify(seed) ?? 'none'],
      ],
    };
  },
};
