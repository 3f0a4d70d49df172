import { useCallback, useMemo, useRef } from 'react';
import { decibels, decimal, frequency as formatFrequency, seconds, spell } from '../components/format.ts';
import type { Paint } from '../components/plot/canvas.tsx';
import { drawF0, f0Axis } from '../components/plot/draw-f0.ts';
import { drawSpectrogram } from '../components/plot/draw-spectrogram.ts';
import { F0AxisLabels, FrequencyAxisLabels } from '../components/plot/map-axes.tsx';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import type { F0Track } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import { durationOfSource, meanF0 } from '../state/app-state.ts';
import { useApp, useIsOld, usePictureRevision, useSideRevision, useWorkbench } from '../state/hooks.ts';
import type { SpectrogramSource } from '../state/spectrogram-tile.ts';
import { strings } from '../strings.ts';
import { MapLabel } from './map-label.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { type PanePoint, useExactLevel, usePanePoint, useTimeDigits } from './pane-point.ts';
import { PaneState } from './pane-state.tsx';
import { type PlotSound, usePlotSound, useShare, useSpectrogramSource } from './plot-sound.ts';
import { createSteadyMap } from './steady-map.ts';

/** A sound that never gets louder than this is near silence, and looks like it. */
const LEAST_PEAK_DBFS = -60;

export function SpectrogramPane({ side }: { readonly side: Side }) {
  const pane = side === 'source' ? 'source-map' : 'result-map';
  const { pictures } = useWorkbench();
  const sound = usePlotSound(side);
  const map = useSpectrogramSource(sound);
  // Both sides share the source's reference, so that brightness compares.
  const reference = useSpectrogramSource(usePlotSound('source'));
  const level = useReferenceLevel(reference);
  // f0 is that of the first channel.
  const track = map?.channel === 0 ? sound?.f0 : undefined;
  const share = useShare();
  const colours = usePlotColours();
  const revision = useSideRevision(side);
  const sourceMean = useApp((state) => meanF0(state.source));
  const resultMean = useApp((state) => state.render.result?.rendered.f0.mean);
  const { low, high } = f0Axis(sourceMean, resultMean);
  const axis = useMemo(() => ({ low, high }), [low, high]);
  const steady = useRef(createSteadyMap(pane));

  const paint = useCallback<Paint>(
    (context, size) => {
      if (!sound || !map || level === undefined || revision < 0) return;
      const picture = steady.current(pictures, map, share, level, size.width * size.ratio);
      if (picture) drawSpectrogram(context, size, pictures, { ...picture, share, map: colours.map });
      const line = { line: colours.f0, halo: colours.plot };
      if (track) drawF0(context, size, track, sound.duration, axis, share, line);
    },
    [sound, track, map, level, share, colours, pictures, revision, axis],
  );

  const old = useIsOld() && side === 'result';
  const point = usePanePoint(pane);
  const duration = useApp(durationOfSource);
  const top = map ? Math.min(map.maxFrequency, map.sampleRate / 2) : 1;
  const details = useMapReadout(sound, track, map, point, duration, top);
  const name = strings.views[side];
  return (
    <PaneFrame
      pane={pane}
      className={`map ${side}${old ? ' old' : ''}`}
      summary={strings.views.paneSummary(strings.views.spectrogram, name, seconds(sound?.duration ?? 0))}
      cursorName={strings.views.cursor(strings.views.spectrogram, name)}
      paint={paint}
      readout={details}
      spoken={spell(strings.views.spoken([strings.views.spectrogram, name, ...details]))}
      vertical
    >
      {sound ? <FrequencyAxisLabels top={top} /> : null}
      {track?.mean === undefined ? null : <F0AxisLabels axis={axis} />}
      <MapLabel side={side} />
      <PaneState side={side} />
    </PaneFrame>
  );
}

function useReferenceLevel(reference: SpectrogramSource | undefined): number | undefined {
  const { pictures } = useWorkbench();
  usePictureRevision((id) => id === reference?.id);
  const peak = useApp((state) => state.source?.levels.peakDbfs ?? 0);
  const loudest = reference && pictures.reference(reference);
  return loudest === undefined ? undefined : loudest + Math.max(LEAST_PEAK_DBFS - Math.max(peak, -200), 0);
}

function useMapReadout(
  sound: PlotSound | undefined,
  track: F0Track | undefined,
  map: SpectrogramSource | undefined,
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
  if (track) texts.push(f0Text(track, share * sound.duration));
  return texts;
}

function f0Text(track: F0Track, time: number): string {
  const value = track.f0[Math.round((time * 1000) / track.framePeriodMs)] ?? 0;
  return value > 0 ? `f0\u00a0${decimal(value, 1)}\u00a0Hz` : strings.views.unvoiced;
}
