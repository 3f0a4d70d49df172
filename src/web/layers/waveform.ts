import type { PlotSize } from '../components/plot/canvas.tsx';
import { drawWaveform, type Peaks, samplesPerCell } from '../components/plot/draw-waveform.ts';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import { strings } from '../strings.ts';
import type { Layer, Scene, View } from './layer.ts';
import { column, count } from './values.ts';

const COLUMNS = [
  column(strings.layers.amplitude, '', 4),
  column(strings.layers.level, 'dBFS', 1),
  count(strings.layers.sample, strings.views.sample),
];

export const waveform: View = {
  id: 'waveform',
  name: strings.views.waveform,
  kind: 'wave',
  height: 150,
  over: [],
  look: waveformLayer,
};

function waveformLayer(scene: Scene): Layer {
  const { sound, channel } = scene;
  const samples = sound.clip.channels[Math.min(channel, sound.clip.channels.length - 1)] ?? new Float64Array(0);
  const frameAt = (share: number) => Math.min(Math.max(Math.round(share * sound.frames), 0), sound.frames - 1);
  return {
    axis: undefined,
    legend: strings.layers.waveformLegend,
    columns: COLUMNS,
    read({ share }) {
      const index = frameAt(share);
      const value = samples[index] ?? 0;
      return [value, 20 * Math.log10(Math.abs(value)), index];
    },
    frames: { count: sound.frames, shareOf: (frame) => frame / sound.frames, frameAt },
    paint: (context, size, colours) => paintLanes(scene, context, size, colours),
  };
}

function paintLanes(scene: Scene, context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void {
  const { sound, source, share, side, pictures } = scene;
  // What was drawn last stands in for what is on its way, but never for another sound.
  const drawn = scene.keep(`drawn ${source.id}`, () => new Map<number, Peaks>());
  const lanes = sound.clip.channels.length;
  const height = size.height / lanes;
  context.fillStyle = colours.line;
  for (let lane = 0; lane < lanes; lane++) {
    context.fillRect(0, Math.round((lane + 0.5) * height), size.width, 1 / size.ratio);
    const cells = samplesPerCell(sound.frames, share, size.width * size.ratio);
    const fresh = pictures.peaks(sound.id, lane, cells);
    const peaks = fresh ? { cells: fresh, samplesPerCell: cells, frames: sound.frames } : drawn.get(lane);
    if (!peaks) continue;
    drawn.set(lane, peaks);
    drawWaveform(context, size, peaks, share, { top: lane * height, height }, colours[side]);
  }
}
