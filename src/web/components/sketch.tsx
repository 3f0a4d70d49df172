export interface SketchProps {
  /** Min and max per bar, interleaved; undefined while unknown. */
  readonly peaks: Float32Array | undefined;
  readonly chosen: boolean;
}

/** In a list as wide as most, and where there is more room (`panels.css`). */
const SIZES = [
  { className: 'few', width: 42, count: 21 },
  { className: 'many', width: 120, count: 63 },
] as const;
const HEIGHT = 20;

/** Below this, 60 dB under full scale, a sound is drawn as the near silence that it is. */
const LEAST_PEAK = 1e-3;

/** A sound in a few bars, scaled to its own peak: a shape to recognise it by. */
export function Sketch({ peaks, chosen }: SketchProps) {
  return (
    <svg className={chosen ? 'sketch chosen' : 'sketch'} width={SIZES[0].width} height={HEIGHT} aria-hidden>
      {peaks
        ? SIZES.map(({ className, width, count }) => (
            <path key={className} className={className} d={barsOf(peaks, width, count)} />
          ))
        : null}
    </svg>
  );
}

function barsOf(peaks: Float32Array, width: number, most: number): string {
  const cells = peaks.length / 2;
  const sizes = Array.from({ length: cells }, (_, cell) =>
    Math.max(Math.abs(peaks[2 * cell] ?? 0), Math.abs(peaks[2 * cell + 1] ?? 0)),
  );
  const largest = Math.max(...sizes, LEAST_PEAK);
  const count = Math.min(most, cells);
  return Array.from({ length: count }, (_, bar) => {
    const first = Math.floor((bar * cells) / count);
    const size = Math.max(...sizes.slice(first, Math.ceil(((bar + 1) * cells) / count)));
    const half = 0.75 + (size / largest) * (HEIGHT / 2 - 1);
    return `M${((bar + 0.5) * width) / count} ${HEIGHT / 2 - half}v${2 * half}`;
  }).join('');
}
