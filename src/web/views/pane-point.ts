import { useEffect, useRef, useState } from 'react';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
import type { PaneId } from '../state/pointer.ts';
import type { SpectrogramSource } from '../state/spectrogram-tile.ts';

/** The point that a pane speaks about: under the pointer, else the keyboard's cursor while the pane has focus. */
export interface PanePoint {
  /** s on the source's time axis */
  readonly time: number;
  /** 0..1 from the bottom */
  readonly height: number;
}

export function usePanePoint(pane: PaneId): PanePoint | undefined {
  const hover = usePointer((state) => (state.hover?.pane === pane ? state.hover : undefined));
  const focused = usePointer((state) => state.focus === pane);
  const probe = usePointer((state) => state.probe);
  const cursor = useApp((state) => state.view.cursor);
  if (hover) return hover;
  return focused ? { time: cursor, height: probe } : undefined;
}

/** Decimals that tell neighbouring pixels apart. */
export function useTimeDigits(): number {
  return useApp(({ view: { time } }) => (time.end - time.start < 0.5 ? 5 : 3));
}

interface Column {
  readonly key: string;
  readonly binWidth: number;
  readonly levelDb: Float32Array;
}

/**
 * Level at one instant and frequency, dB, by one transform there and not from the picture. Undefined until it is
 * known; while the pointer moves on, only the newest place is asked for.
 */
export function useExactLevel(
  source: SpectrogramSource | undefined,
  sample: number | undefined,
  frequency: number,
): number | undefined {
  const { engine } = useWorkbench();
  const [column, setColumn] = useState<Column>();
  const busy = useRef(false);
  const key = source && sample !== undefined ? columnKey(source, sample) : undefined;

  useEffect(() => {
    if (!source || sample === undefined || key === undefined || busy.current || column?.key === key) return;
    busy.current = true;
    const { windowLength, maxFrequency, sampleRate, channel } = source;
    const top = Math.min(maxFrequency, sampleRate / 2);
    void engine
      .spectrogram(source.id, channel, {
        windowLength,
        hop: 1,
        start: sample,
        columns: 1,
        maxFrequency: top,
        preEmphasis: 0,
      })
      // Without the level the read-out still has time, frequency and f0.
      .catch(() => ({ binWidth: 1, levelDb: new Float32Array() }))
      .then(({ binWidth, levelDb }) => {
        busy.current = false;
        setColumn({ key, binWidth, levelDb });
      });
  }, [engine, source, sample, key, column]);

  if (!column || column.key !== key) return undefined;
  return column.levelDb[Math.min(Math.round(frequency / column.binWidth), column.levelDb.length - 1)];
}

function columnKey(source: SpectrogramSource, sample: number): string {
  return `${source.id} ${source.channel} ${source.windowLength} ${source.maxFrequency} ${sample}`;
}
