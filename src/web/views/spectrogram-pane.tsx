import { useCallback, useMemo, useRef } from 'react';
import { decibels, decimal, frequency as formatFrequency, seconds } from '../components/format.ts';
import type { Paint } from '../components/plot/canvas.tsx';
import { drawF0, f0Axis } from '../components/plot/draw-f0.ts';
import { drawSpectrogram } from '../components/plot/draw-spectrogram.ts';
import { F0AxisLabels, FrequencyAxisLabels } from '../components/plot/map-axes.tsx';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import type { F0Track } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import { durationOfSource, meanF0 } from '../state/app-state.ts';
import { useApp, usePictureRevision, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { MapLabel } from './map-label.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { type PanePoint, useExactLevel, usePanePoint, useTimeDigits } from './pane-point.ts';
import { PaneState } from './pane-state.tsx';
import { type PlotSound, usePlotSound, useShare, useSpectrogramSource } from './plot-sound.ts';
import { createSteadyMap } from './steady-map.ts';

export function SpectrogramPane({ side }: { readonly side: Side }) {
  const pane = side === 'source' ? 'source-map' : 'result-map';
  const { pictures } = useWorkbench();
  const sound = usePlotSound(side);
  const map = useSpectrogramSource(sound);
  // Both sides share the source's reference, so that brightness compares.
  const reference = useSpectrogramSource(usePlotSound('source'));
  const share = useShare();
  const colours = usePlotColours();
  const revision = usePictureRevision();
  const sourceMean = useApp((state) => meanF0(state.source));
  const resultMean = useApp((state) => state.render.result?.rendered.f0.mean);
  const axis = useMemo(() => f0Axis(sourceMean, resultMean), [sourceMean, resultMean]);
  const steady = useRef(createSteadyMap(pane));

  const paint = useCallback<Paint>(
    (context, size) => {
      if (!sound || !map || !reference || revision < 0) return;
      const level = pictures.reference(reference);
      if (level === undefined) return;
      const picture = steady.current(pictures, map, share, level, size.width * size.ratio);
      if (picture) drawSpectrogram(context, size, pictures, { ...picture, share, map: colours.map });
      const line = { line: colours.f0, halo: colours.plot };
      if (sound.f0) drawF0(context, size, sound.f0, sound.duration, axis, share, line);
    },
    [sound, map, reference, share, colours, pictures, revision, axis],
  );

  const point = usePanePoint(pane);
  const duration = useApp(durationOfSource);
  const top = map ? Math.min(map.maxFrequency, map.sampleRate / 2) : 1;
  const details = useMapReadout(sound, map, point, duration, top);
  const name = strings.views[side];
  return (
    <PaneFrame
      pane={pane}
      className={`map ${side}`}
      summary={strings.views.paneSummary(strings.views.spectrogram, name, seconds(sound?.duration ?? 0))}
      cursorName={strings.views.cursor(strings.views.spectrogram, name)}
      paint={paint}
      readout={details}
      spoken={strings.views.spoken([strings.views.spectrogram, name, ...details])}
      vertical
    >
      {sound ? <FrequencyAxisLabels top={top} /> : null}
      {sound?.f0?.mean === undefined ? null : <F0AxisLabels axis={axis} />}
      <MapLabel side={side} />
      <PaneState side={side} />
    </PaneFrame>
  );
}

function useMapReadout(
  sound: PlotSound | undefined,
  map: Parameters<typeof useExactLevel>[0],
  point: PanePoint | undefined,
  duration: number,
  top: number,
): readonly string[] {
  const share = point ? point.time / duration : 0;
  const frequency = (point?.height ?? 0) * top;
  const sample = sound && point ? Math.min(Math.round(share * sound.frames), sound.frames - 1) : undefined;
  const level = useExactLevel(map, sample, frequency);
  const digits = useTimeDigits();
  if (!sound || !point) return [];
  const texts = [seconds(point.time, digits), formatFrequency(frequency)];
  if (level !== undefined) texts.push(`${decibels(level, 0)}\u00a0dB`);
  if (sound.f0) texts.push(f0Text(sound.f0, share * sound.duration));
  return texts;
}

function f0Text(track: F0Track, time: number): string {
  const value = track.f0[Math.round((time * 1000) / track.framePeriodMs)] ?? 0;
  return value > 0 ? `f0\u00a0${decimal(value, 1)}\u00a0Hz` : strings.views.unvoiced;
}
