import { useCallback, useEffect, useMemo, useRef } from 'react';
import { F0_EDITS, familiesOf } from '../../core/modules/f0-edits.ts';
import { analysisOptions, readWorldOptions, WORLD_OPTIONS } from '../../core/modules/world-options.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { JsonObject } from '../forms/json.ts';
import { type F0Growth, f0Growth } from '../layers/f0-axis.ts';
import type { CursorFacts, F0Lines, Scene, View } from '../layers/layer.ts';
import type { Side } from '../services/player.ts';
import type { SpectraOptions } from '../services/spectra-client.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import type { AppState } from '../state/app-state.ts';
import { f0StepOf } from '../state/f0-entries.ts';
import { f0CentreOf, f0LinesOf, usualF0 } from '../state/f0-lines.ts';
import { useApp, useF0, usePictureRevision, useWorkbench } from '../state/hooks.ts';
import { plotSoundOf } from '../state/plot-sound.ts';
import { readStrict } from '../state/read-quantity.ts';
import { activeSteps, type RecipeDoc } from '../state/recipe-doc.ts';
import { valuesName } from '../state/value-parts.ts';
import type { Workbench } from '../state/workbench.ts';
import { ratioOf } from '../state/world-scale.ts';
import { usePlotSound, useShare } from './plot-sound.ts';

/**
 * What views look at; undefined while there is nothing.
 * @param views the pane's own first; what they have no use for is no reason to draw them anew
 */
export function useScene(name: string, side: Side, views: readonly View[]): Scene | undefined {
  const followsCursor = views.some((view) => view.followsCursor);
  const readsVocoder = views.some(({ needs }) => needs === 'vocoder');
  const { pictures, engine } = useWorkbench();
  const source = usePlotSound('source');
  const sound = usePlotSound(side);
  const { channel, range, window, display } = useApp((state) => state.view);
  const [own] = views;
  const part = useApp((state) => own && state.view.parts[valuesName(own)]);
  const vocoder = useApp((state) => (readsVocoder ? vocoderOf(state.recipe.present) : undefined));
  const analysisKey = useApp((state) => analysisKeyOf(state.recipe.present, side));
  const analysis = useMemo(() => readAnalysis(analysisKey), [analysisKey]);
  const vtl = useApp((state) => (followsCursor ? worldOf(state.recipe.present)?.['vtl'] : undefined));
  const at = useApp((state) => (followsCursor ? state.view.cursor : 0));
  const followed = usePlotSound(followsCursor ? 'result' : 'source');
  const share = useShare();
  const edits = useF0Lines(side);
  const followsStep = useApp((state) => f0StepOf(state.recipe.present) !== undefined);
  const f0Growth = useF0Growth();
  // Results follow each other quickly, and a pane may still show the one before.
  const revision = usePictureRevision(
    (id) => id === source?.id || ((side === 'result' || followsCursor) && id !== undefined && id !== source?.id),
  );
  const kept = useRef(new Map<string, unknown>());
  const keep = useCallback(<T>(of: string, make: () => T): T => {
    if (!kept.current.has(of)) kept.current.set(of, make());
    return kept.current.get(of) as T;
  }, []);
  useEffect(() => () => pictures.want(name, []), [pictures, name]);

  return useMemo(() => {
    if (!sound || !source || revision < 0) return undefined;
    const options = { range, window, display };
    const cursor = followsCursor ? cursorOf(at, source.duration, vtl, followed) : undefined;
    return {
      ...{ name, side, sound, source, f0Growth, channel, vocoder, analysis, followsStep, edits },
      ...{ options, part, cursor, share, pictures, engine, keep },
    };
  }, [
    name,
    side,
    sound,
    source,
    f0Growth,
    channel,
    vocoder,
    analysis,
    followsStep,
    edits,
    range,
    window,
    display,
    part,
    followsCursor,
    followed,
    vtl,
    at,
    share,
    pictures,
    engine,
    keep,
    revision,
  ]);
}

/** Whole octaves, so that the source is drawn anew when its axis grows, and not with every result. */
function useF0Growth(): F0Growth {
  const edited = useF0((state) => state.edited);
  const centre = useApp(({ source }) => f0CentreOf(edited, usualF0(source)));
  const below = useApp((state) => f0GrowthOf(state, centre).below);
  const above = useApp((state) => f0GrowthOf(state, centre).above);
  return useMemo(() => ({ centre, below, above }), [centre, below, above]);
}

function f0GrowthOf({ render }: Pick<AppState, 'render'>, centre: number | undefined): F0Growth {
  return f0Growth(centre, render.result?.rendered.f0?.mean);
}

/** Of the source; another value of the same step leaves them as they are. */
function useF0Lines(side: Side): F0Lines | undefined {
  const edited = useF0((state) => (side === 'source' ? state.edited : undefined));
  const edits = useApp((state) => f0StepOf(state.recipe.present)?.params['edits']);
  const usual = useApp(({ source }) => usualF0(source));
  return useMemo(() => f0LinesOf(edited, edits, usual), [edited, edits, usual]);
}

/** @param vtl of the recipe's first world step */
function cursorOf(cursor: number, duration: number, vtl: unknown, result: CursorFacts['result']): CursorFacts {
  const change = typeof vtl === 'string' ? readStrict('vtl', vtl) : undefined;
  const ratio = ratioOf('vtl', change, { meanF0: undefined, duration })?.value ?? 1;
  return { share: Math.min(cursor / (duration || 1), 1), formantScale: 1 / ratio, result };
}

function worldOf(doc: RecipeDoc): JsonObject | undefined {
  return activeSteps(doc).find(({ module }) => module === 'world')?.params;
}

interface GivenAnalysis {
  readonly options: JsonObject;
  readonly edits?: JsonValue;
}

const analysisKeys = { source: new WeakMap<RecipeDoc, string>(), result: new WeakMap<RecipeDoc, string>() };

/**
 * Of what steps were given, what says how a voice is analysed, as a text, which stays the same while a hand changes other
 * values. Corrections of f0 are those of the step that analyses the source itself.
 */
function analysisKeyOf(doc: RecipeDoc, side: Side): string {
  const known = analysisKeys[side].get(doc);
  if (known !== undefined) return known;
  const named = Object.entries(worldOf(doc) ?? {}).filter(([name]) => Object.hasOwn(WORLD_OPTIONS, name));
  const edits = side === 'source' ? f0StepOf(doc)?.params['edits'] : undefined;
  const given: GivenAnalysis = { options: Object.fromEntries(named), ...(edits === undefined ? {} : { edits }) };
  const key = JSON.stringify(given);
  analysisKeys[side].set(doc, key);
  return key;
}

/** WORLD's own way while that cannot be read. */
function readAnalysis(key: string): SpectraOptions {
  const given = JSON.parse(key) as GivenAnalysis;
  const read = readWorldOptions(given.options);
  const edits = F0_EDITS.safeParse(given.edits);
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
  const sound = side === 'source' ? source : plotSoundOf(state, 'result');
  if (!source || !sound) return undefined;
  const { channel, range, window, display, time } = state.view;
  const doc = state.recipe.present;
  return {
    ...{ name, side, sound, source, channel, pictures, engine, keep },
    f0Growth: f0GrowthOf(state, f0CentreOf(f0.store.getState().edited, usualF0(state.source))),
    followsStep: f0StepOf(doc) !== undefined,
    vocoder: vocoderOf(doc),
    analysis: readAnalysis(analysisKeyOf(doc, side)),
    edits:
      side === 'source'
        ? f0LinesOf(f0.store.getState().edited, f0StepOf(doc)?.params['edits'], usualF0(state.source))
        : undefined,
    options: { range, window, display },
    cursor: cursorOf(state.view.cursor, source.duration, worldOf(doc)?.['vtl'], plotSoundOf(state, 'result')),
    share: { start: time.start / (source.duration || 1), end: time.end / (source.duration || 1) },
  };
}

function vocoderOf(doc: RecipeDoc): GivenVocoder | undefined {
  return activeSteps(doc).findLast(({ module }) => module === 'vocoder')?.params;
}
