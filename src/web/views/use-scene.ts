import { useCallback, useEffect, useMemo, useRef } from 'react';
import { F0_EDITS, familiesOf } from '../../core/modules/f0-edits.ts';
import { analysisOptions, readWorldOptions, WORLD_OPTIONS } from '../../core/modules/world-options.ts';
import type { JsonObject } from '../forms/json.ts';
import type { F0Lines, Scene } from '../layers/layer.ts';
import type { Side } from '../services/player.ts';
import type { SpectraOptions } from '../services/spectra-client.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import { f0LinesOf } from '../state/f0-editing.ts';
import { f0StepOf } from '../state/f0-entries.ts';
import { useApp, useF0, usePictureRevision, useWorkbench } from '../state/hooks.ts';
import { plotSoundOf } from '../state/plot-sound.ts';
import { activeSteps, type RecipeDoc } from '../state/recipe-doc.ts';
import type { Workbench } from '../state/workbench.ts';
import { usePlotSound, useShare } from './plot-sound.ts';

/** What the views of one pane look at; undefined while there is nothing. */
export function useScene(name: string, side: Side): Scene | undefined {
  const { pictures, engine } = useWorkbench();
  const source = usePlotSound('source');
  const result = usePlotSound('result');
  const { channel, range, window, display } = useApp((state) => state.view);
  const vocoder = useApp((state) => vocoderOf(state.recipe.present));
  const given = useApp((state) => worldOf(state.recipe.present));
  const own = useApp((state) => (side === 'source' ? f0StepOf(state.recipe.present)?.params : undefined));
  const analysis = useMemo(() => analysisOf(given, own), [given, own]);
  const share = useShare();
  const lines = useF0Lines();
  // Results follow each other quickly, and a pane may still show the one before.
  const revision = usePictureRevision(
    (id) => id === source?.id || (side === 'result' && id !== undefined && id !== source?.id),
  );
  const kept = useRef(new Map<string, unknown>());
  const keep = useCallback(<T>(of: string, make: () => T): T => {
    if (!kept.current.has(of)) kept.current.set(of, make());
    return kept.current.get(of) as T;
  }, []);
  useEffect(() => () => pictures.want(name, []), [pictures, name]);

  return useMemo(() => {
    const sound = side === 'source' ? source : result;
    if (!sound || !source || revision < 0) return undefined;
    const other = side === 'source' ? result : source;
    const edits = side === 'source' ? lines : undefined;
    const options = { range, window, display };
    return {
      ...{ name, side, sound, source, other, channel, vocoder, analysis, edits },
      ...{ options, share, pictures, engine, keep },
    };
  }, [
    name,
    side,
    source,
    result,
    channel,
    vocoder,
    analysis,
    lines,
    range,
    window,
    display,
    share,
    pictures,
    engine,
    keep,
    revision,
  ]);
}

function useF0Lines(): F0Lines | undefined {
  const edited = useF0((state) => state.edited);
  const doc = useApp((state) => state.recipe.present);
  return useMemo(() => f0LinesOf(edited, doc), [edited, doc]);
}

function worldOf(doc: RecipeDoc): JsonObject | undefined {
  return activeSteps(doc).find(({ module }) => module === 'world')?.params;
}

/**
 * Of what a step was given, what says how a voice is analysed; WORLD's own way while that cannot be read.
 * @param own of the step that analyses this very sound: its corrections of f0 are about it
 */
function analysisOf(given: JsonObject = {}, own: JsonObject = {}): SpectraOptions {
  const named = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(WORLD_OPTIONS, name)));
  const read = readWorldOptions(named);
  const edits = F0_EDITS.safeParse(own['edits']);
  const corrections = edits.success ? familiesOf(edits.data).correct : [];
  const options = read.ok ? analysisOptions(read.value) : {};
  return corrections.length === 0 ? options : { ...options, corrections };
}

/** The same at this moment, for what is drawn once. */
export function sceneOf(
  { store, pictures, engine, f0 }: Workbench,
  name: string,
  side: Side,
  keep: Scene['keep'],
): Scene | undefined {
  const state = store.getState();
  const source = plotSoundOf(state, 'source');
  const result = plotSoundOf(state, 'result');
  const sound = side === 'source' ? source : result;
  if (!source || !sound) return undefined;
  const { channel, range, window, display, time } = state.view;
  return {
    ...{ name, side, sound, source, channel, pictures, engine, keep },
    other: side === 'source' ? result : source,
    vocoder: vocoderOf(state.recipe.present),
    analysis: analysisOf(
      worldOf(state.recipe.present),
      side === 'source' ? f0StepOf(state.recipe.present)?.params : undefined,
    ),
    edits: side === 'source' ? f0LinesOf(f0.store.getState().edited, state.recipe.present) : undefined,
    options: { range, window, display },
    share: { start: time.start / (source.duration || 1), end: time.end / (source.duration || 1) },
  };
}

function vocoderOf(doc: RecipeDoc): GivenVocoder | undefined {
  return activeSteps(doc).findLast(({ module }) => module === 'vocoder')?.params;
}
