import { useEffect, useMemo, useState } from 'react';
import { AppError } from '../../../core/base/errors.ts';
import { readable } from '../../components/format.ts';
import type { View } from '../../layers/layer.ts';
import { collectRows, framesIn, MOST_ROWS, type Rows } from '../../layers/rows.ts';
import type { Side } from '../../services/player.ts';
import { durationOfSource } from '../../state/app-state.ts';
import { useApp, usePointer, useWorkbench } from '../../state/hooks.ts';
import { tableStrings } from '../../strings-outlets.ts';
import { useScene } from '../use-scene.ts';
import { factsOf, outletName } from './outlet-facts.ts';

/** Rows with what they are of: what is looked at may have changed since. */
export interface FoundRows {
  readonly rows: Rows;
  /** How they were measured, and of what. */
  readonly facts: readonly string[];
  /** Of their CSV. */
  readonly fileName: string;
}

export interface ViewRows {
  /** Undefined until they are collected, and when they are too many. */
  readonly found: FoundRows | undefined;
  readonly total: number;
  /** Why there are none. */
  readonly empty: string | undefined;
}

/** ms that what is looked at must have come to rest. */
const REST = 80;

/** The values of a view over the selection, or else over what is in view. @param name of the table */
export function useRows(name: string, view: View, side: Side): ViewRows {
  const { outlet, store } = useWorkbench();
  const scene = useScene(name, side, [view]);
  const layer = useMemo(() => scene && view.look(scene), [scene, view]);
  const duration = useApp(durationOfSource);
  const { time, selection } = useApp((state) => state.view);
  const frequency = usePointer((state) => state.frequency);
  // What has no time is shown as a whole.
  const { start, end } = layer?.across ? { start: 0, end: duration } : (selection ?? time);
  const [found, setFound] = useState<FoundRows & { readonly of: string }>();
  const [problem, setProblem] = useState<string>();
  const span = layer && framesIn(layer.frames, start / (duration || 1), end / (duration || 1));
  const total = span?.count ?? 0;
  const of = `${view.id} ${side} ${scene?.source.id}`;

  useEffect(() => {
    setProblem(undefined);
    if (!layer || layer.empty !== undefined || total === 0 || total > MOST_ROWS) return setFound(undefined);
    let isOver = false;
    const part = framesIn(layer.frames, start / (duration || 1), end / (duration || 1));
    const way = { frequency, duration, breathe: outlet.breathe, isOver: () => isOver };
    const timer = setTimeout(async () => {
      const state = store.getState();
      const said = { facts: factsOf(state, view, side, layer.legend), fileName: outletName(state, view, side, 'csv') };
      try {
        const rows = await collectRows(layer, part, way);
        if (!isOver && rows) setFound({ of, rows, ...said });
      } catch (thrown) {
        if (isOver) return;
        setFound(undefined);
        setProblem(tableStrings.failed(readable(AppError.from(thrown).message)));
      }
    }, REST);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [layer, start, end, duration, frequency, outlet, store, view, side, total, of]);
  return {
    found: found?.of === of ? found : undefined,
    total,
    empty: problem ?? (layer ? layer.empty : tableStrings.nothing),
  };
}
