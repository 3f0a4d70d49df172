import { useCallback, useMemo } from 'react';
import { decibels, decimal, seconds, short, spell } from '../components/format.ts';
import type { Paint } from '../components/plot/canvas.tsx';
import { drawWaveform, type Peaks, samplesPerCell } from '../components/plot/draw-waveform.ts';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import type { Side } from '../services/player.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, useIsOld, useSideRevision, useWorkbench } from '../state/hooks.ts';
import type { Pictures } from '../state/pictures.ts';
import { strings } from '../strings.ts';
import { PaneFrame } from './pane-frame.tsx';
import { usePanePoint, useTimeDigits } from './pane-point.ts';
import { PaneState } from './pane-state.tsx';
import { type PlotSound, usePlotSound, useShare } from './plot-sound.ts';

export function WavePane({ side }: { readonly side: Side }) {
  const pane = side === 'source' ? 'source-wave' : 'result-wave';
  const { pictures } = useWorkbench();
  const sound = usePlotSound(side);
  const share = useShare();
  const colours = usePlotColours();
  const revision = useSideRevision(side);
  const source = useApp((state) => state.source?.sound.id);
  // What was drawn last stands in for what is on its way, but never for another sound.
  const drawn = useMemo(() => ({ source, lanes: new Map<number, Peaks>() }), [source]);

  const paint = useCallback<Paint>(
    (context, size) => {
      if (!sound || revision < 0) return;
      const lanes = sound.clip.channels.length;
      const height = size.height / lanes;
      context.fillStyle = colours.line;
      for (let lane = 0; lane < lanes; lane++) {
        context.fillRect(0, Math.round((lane + 0.5) * height), size.width, 1 / size.ratio);
        const cells = samplesPerCell(sound.frames, share, size.width * size.ratio);
        const peaks = freshPeaks(pictures, sound, lane, cells) ?? drawn.lanes.get(lane);
        if (!peaks) continue;
        drawn.lanes.set(lane, peaks);
        drawWaveform(context, size, peaks, share, { top: lane * height, height }, colours[side]);
      }
    },
    [sound, share, colours, side, pictures, revision, drawn],
  );

  const old = useIsOld() && side === 'result';
  const duration = useApp(durationOfSource);
  const point = usePanePoint(pane);
  const digits = useTimeDigits();
  const readout = sound && point ? waveReadout(sound, point.time / duration, seconds(point.time, digits)) : [];
  const name = strings.views[side];
  return (
    <PaneFrame
      pane={pane}
      className={`wave ${side}${old ? ' old' : ''}`}
      summary={strings.views.paneSummary(strings.views.waveform, name, seconds(sound?.duration ?? 0))}
      cursorName={strings.views.cursor(strings.views.waveform, name)}
      paint={paint}
      readout={readout}
      spoken={spell(strings.views.spoken([strings.views.waveform, name, ...readout]))}
    >
      <span className={`pane-label ${side}`}>{name}</span>
      <PaneState side={side} small />
    </PaneFrame>
  );
}

function freshPeaks(pictures: Pictures, sound: PlotSound, channel: number, cells: number): Peaks | undefined {
  const found = pictures.peaks(sound.id, channel, cells);
  return found && { cells: found, samplesPerCell: cells, frames: sound.frames };
}

function waveReadout(sound: PlotSound, share: number, time: string): readonly string[] {
  const index = Math.min(Math.round(share * sound.frames), sound.frames - 1);
  const value = sound.clip.channels[0]?.[index] ?? 0;
  const level = decibels(20 * Math.log10(Math.abs(value)));
  return [time, decimal(value, 4), `${level}\u00a0dBFS`, strings.views.sample(short(index, 0))];
}
