import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LineModel } from '../../panels/plane/line-model.ts';
import type { PlaneModel } from '../../panels/plane/plane-model.ts';
import type { PlaneKeys } from '../../panels/plane/plane-tools.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { lineOf, pinsOf, spotsOf, tractOf } from '../../state/plane.ts';
import type { PlanePoint } from '../../state/plane-geometry.ts';
import { lineBetween } from '../../state/plane-line.ts';
import { findStep, type RecipeStep } from '../../state/recipe-doc.ts';
import { tractCm } from '../../state/reference-voices.ts';
import { pointOf, textsAt } from '../../state/world-point.ts';
import type { SourceFacts } from '../../state/world-scale.ts';
import { sameTexts, type WorldTexts, worldTexts } from '../../state/world-texts.ts';
import { continuumStrings } from '../../strings-continuum.ts';
import { useKeyLabel } from '../use-keys.ts';
import { focusPin } from './focus-step.ts';

const NO_TRAIL: readonly PlanePoint[] = [];

/** The plane of a `world` step. */
export function usePlane(step: RecipeStep, texts: WorldTexts, facts: SourceFacts, voiced: boolean): PlaneModel {
  const { store, recipe, play, plane, continuum } = useWorkbench();
  const line = useLine(step);
  const { id } = step;
  const { view, trails, estimating } = useStore(plane.store);
  const pins = useApp(pinsOf);
  const tract = useApp(tractOf);
  const heard = useApp((state) => state.render.result?.recipe);
  const sounding = useMemo(() => {
    const found = heard && findStep(heard, id);
    const was = found && worldTexts(found.params);
    return was && !sameTexts(was, texts) ? pointOf(was, facts) : undefined;
  }, [heard, id, texts, facts]);
  const spots = useMemo(() => spotsOf(facts.meanF0, tract, pins), [facts, tract, pins]);
  const release = useRef<() => void>(() => undefined);
  const actions = useMemo(
    () => ({
      onMove: (change: Partial<PlanePoint>) => recipe.drag(id, { ...textsAt(change) }),
      onHold: () => {
        release.current = play.holdLoop();
      },
      onRelease: () => {
        recipe.settle();
        release.current();
        release.current = () => undefined;
      },
      onGo: (point: PlanePoint) => plane.goTo(id, point),
      onView: plane.setView,
      onZoom: plane.zoom,
      onPin: () => {
        if (plane.pin(id)) focusPin(id);
      },
      onRenamePin: plane.renamePin,
      onUnpin: plane.unpin,
      onTract: plane.takeTract,
      onEstimate: () => void plane.estimateTract(),
      onToggleLine: () => continuum.toggle(id),
      onDragLine: (from: PlanePoint, to: PlanePoint) => {
        plane.store.setState({ lineShown: true });
        continuum.drag(lineBetween(from, to, lineOf(store.getState())));
      },
    }),
    [store, recipe, play, plane, continuum, id],
  );
  // A plane that goes while it is held lets go.
  useEffect(() => actions.onRelease, [actions]);
  return {
    point: pointOf(texts, facts),
    sounding,
    meanF0: facts.meanF0,
    voiced,
    view,
    spots,
    trail: (trails[id] ?? NO_TRAIL).slice(0, -1),
    tract,
    cm: tract === undefined ? undefined : tractCm(tract),
    estimating,
    line,
    ...actions,
  };
}

/** The continuum, while it is shown. */
function useLine({ id, bypassed }: RecipeStep): LineModel | undefined {
  const { plane, continuum, navigation, settings } = useWorkbench();
  const { lineShown, sounding, playingLine } = useStore(plane.store);
  const line = useApp(lineOf);
  const actions = useMemo(
    () => ({
      onChange: continuum.change,
      onPreview: (index: number) => void continuum.preview(id, index),
      onPlay: () => void continuum.play(id),
      onMakeSet: () => {
        void continuum.makeSet(id).then((made) => (made ? navigation.go('sets') : undefined));
      },
    }),
    [continuum, navigation, id],
  );
  if (!lineShown || line === undefined) return undefined;
  const refused = () => settings.notify({ text: continuumStrings.bypassed, tone: 'problem' });
  return { line, sounding, playing: playingLine, ...actions, ...(bypassed ? { onMakeSet: refused } : {}) };
}

export function usePlaneKeys(): PlaneKeys {
  const pin = useKeyLabel('plane.pin');
  const jnd = useKeyLabel('plane.jnd');
  const line = useKeyLabel('plane.line');
  const nearer = useKeyLabel('plane.nearer');
  const wider = useKeyLabel('plane.wider');
  return useMemo(() => ({ pin, jnd, line, nearer, wider }), [pin, jnd, line, nearer, wider]);
}
