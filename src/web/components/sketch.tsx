export interface SketchProps {
  /** Min and max per bar, interleaved; undefined while unknown. */
  readonly peaks: Float32Array | undefined;
  readonly chosen: boolean;
}

const WIDTH = 42;
const HEIGHT = 20;

/** Below this, 60 dB under full scale, a sound is drawn as the near silence that it is. */
const LEAST_PEAK = 1e-3;

/** A sound in twenty bars, scaled to its own peak: a shape to recognise it by. */
export function Sketch({ peaks, chosen }: SketchProps) {
  const bars = peaks ? barsOf(peaks) : [];
  return (
    <svg
      className={chosen ? 'sketch chosen' : 'sketch'}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden
    >
      {bars.map(({ x, height }) => (
        <line key={x} x1={x} x2={x} y1={(HEIGHT - height) / 2} y2={(HEIGHT + height) / 2} />
      ))}
    </svg>
  );
}

function barsOf(peaks: Float32Array): readonly { readonly x: number; readonly height: number }[] {
  const count = peaks.length / 2;
  const sizes = Array.from({ length: count }, (_, bar) =>
    Math.max(Math.abs(peaks[2 * bar] ?? 0), Math.abs(peaks[2 * bar + 1] ?? 0)),
  );
  const largest = Math.max(...sizes, LEAST_PEAK);
  return sizes.map((size, bar) => ({
    x: ((bar + 0.5) * WIDTH) / count,
    height: 1.5 + (size / largest) * (HEIGHT - 2),
  }));
}
