import { useEffect, useMemo, useState } from 'react';
import type { View } from '../../layers/layer.ts';
import { collectRows, framesIn, MOST_ROWS, type Rows } from '../../layers/rows.ts';
import type { Side } from '../../services/player.ts';
import { durationOfSource } from '../../state/app-state.ts';
import { useApp, usePointer, useWorkbench } from '../../state/hooks.ts';
import { useScene } from '../use-scene.ts';

export interface ViewRows {
  /** Undefined until they are collected, and when they are too many. */
  readonly rows: Rows | undefined;
  readonly total: number;
  /** How they are measured. */
  readonly legend: string;
  /** Why there are none. */
  readonly empty: string | undefined;
}

/** ms that what is looked at must have come to rest. */
const REST = 80;

/** The values of a view over the selection, or else over what is in view. @param name of the table */
export function useRows(name: string, view: View, side: Side): ViewRows {
  const { outlet } = useWorkbench();
  const scene = useScene(name, side);
  const layer = useMemo(() => scene && view.look(scene), [scene, view]);
  const duration = useApp(durationOfSource);
  const { time, selection } = useApp((state) => state.view);
  const frequency = usePointer((state) => state.frequency);
  // What has no time is shown as a whole.
  const { start, end } = layer?.across ? { start: 0, end: duration } : (selection ?? time);
  const [found, setFound] = useState<{ readonly of: string; readonly rows: Rows }>();
  const span = layer && framesIn(layer.frames, start / (duration || 1), end / (duration || 1));
  const total = span?.count ?? 0;
  const of = `${view.id} ${side}`;

  useEffect(() => {
    if (!layer || layer.empty !== undefined || total === 0 || total > MOST_ROWS) return setFound(undefined);
    let isOver = false;
    const part = framesIn(layer.frames, start / (duration || 1), end / (duration || 1));
    const way = { frequency, duration, breathe: outlet.breathe, isOver: () => isOver };
    const timer = setTimeout(async () => {
      // The picture of the same sound says what is wrong with it.
      const rows = await collectRows(layer, part, way).catch(() => undefined);
      if (!isOver && rows) setFound({ of, rows });
    }, REST);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [layer, start, end, duration, frequency, outlet, total, of]);
  const rows = found?.of === of ? found.rows : undefined;
  return { rows, total, legend: layer?.legend ?? '', empty: layer?.empty };
}
