import { describe, expect, it } from 'vitest';
import { BANK, CAUSAL, HILBERT, LOW_PASS, METHOD, vocoderWith } from '../../testing/vocoder-params.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from './parse.ts';

/** What is wrong with a step, as the parser says it: path, expected, got. */
function problems(params: object): string[] {
  const parsed = parseQuery({ file: 'a.wav', stack: [{ module: 'vocoder', ...params }] }, MODULES);
  return parsed.ok ? [] : (parsed.error.issues ?? []).map(({ path, expected, got }) => `${path}: ${expected}; ${got}`);
}

describe('the parser, given a vocoder with one mistake,', () => {
  const at = 'stack[0].';
  it.each([
    [
      'no arguments',
      { analysis_filters: undefined, envelope: undefined, synthesis: undefined },
      3,
      `${at}analysis_filters: `,
    ],
    [
      'an odd order without phase',
      { analysis_filters: { ...BANK, method: { ...METHOD, order: 3 } } },
      1,
      `${at}analysis_filters.method.order: an even order, of which zero-phase takes half in each direction; 3`,
    ],
    [
      'a family that there is not',
      { analysis_filters: { ...BANK, method: { ...METHOD, family: 'bessel' } } },
      1,
      `${at}analysis_filters.method.family: butterworth; \`bessel\``,
    ],
    [
      'an order that doubles do not carry',
      { analysis_filters: { ...BANK, method: { ...CAUSAL, order: 49 } } },
      1,
      `${at}analysis_filters.method.order: at most 48; 49`,
    ],
    [
      'a bank of no kind',
      { analysis_filters: { f: 'ci25', method: METHOD } },
      1,
      `${at}analysis_filters.f: cut-offs in Hz as a list, a preset (ci24, hr90k), or an object with fmin, fmax and n; \`ci25\``,
    ],
    [
      'no channels',
      { analysis_filters: { ...BANK, f: { ...BANK.f, n: 0 } } },
      1,
      `${at}analysis_filters.f.n: a number of channels, at least 1; 0`,
    ],
    [
      'a single cut-off',
      { analysis_filters: { ...BANK, f: [100] } },
      1,
      `${at}analysis_filters.f: 2 to 513 cut-offs in Hz; 1`,
    ],
    [
      'a cut-off that is none',
      { analysis_filters: { ...BANK, f: [100, 'a', 900] } },
      1,
      `${at}analysis_filters.f[1]: a numeric cut-off in Hz; \`a\``,
    ],
    [
      'cut-offs that fall',
      { analysis_filters: { ...BANK, f: [100, 300, 200] } },
      1,
      `${at}analysis_filters.f[2]: a cut-off above 300 Hz: they rise; 200`,
    ],
    [
      'a scale that there is not',
      { analysis_filters: { ...BANK, f: { ...BANK.f, scale: 'bark' } } },
      1,
      `${at}analysis_filters.f.scale: log, greenwood or linear; \`bark\``,
    ],
    [
      'a bank that ends before it begins',
      { analysis_filters: { ...BANK, f: { ...BANK.f, fmax: 50 } } },
      1,
      `${at}analysis_filters.f.fmax: fmax above fmin, 100 Hz; 50`,
    ],
    [
      'banks of different size',
      { synthesis_filters: { ...BANK, f: [100, 300, 900] } },
      1,
      `${at}synthesis_filters.f: the number of channels of analysis_filters, 6; 2`,
    ],
    [
      'synthesis filters that are wrong inside',
      { synthesis_filters: { ...BANK, method: { ...METHOD, order: 'four' } } },
      1,
      `${at}synthesis_filters.method.order: a whole number; \`four\``,
    ],
    ['synthesis filters that are none', { synthesis_filters: 'same' }, 1, `${at}synthesis_filters: `],
    ['an envelope without a method', { envelope: {} }, 1, `${at}envelope`],
    [
      'a low-pass without a cut-off',
      { envelope: { ...LOW_PASS, fc: undefined } },
      1,
      `${at}envelope.fc: a frequency above 0 Hz, or a list of such; nothing`,
    ],
    [
      'a low-pass of odd order',
      { envelope: { ...LOW_PASS, order: 3 } },
      1,
      `${at}envelope.order: an even order, of which each direction takes half; 3`,
    ],
    [
      'a rectifier that there is not',
      { envelope: { ...LOW_PASS, rectify: 'quarter' } },
      1,
      `${at}envelope.rectify: half-wave or full-wave; \`quarter\``,
    ],
    [
      'a modifier that there is not',
      { envelope: { ...HILBERT, modifiers: ['blur'] } },
      1,
      `${at}envelope.modifiers: spread, which is the only modifier; \`blur\``,
    ],
    [
      'spread with noise',
      { envelope: { ...HILBERT, modifiers: 'spread' } },
      1,
      `${at}envelope.modifiers: no spread, which needs the carrier sin; spread with noise`,
    ],
    [
      'a carrier that there is not',
      { synthesis: { carrier: 'saw' } },
      1,
      `${at}synthesis.carrier: noise, sin, low-noise or pshc; \`saw\``,
    ],
    [
      'a seed below 0',
      { synthesis: { carrier: 'noise', random_seed: -1 } },
      1,
      `${at}synthesis.random_seed: an integer from 0 to 4294967295, a list of such, or null; -1`,
    ],
    [
      'a seed of text',
      { synthesis: { carrier: 'noise', random_seed: 'a' } },
      1,
      `${at}synthesis.random_seed: an integer from 0 to 4294967295, a list of such, or null; \`a\``,
    ],
    [
      'frequencies for other bands',
      { synthesis: { carrier: 'sin', f: [100] } },
      1,
      `${at}synthesis.f: as many frequencies as there are bands, 6; 1`,
    ],
  ] as const)('refuses %s, and says where', (_what, change, count, start) => {
    const found = problems(vocoderWith(change));
    expect(found).toHaveLength(count);
    expect(found[0]!.slice(0, start.length)).toBe(start);
  });
});
