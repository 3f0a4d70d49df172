import { useEffect, useMemo, useState } from 'react';
import type { SilentBands } from '../../panels/vocoder-notes.ts';
import type { BandStretch } from '../../services/vocoder-client.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { activeSteps, type RecipeStep } from '../../state/recipe-doc.ts';
import { findSilentBands, type SampleSpan } from './silent-bands.ts';

/** ms after which a hand rests. */
const REST = 400;
/** s that are looked through at most. */
const MOST = 30;

interface Question extends SampleSpan {
  readonly id: string;
  readonly lane: number;
  readonly params: RecipeStep['params'];
}

/**
 * The bands of a vocoder in which the source has nothing in the selection, or at all where nothing is selected; undefined
 * as long as it is not known of exactly these.
 */
export function useSilentBands(step: RecipeStep, isReady: boolean): SilentBands | undefined {
  const { engine } = useWorkbench();
  const id = useApp(({ source }) => source?.sound.id);
  const sampleRate = useApp(({ source }) => source?.sound.sampleRate ?? 1);
  const frames = useApp(({ source }) => source?.sound.frames ?? 0);
  const selection = useApp((state) => state.view.selection);
  const lane = useApp(({ view, source }) => Math.min(view.channel, (source?.sound.channelCount ?? 1) - 1));
  const isInput = useApp(({ recipe }) => activeSteps(recipe.present)[0]?.id === step.id);
  const { params } = step;
  const question = useMemo((): Question | undefined => {
    const start = Math.round((selection?.start ?? 0) * sampleRate);
    const end = selection ? Math.min(Math.round(selection.end * sampleRate), frames) : frames;
    const isAsked = id !== undefined && end > start && end - start <= MOST * sampleRate;
    return isAsked ? { id, lane, params, start, end, sampleRate } : undefined;
  }, [id, lane, params, selection, sampleRate, frames]);
  const [found, setFound] = useState<{ readonly of: Question; readonly bands: readonly number[] }>();
  useEffect(() => {
    if (!isReady || question === undefined) return undefined;
    let isOver = false;
    const ask = (stretch: BandStretch) =>
      engine.vocoder.envelopes(question.id, question.lane, question.params, stretch);
    const look = async (): Promise<void> => {
      // What cannot be rendered is told where it is wrong.
      const bands = await findSilentBands(question, ask, () => isOver).catch(() => undefined);
      if (!isOver && bands) setFound({ of: question, bands });
    };
    const timer = setTimeout(() => void look(), REST);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [engine, question, isReady]);
  return isReady && found && found.of === question ? { bands: found.bands, isInput } : undefined;
}
