import { Canvas, type Paint } from '../../components/plot/canvas.tsx';
import { drawGaps, drawTake } from '../../components/plot/draw-take.ts';
import { usePlotColours } from '../../components/plot/plot-colours.ts';
import { ticksBetween } from '../../components/plot/ticks.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { minutes } from './times.ts';
import { useRecording } from './use-recording.ts';

/** s that are shown at least, so that a short take does not race. */
const LEAST_SPAN = 10;
const TICKS = 6;

/** The waveform of the take as it grows, and of the last one until then; when the axis is full it shows twice as much. */
export function TakeWave() {
  const { recording } = useWorkbench();
  const colours = usePlotColours();
  // The picture follows the news of the take, some twenty times a second.
  const last = useRecording((state) => state.last);
  const frames = useRecording((state) => (state.take ?? state.last)?.frames ?? 0);
  const rate = useRecording((state) => state.last?.sampleRate ?? state.granted?.sampleRate ?? 1);
  const duration = frames / rate;
  const seconds = LEAST_SPAN * 2 ** Math.max(0, Math.ceil(Math.log2(duration / LEAST_SPAN)));
  const paint: Paint = (context, size) => {
    const peaks = recording.peaks();
    if (frames === 0 || !peaks) return;
    drawGaps(context, size, recording.live.gaps, seconds * rate, colours.result);
    drawTake(context, size, peaks, seconds * rate, colours.source);
  };
  const { values } = ticksBetween(0, seconds, seconds / TICKS);
  return (
    <div className="take-wave">
      <div className="pane" role="img" aria-label={deskStrings.wave}>
        <Canvas paint={paint} />
        {frames === 0 ? <p className="take-wave-empty quiet">{deskStrings.waveEmpty}</p> : null}
        <i
          className="take-wave-now"
          style={{ left: `${(100 * duration) / seconds}%` }}
          hidden={frames === 0 || last !== undefined}
        />
        {last ? <span className="pane-label">{deskStrings.lastTake(last.name)}</span> : null}
      </div>
      <div className="take-wave-axis mono" aria-hidden>
        {values.map((value) => (
          <span key={value} style={{ left: `${(100 * value) / seconds}%` }}>
            {minutes(value, 0)}
          </span>
        ))}
      </div>
    </div>
  );
}
