import type { Heap } from './heap.ts';
import type { MonoSource, WorldAnalysisOptions, WorldStages } from './kernels.ts';
import { SharedRows } from './shared-rows.ts';
import { type Part, stagesOf } from './staged.ts';
import {
  type AnalysisGrid,
  analysisGrid,
  checkAnalysis,
  checkContour,
  checkNotEmpty,
  checkRows,
  makeF64,
  makeRows,
} from './world-checks.ts';
import { contourStages } from './world-contour.ts';
import { changeContour } from './world-modify.ts';
import { stretchOfFrames } from './world-source.ts';
import { aperiodicityCounter, envelopeCounter, shareStages, spectraStages } from './world-spectra.ts';
import { checkVoiceLength, voiceStages } from './world-synthesis.ts';
import type { Bench, WorldTools } from './world-tools.ts';

/** The stages on this linear memory. */
export function createWorldStages(heap: Heap, tools: WorldTools): WorldStages {
  const shared = new SharedRows();
  const makeSharedRows: Bench['makeRows'] = (frames, bins) => {
    checkRows(frames, bins);
    return shared.take(frames * bins) ?? makeRows(frames, bins);
  };
  const benchFor = (hands = 1): Bench => ({ heap, tools, hands, makeRows: hands > 1 ? makeSharedRows : makeRows });
  const prepare = (source: MonoSource, options?: WorldAnalysisOptions): AnalysisGrid => {
    const grid = analysisGrid(heap, source.sampleRate, options);
    checkNotEmpty(source.length);
    return grid;
  };
  return {
    *trackF0(source, options, hands) {
      return yield* contourStages(benchFor(hands), source, prepare(source, options));
    },

    *analyze(source, options, hands) {
      const bench = benchFor(hands);
      const grid = prepare(source, options);
      const { sampleRate, framePeriodMs, fftSize } = grid;
      const f0 = yield* stagesOf(contourStages(bench, source, grid), 0, 0.1);
      const spectra = yield* stagesOf(spectraStages(bench, source, f0, grid), 0.1, 1);
      return { sampleRate, framePeriodMs, fftSize, f0, ...spectra };
    },

    *spectra(source, f0, options, hands) {
      const grid = prepare(source, options);
      checkContour(heap, f0, source.length, grid);
      const { sampleRate, framePeriodMs, fftSize } = grid;
      const spectra = yield* spectraStages(benchFor(hands), source, f0, grid);
      return { sampleRate, framePeriodMs, fftSize, f0, ...spectra };
    },

    *contour(source, options, hands, given) {
      const bench = benchFor(hands);
      const grid = prepare(source, options);
      const { sampleRate, framePeriodMs, fftSize } = grid;
      if (given !== undefined) checkContour(heap, given, source.length, grid);
      const f0 = given ?? (yield* stagesOf(contourStages(bench, source, grid), 0, 0.5));
      const shares = yield* stagesOf(shareStages(bench, source, f0, grid), 0.5, 1);
      return { sampleRate, framePeriodMs, fftSize, f0, shares };
    },

    change: ({ f0, framePeriodMs }, change) => changeContour(heap, f0, framePeriodMs, change),

    *synthesize(analysis, change, length, hands) {
      const grid = checkAnalysis(analysis);
      const { spectralEnvelope, aperiodicity } = analysis;
      checkVoiceLength(length, grid);
      const y = makeF64(length);
      const rows = (first: number, count: number) => {
        const range = [first * grid.bins, (first + count) * grid.bins] as const;
        return { first, envelope: spectralEnvelope.subarray(...range), aperiodicity: aperiodicity.subarray(...range) };
      };
      const put = (start: number, count: number): Pick<Part, 'into'> => ({ into: y.subarray(start, start + count) });
      const changed = changeContour(heap, analysis.f0, analysis.framePeriodMs, change);
      yield* voiceStages(
        benchFor(hands),
        { grid, total: analysis.f0.length, ...changed, rows, makesRows: false, put },
        length,
      );
      return y;
    },

    *resynthesize(source, contour, changed, length, write, options, hands) {
      const bench = benchFor(hands);
      const grid = prepare(source, options);
      checkVoiceLength(length, grid);
      const { f0, shares } = contour;
      const envelopeNoise = envelopeCounter(bench, f0, grid);
      const aperiodicityNoise = aperiodicityCounter(bench, f0, shares, grid);
      const rows = (first: number, count: number) => ({
        sound: stretchOfFrames(source, grid, first, count),
        first,
        f0: f0.subarray(first, first + count),
        shares: shares.subarray(first, first + count),
        noiseAmplitude: grid.noiseAmplitude,
        envelopeOffset: envelopeNoise.before(first),
        aperiodicityOffset: aperiodicityNoise.before(first),
      });
      const put = (start: number): Pick<Part, 'take'> => ({ take: (y) => write(start, y) });
      yield* voiceStages(bench, { grid, total: f0.length, ...changed, rows, makesRows: true, put }, length);
    },
  };
}
