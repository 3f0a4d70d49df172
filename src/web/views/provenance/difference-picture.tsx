import '../../styles/check-difference.css';
import { useCallback, useState } from 'react';
import type { Difference } from '../../../core/provenance/compare-sounds.ts';
import { seconds } from '../../components/format.ts';
import { Canvas, type Paint } from '../../components/plot/canvas.tsx';
import { drawWaveform, type Share } from '../../components/plot/draw-waveform.ts';
import { usePlotColours } from '../../components/plot/plot-colours.ts';
import { Segments } from '../../components/segments.tsx';
import type { RebuiltSound } from '../../services/provenance-client.ts';
import { usePictureRevision, useWorkbench } from '../../state/hooks.ts';
import { WAVE_CELLS } from '../../state/wave-tiles.ts';
import { checkStrings } from '../../strings-provenance.ts';

const t = checkStrings.picture;

/** Samples that are shown around the first one that differs. */
const AROUND = 2048;
/** Steps of 16 bits of a full scale. */
const FULL_SCALE = 2 ** 15;
const ZOOMS = (['first', 'whole'] as const).map((id) => ({ id, name: t.zooms[id], label: t.zooms[id] }));

export interface DifferencePictureProps {
  /** The sound that was checked, as it is in the library. */
  readonly file: string;
  readonly rebuilt: RebuiltSound;
  readonly difference: Difference;
}

/** The rebuilt sound less the file, sample by sample, so large that the largest difference is seen. */
export function DifferencePicture({ file, rebuilt, difference }: DifferencePictureProps) {
  const { engine, pictures } = useWorkbench();
  const colours = usePlotColours();
  const [zoom, setZoom] = useState<'first' | 'whole'>('first');
  const revision = usePictureRevision((id) => id === rebuilt.id);
  const { id, frames, sampleRate, channelCount } = rebuilt;
  const { firstFrame, largest } = difference;
  const share = shareOf(zoom, firstFrame, frames);
  const { start, end } = share;
  const paint = useCallback<Paint>(
    (context, size) => {
      // Cells that have come make another picture.
      if (revision < 0) return;
      const height = size.height / channelCount;
      const gain = FULL_SCALE / Math.max(largest, 1);
      for (let lane = 0; lane < channelCount; lane++) {
        context.fillStyle = colours.line;
        context.fillRect(0, Math.round((lane + 0.5) * height), size.width, 1 / size.ratio);
        const tile = (level: number, index: number) => {
          const key = `less ${file} ${lane} ${level} ${index}`;
          const cells = pictures.data(id, key, () =>
            engine.peaksBetween(id, file, lane, 2 ** level, index * WAVE_CELLS, WAVE_CELLS),
          );
          return cells && { extremes: cells.extremes.map((value) => value * gain) };
        };
        const box = { top: lane * height, height };
        drawWaveform(context, size, { frames, tile }, { start, end }, box, colours.result);
      }
      const x = ((firstFrame / frames - start) / (end - start)) * size.width;
      context.fillStyle = colours.ink;
      context.fillRect(Math.round(x), 0, 1, size.height);
    },
    [colours, engine, pictures, revision, file, id, frames, channelCount, largest, firstFrame, start, end],
  );
  const at = (part: number) => seconds((part * frames) / sampleRate, 3);
  return (
    <figure className="check-difference">
      <figcaption>
        <span>{t.caption(largest)}</span>
        <Segments name={t.zoom} value={zoom} onChange={setZoom} segments={ZOOMS} />
      </figcaption>
      <div className="check-difference-plot" role="img" aria-label={t.name(at(start), at(end), largest)}>
        <Canvas paint={paint} />
      </div>
      <p className="check-difference-ends mono" aria-hidden>
        <span>{at(start)}</span>
        <span>{at(end)}</span>
      </p>
    </figure>
  );
}

function shareOf(zoom: 'first' | 'whole', firstFrame: number, frames: number): Share {
  if (zoom === 'whole' || frames <= AROUND) return { start: 0, end: 1 };
  const first = Math.min(Math.max(firstFrame - AROUND / 2, 0), frames - AROUND);
  return { start: first / frames, end: (first + AROUND) / frames };
}
