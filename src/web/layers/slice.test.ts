import { expect, test } from 'vitest';
import type { Spectrogram } from '../../core/kernels/view-kernel.ts';
import { createSvgPen } from '../components/plot/svg-pen.ts';
import { FIRST_DISPLAY } from '../state/display.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import type { Scene } from './layer.ts';
import { sliceLayer } from './slice.ts';

const SIZE = { width: 320, height: 160, ratio: 1 };
const COLOURS = {
  ...{ plot: '#fff', line: '#ccc', ink: '#000', ink3: '#333', source: '#011', result: '#022' },
  ...{ f0: '#033', formant: '#044', map: 'paper' as const },
} as const;
const ROW: Spectrogram = { columns: 1, bins: 64, binWidth: 125, levelDb: new Float32Array(64).fill(-20) };

/** A pane that has shown the spectrum of `a`, and looks at what is known of a sound. */
function pane() {
  const kept = new Map<string, unknown>();
  const known = new Set<string>();
  const pictures = { probe: (id: string) => (known.has(id) ? ROW : undefined), reference: () => -20 };
  const sound = (id: string) => ({ id, sampleRate: 16_000, channelCount: 1, frames: 16_000, duration: 1 }) as PlotSound;
  const drawn = (id: string, share: number): string => {
    const pen = createSvgPen();
    const scene = {
      ...{ name: 'pane', side: 'source', sound: sound(id), source: sound(id), channel: 0, analysis: {}, pictures },
      options: { range: 8000, window: 'wide', display: FIRST_DISPLAY },
      cursor: { share, formantScale: 1, result: undefined },
      keep(name: string, make: () => unknown) {
        if (!kept.has(name)) kept.set(name, make());
        return kept.get(name);
      },
    } as unknown as Scene;
    sliceLayer(scene).paint(pen.context, SIZE, COLOURS);
    return pen.markup();
  };
  return { drawn, known };
}

test('the spectrum of another instant is waited for with the one before, that of another sound without', () => {
  const { drawn, known } = pane();
  known.add('a');
  const shown = drawn('a', 0.2);
  expect(shown).toContain(COLOURS.source);
  known.delete('a');
  expect(drawn('a', 0.3)).toBe(shown);
  expect(drawn('b', 0.2)).not.toContain(COLOURS.source);
});
