import { describe, expect, it } from 'vitest';
import { BIBLIOGRAPHY } from '../modules/bibliography.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { formatChecklist, vocoderChecklist } from './checklist.ts';
import { describeMethods, formatMethods, type MethodsFacts, methodsBibtex } from './methods.ts';
import { STEP_METHODS } from './methods-steps.ts';

const facts: MethodsFacts = {
  version: '1.2.3',
  signature: 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnop',
  sources: [{ sampleRate: 44_100, channels: 1, bits: 16 }],
};

function queryOf(...stack: object[]) {
  const parsed = parseQuery({ file: 'secret-name.wav', stack }, MODULES);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.query;
}

const paragraphOf = (...stack: object[]) => describeMethods(queryOf(...stack), facts).paragraph;

const vocoder = (synthesis: object, extra: object = {}) => ({
  module: 'vocoder',
  analysis_filters: {
    f: { fmin: 100, fmax: 8000, n: 8, scale: 'greenwood', shift: 2 },
    method: { family: 'butterworth', order: 8, 'zero-phase': true },
  },
  envelope: { method: 'low-pass', rectify: 'half-wave', order: 4, fc: 160 },
  synthesis,
  ...extra,
});

describe('the methods paragraph', () => {
  it('has words of its own for every module', () => {
    expect(Object.keys(STEP_METHODS).sort()).toEqual([...MODULES.keys()].sort());
  });

  it('says what WORLD did, in the terms of the field', () => {
    const paragraph = paragraphOf({ module: 'world', f0: '-12st', vtl: '+3.8st' });
    expect(paragraph).toContain('Stimuli were made with Sonde 1.2.3 (signature abcdefghijkl).');
    expect(paragraph).toContain('One sound (44100 Hz, 16 bits, mono) was the input.');
    expect(paragraph).toContain('f0 with DIO [@morise2009dio] and StoneMask (71-800 Hz, every 5 ms)');
    expect(paragraph).toContain('The f0 was lowered by 12 st;');
    expect(paragraph).toContain('scaled in frequency by 0.803, equal to a vocal tract 1.245 times as long (+3.8 st)');
    expect(paragraph).toContain('the duration was unchanged.');
  });

  it.each([
    [{ f0: '*1.5' }, 'The f0 was multiplied by 1.5'],
    [{ f0: '+20Hz' }, 'The f0 was raised by 20 Hz in the voiced frames'],
    [{ f0: '~120Hz' }, 'scaled to a geometric mean of 120 Hz'],
    [{ vtl: '*0.8' }, 'a vocal tract 0.8 times as long (−3.86 st)'],
    [{ duration: '~1.5s' }, 'the duration was set to 1.5 s'],
    [{ duration: '-0.2s' }, 'the sound was shortened by 0.2 s'],
  ])('puts %o in words', (params, words) => {
    expect(paragraphOf({ module: 'world', ...params })).toContain(words);
  });

  it('says where f0 was changed by hand, and for what', () => {
    const edit = (family: string, from: number) => ({ operation: 'unvoice', family, from, to: from + 0.1 });
    const edits = [edit('correct', 0.2), edit('shape', 1), edit('shape', 1.5)];
    const { paragraph, table } = describeMethods(queryOf({ module: 'world', edits }), facts);
    expect(paragraph).toContain('The estimated f0 was corrected by hand in one place (listed in the recipe)');
    expect(paragraph).toContain('the f0 contour was changed by hand in 2 places');
    expect(table.find(([, name]) => name === 'f0 edits')?.[2]).toBe(
      'correct: unvoice, 0.2-0.3 s; shape: unvoice, 1-1.1 s; shape: unvoice, 1.5-1.6 s',
    );
    expect(paragraphOf({ module: 'world' })).not.toContain('by hand');
  });

  it('gives the slopes and edges that filters have, not those that were asked for', () => {
    const zeroPhase = paragraphOf(vocoder({ carrier: 'noise', random_seed: 8 }));
    expect(zeroPhase).toContain('zero-phase, order 8 (4 each way, as band-pass), 24 dB per octave, −6 dB at the edges');
    const split = vocoder({ carrier: 'sin' });
    split.analysis_filters.method.order = 6;
    expect(paragraphOf(split)).toContain('(3 each way, as high-pass and low-pass), 36 dB per octave');
    split.analysis_filters.method['zero-phase'] = false;
    expect(paragraphOf(split)).toContain('causal, order 6 (one way, as band-pass), 18 dB per octave, −3 dB');
  });

  it('tells a frozen noise from a fresh one', () => {
    expect(paragraphOf(vocoder({ carrier: 'noise', random_seed: 8 }))).toContain('from the seed 8, frozen');
    expect(paragraphOf(vocoder({ carrier: 'noise' }))).toContain('another for every sound and setting');
  });

  it('cites what the recipe uses, and nothing else', () => {
    const of = (...stack: object[]) => describeMethods(queryOf(...stack), facts).references;
    expect(of({ module: 'time-reverse' })).toEqual([]);
    expect(of(vocoder({ carrier: 'noise' }))).toEqual(['shannon1995', 'cychosz2024', 'greenwood1990']);
    expect(of(vocoder({ carrier: 'low-noise' }))).toContain('pumplin1985');
    expect(of({ module: 'world' })).toContain('morise2016d4c');
  });

  it('never names a file', () => {
    const query = queryOf({ module: 'mixin', file: 'another-secret.wav' }, { module: 'world' });
    for (const format of ['text', 'markdown', 'latex'] as const) {
      expect(formatMethods(describeMethods(query, facts), format)).not.toContain('secret');
    }
  });

  it('tells the steps of a masker before those of the mixture', () => {
    const masker = { file: 'b', stack: [{ module: 'time-reverse' }] };
    const paragraph = paragraphOf({ module: 'mixin', file: masker, levels: [0, -6] });
    expect(paragraph.indexOf('reversed')).toBeLessThan(paragraph.indexOf('Another sound was added'));
    expect(paragraph).toContain('gains of 0 dB for the sound and −6 dB for the other');
  });

  it('can be put into text, Markdown and LaTeX', () => {
    const methods = describeMethods(queryOf({ module: 'world', f0: '-1st' }), facts);
    expect(formatMethods(methods, 'text')).toContain('(Morise et al. 2016)');
    expect(formatMethods(methods, 'markdown')).toContain('[@morise2016world]');
    expect(formatMethods(methods, 'markdown')).toContain('| 1 world | f0 | -1st |');
    expect(formatMethods(methods, 'latex')).toContain('\\citep{morise2016world}');
  });

  it('escapes what LaTeX would take for a command', () => {
    const methods = { paragraph: '50 % of #1 & a_b ~ ^ \\ {x} −3 dB', table: [], references: [] };
    expect(formatMethods(methods, 'latex')).toBe(
      '50 \\% of \\#1 \\& a\\_b \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\{x\\} $-$3 dB\n',
    );
  });

  it('writes BibTeX with balanced braces for everything in the bibliography', () => {
    const references = Object.keys(BIBLIOGRAPHY) as (keyof typeof BIBLIOGRAPHY)[];
    const bibtex = methodsBibtex({ paragraph: '', table: [], references });
    expect(bibtex.split('{').length).toBe(bibtex.split('}').length);
    for (const key of references) expect(bibtex).toMatch(new RegExp(`^@(article|inproceedings)\\{${key},$`, 'm'));
    expect(bibtex).toContain('pages = {1877--1884}');
  });
});

describe('the checklist of a vocoder study', () => {
  it('is there for recipes with a vocoder only', () => {
    expect(vocoderChecklist(queryOf({ module: 'world' }), facts)).toBeUndefined();
  });

  it.each(['noise', 'sin', 'low-noise', 'pshc'])(
    'leaves to the author only what a recipe with %s cannot know',
    (carrier) => {
      const items = vocoderChecklist(queryOf(vocoder({ carrier })), facts)!;
      const open = items.filter(({ state }) => state === 'missing').map(({ what }) => what);
      const author = ['presentation level', 'transducer', 'ears', 'listeners', 'training'];
      expect(open).toEqual(['purpose of the simulation', 'source recordings', ...author]);
      for (const { state, text } of items) expect(text === '').toBe(state !== 'filled');
      expect(formatChecklist(items)).toContain('- [x] number of bands: 8\n');
    },
  );
});
