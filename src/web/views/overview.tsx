import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef } from 'react';
import { seconds } from '../components/format.ts';
import { Canvas, type Paint } from '../components/plot/canvas.tsx';
import { drawWaveform } from '../components/plot/draw-waveform.ts';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import { createSteadyWave } from '../layers/steady-wave.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, useSideRevision, useWorkbench } from '../state/hooks.ts';
import { isWhole, spanLength } from '../state/time-view.ts';
import { strings } from '../strings.ts';
import { usePaneWheel } from './pane-gestures.ts';
import { usePlotSound } from './plot-sound.ts';

const WHOLE = { start: 0, end: 1 };

/** The whole sound in a strip, with the part that the panes show; drag it to move, arrows page. */
export function Overview() {
  const { pictures, view } = useWorkbench();
  const sound = usePlotSound('source');
  const colours = usePlotColours();
  const revision = useSideRevision('source');
  const id = sound?.id;
  const steady = useMemo(() => ({ id, wave: createSteadyWave() }), [id]);
  const { time, selection } = useApp((state) => state.view);
  const duration = useApp(durationOfSource) || 1;
  const box = useRef<HTMLDivElement>(null);
  const grip = useRef<number | undefined>(undefined);
  usePaneWheel(box);

  const paint = useCallback<Paint>(
    (context, size) => {
      if (!sound || revision < 0) return;
      const wave = steady.wave(pictures, sound, 0, WHOLE, size.width * size.ratio);
      drawWaveform(context, size, wave, WHOLE, { top: 0, height: size.height }, colours.ink3);
    },
    [sound, colours, pictures, revision, steady],
  );

  /** Grabs the window where it is taken, or centres it where it was not. */
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointerTime(event);
    const inside = at >= time.start && at <= time.end;
    grip.current = inside ? at - time.start : spanLength(time) / 2;
    if (!inside) move(at);
  };
  const move = (at: number) => view.pan(at - (grip.current ?? 0) - time.start);
  const pointerTime = (event: PointerEvent<HTMLDivElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    return ((event.clientX - frame.left) / frame.width) * duration;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') view.pan(-spanLength(time) / 4);
    else if (event.key === 'ArrowRight') view.pan(spanLength(time) / 4);
    else return;
    event.preventDefault();
  };
  const percent = (value: number) => `${(value / duration) * 100}%`;
  return (
    <div
      ref={box}
      className="pane overview"
      role="slider"
      tabIndex={0}
      aria-label={strings.views.overview}
      aria-valuemin={0}
      aria-valuemax={duration}
      aria-valuenow={time.start}
      aria-valuetext={`${seconds(time.start)} \u2013 ${seconds(time.end)}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => (grip.current === undefined ? undefined : move(pointerTime(event)))}
      onPointerUp={() => {
        grip.current = undefined;
      }}
    >
      <Canvas paint={paint} />
      {selection ? (
        <div
          className="mark-selection"
          style={{ left: percent(selection.start), width: percent(selection.end - selection.start) }}
        />
      ) : null}
      {isWhole(time, duration) ? null : (
        <div className="overview-window" style={{ left: percent(time.start), width: percent(spanLength(time)) }} />
      )}
    </div>
  );
}
