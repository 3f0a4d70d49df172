import type { MonoSource, WorldContour, WorldRowKind, WorldRows } from './kernels.ts';
import type { Perform } from './staged.ts';
import type { AnalysisGrid } from './world-checks.ts';
import { stretchOfFrames } from './world-source.ts';
import { aperiodicityCounter, envelopeCounter } from './world-spectra.ts';
import type { Bench } from './world-tools.ts';

/** Rows of an analysis that is not there as a whole, each as that has it. */
export function worldRows(
  bench: Bench,
  perform: Perform,
  source: MonoSource,
  { f0, shares }: Pick<WorldContour, 'f0' | 'shares'>,
  kind: WorldRowKind,
  grid: AnalysisGrid,
): WorldRows {
  const { sampleRate, framePeriodMs, fftSize, bins, noiseAmplitude } = grid;
  const noise = kind === 'envelope' ? envelopeCounter(bench, f0, grid) : aperiodicityCounter(bench, f0, shares, grid);
  return {
    fftSize,
    bins,
    read(first, count) {
      const span = [first, first + count] as const;
      const sound = stretchOfFrames(source, grid, first, count);
      const frames = { sampleRate, framePeriodMs, fftSize, sound, first, f0: f0.subarray(...span) };
      const offset = noise.before(first);
      if (kind === 'envelope') return perform({ kind, ...frames, offset });
      return perform({ kind, ...frames, offset, noiseAmplitude, shares: shares.subarray(...span) });
    },
  };
}
