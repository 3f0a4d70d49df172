import { useEffect, useState } from 'react';
import type { SilentBands } from '../../panels/vocoder-notes.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { activeSteps, type RecipeStep } from '../../state/recipe-doc.ts';

/** Half a step of 16 bits: an envelope that stays below has nothing. */
const SILENCE = 2 ** -16;
/** ms after which a hand rests. */
const REST = 400;
/** s that are looked through at most. */
const MOST = 60;
const CELL = 256;

/** The bands of a vocoder in which the source has nothing in the selection, or at all where nothing is selected. */
export function useSilentBands(step: RecipeStep, isReady: boolean): SilentBands | undefined {
  const { engine } = useWorkbench();
  const id = useApp(({ source }) => source?.sound.id);
  const sampleRate = useApp(({ source }) => source?.sound.sampleRate ?? 1);
  const frames = useApp(({ source }) => source?.sound.frames ?? 0);
  const selection = useApp((state) => state.view.selection);
  const lane = useApp(({ view, source }) => Math.min(view.channel, (source?.sound.channelCount ?? 1) - 1));
  const isInput = useApp(({ recipe }) => activeSteps(recipe.present)[0]?.id === step.id);
  const { params } = step;
  const [bands, setBands] = useState<readonly number[]>();
  useEffect(() => {
    const start = Math.ceil(((selection?.start ?? 0) * sampleRate) / CELL) * CELL;
    const end = selection ? Math.round(selection.end * sampleRate) : frames;
    const count = Math.min(Math.max(end - start, CELL), frames - start);
    if (id === undefined || !isReady || count < 1 || count > MOST * sampleRate) return setBands(undefined);
    let isOver = false;
    const look = async (): Promise<void> => {
      const stretch = { first: start, count, samplesPerCell: CELL };
      // What cannot be rendered is told where it is wrong.
      const found = await engine.vocoder.envelopes(id, lane, params, stretch).catch(() => undefined);
      if (!isOver) setBands(found && silentIn(found.values, found.bands, found.cells));
    };
    const timer = setTimeout(() => void look(), REST);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [engine, id, lane, params, selection, sampleRate, frames, isReady]);
  return bands && { bands, isInput };
}

/** From 1 on. @param values `[bands x cells]`, linear */
export function silentIn(values: Float32Array, bands: number, cells: number): readonly number[] {
  return Array.from({ length: bands }, (_, band) => band + 1).filter((band) =>
    values.subarray((band - 1) * cells, band * cells).every((value) => value < SILENCE),
  );
}
