import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runLongModule, runModule } from '../../testing/run-module.ts';
import { noiseClip, voiceClip, withSubharmonic } from '../../testing/signals.ts';
import type { CacheValue } from '../cache/cache.ts';
import { OCTAVE_FACTORS } from '../kernels/contour-kernel.ts';
import { world } from './world.ts';

const INPUT = voiceClip({ seconds: 0.4, f0: 120 });

async function transform(params: object, memory = new Map<string, CacheValue>(), input = INPUT) {
  return runModule(world, input, params, { kernels: await kernelsForTest(), memory });
}

const octave = (family: string, value: string, from = 0.1, to = 0.2) => ({
  operation: 'octave',
  family,
  from,
  to,
  value,
});

describe('f0 edits of world', () => {
  it('leave the samples as they are where there are none', async () => {
    expect((await transform({ edits: [] })).clip).toEqual((await transform({})).clip);
  });

  it('put a planted octave error right within 1 %, and the envelope is computed anew', async () => {
    const { world: kernel } = await kernelsForTest();
    const [clean, hummed] = [
      voiceClip({ seconds: 0.6, f0: 220 }),
      withSubharmonic(voiceClip({ seconds: 0.6, f0: 220 }), 220, 0.2, 0.4),
    ];
    const right = (await transform({}, undefined, clean)).contour!.f0;
    const wrong = (await transform({}, undefined, hummed)).contour!.f0;
    const halved = [...wrong.keys()].filter((i) => right[i]! > 0 && Math.abs((2 * wrong[i]!) / right[i]! - 1) < 0.05);
    expect(halved.length).toBeGreaterThan(20);

    const memory = new Map<string, CacheValue>();
    const edits = [octave('correct', '*2', halved[0]! * 0.005, halved.at(-1)! * 0.005)];
    const { contour } = await transform({ edits }, memory, hummed);
    // At its ends a frame sees some of both.
    const inside = halved.filter((i) => i * 0.005 > 0.22 && i * 0.005 < 0.38);
    expect(inside.length).toBeGreaterThan(20);
    for (const i of inside) expect(Math.abs(contour!.f0[i]! / right[i]! - 1)).toBeLessThan(0.01);
    const analysis = [...memory.values()].find(({ arrays }) => arrays['spectralEnvelope'])!;
    const [x] = hummed.channels;
    expect(analysis.arrays['spectralEnvelope']).toEqual(kernel.cheapTrick(x!, hummed.sampleRate, contour!.f0));
    expect(analysis.arrays['aperiodicity']).toEqual(kernel.d4c(x!, hummed.sampleRate, contour!.f0));
    expect(analysis.arrays['spectralEnvelope']).not.toEqual(kernel.cheapTrick(x!, hummed.sampleRate, wrong));
  });

  it('correct what the analysis is made from, and shape only what is made from the analysis', async () => {
    const memory = new Map<string, CacheValue>();
    expect((await transform({}, memory)).computed).toEqual(['world-analysis']);
    expect((await transform({ edits: [octave('shape', '*2')] }, memory)).computed).toEqual([]);
    expect((await transform({ edits: [octave('correct', '*2')] }, memory)).computed).toEqual([
      'world-f0',
      'world-analysis',
    ]);
    expect(
      (await transform({ edits: [octave('correct', '*2'), octave('shape', '/2')], f0: '*1.1' }, memory)).computed,
    ).toEqual([]);
    expect((await transform({ edits: [octave('correct', '*3')] }, memory)).computed).toEqual(['world-analysis']);
  });

  it('of both families change f0 alike and the sound otherwise', async () => {
    const [corrected, shaped] = [
      await transform({ edits: [octave('correct', '*2')] }),
      await transform({ edits: [octave('shape', '*2')] }),
    ];
    expect(corrected.contour).toEqual(shaped.contour);
    expect(corrected.clip).not.toEqual(shaped.clip);
  });

  it('are done before the change of f0: corrections first, whatever their places', async () => {
    const line = { operation: 'draw', family: 'correct', from: 0, to: 1, value: [[0, 100]] };
    const { contour } = await transform({ edits: [octave('shape', '*2', 0, 1), line], f0: '*1.5' });
    const voiced = contour!.f0.filter((hz) => hz > 0);
    expect(voiced.length).toBeGreaterThan(40);
    expect(new Set(voiced)).toEqual(new Set([300]));
  });

  it('take a voice away and give it back', async () => {
    const { contour: none } = await transform({ edits: [{ operation: 'unvoice', family: 'shape', from: 0, to: 9 }] });
    expect(none!.f0.every((hz) => hz === 0)).toBe(true);
    const gap = { family: 'correct', from: 0.15, to: 0.2 };
    const { contour: whole } = await transform({
      edits: [
        { operation: 'unvoice', ...gap },
        { operation: 'voice', ...gap },
      ],
    });
    const { contour: before } = await transform({});
    expect(whole!.f0.every((hz, i) => hz === before!.f0[i] || Math.abs(hz / before!.f0[i]! - 1) < 0.1)).toBe(true);
  });

  it('that meet nothing are said to, and so is what was held', async () => {
    const late = await transform({ edits: [{ operation: 'unvoice', family: 'shape', from: 5, to: 6 }] });
    expect(late.notes).toEqual(['the f0 edit unvoice from 5 to 6 s meets no frame of this sound']);
    const noise = noiseClip(4000, 16_000);
    const { notes } = await transform(
      { edits: [{ operation: 'voice', family: 'correct', from: 0, to: 1 }] },
      undefined,
      noise,
    );
    expect(notes[0]).toMatch(/^\d+ frames stay unvoiced: /);
    const high = await transform({ edits: Array(7).fill(octave('correct', '*3')) });
    expect(high.notes[0]).toMatch(/^f0 was held inside 10 to 8000 Hz in \d+ edited frames$/);
  });

  const span = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ from: Math.min(a, b) / 100, to: Math.max(a, b) / 100 }));
  const family = fc.constantFrom('correct', 'shape');
  const what = fc.oneof(
    fc.record({ operation: fc.constant('octave'), value: fc.constantFrom(...OCTAVE_FACTORS) }),
    fc.record({ operation: fc.constantFrom('unvoice', 'voice') }),
    fc.record({
      operation: fc.constant('draw'),
      value: fc.constant([
        [0.1, 10],
        [0.12, 20_000],
      ]),
      blend: fc.constant(0.01),
    }),
    fc.record({ operation: fc.constant('gaussian'), value: fc.constant(0.05) }),
  );
  const anyEdit = fc.tuple(span, family, what).map(([where, own, rest]) => ({ ...where, family: own, ...rest }));

  it('make a finite sound whatever they are, and the same one where it is not in memory', async () => {
    const kernels = await kernelsForTest();
    const input = voiceClip({ seconds: 0.2 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { maxLength: 5 }), async (edits) => {
        const { clip, notes } = await runModule(world, input, { edits }, { kernels });
        expect(kernels.level.isFinite(clip.channels)).toBe(true);
        const long = await runLongModule(world, input, { edits }, { kernels });
        expect(long.sound.read(0, 0, long.sound.frames)).toEqual(clip.channels[0]);
        expect(long.notes).toEqual(notes);
      }),
      { numRuns: 20 },
    );
  });
});
