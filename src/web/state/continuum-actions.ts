import { AppError } from '../../core/base/errors.ts';
import { continuumStrings } from '../strings-continuum.ts';
import { nestedStrings } from '../strings-nested.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import type { ContinuumActions, ContinuumParts } from './continuum.ts';
import { portableQuery } from './exporting.ts';
import { EMPTY_PLANE } from './plane-doc.ts';
import { type PlanePoint, SOURCE_POINT } from './plane-geometry.ts';
import { lineBetween, linePoints } from './plane-line.ts';
import { tellPlayFailure } from './play-failure.ts';
import { docAt } from './point-doc.ts';
import { activeSteps, heardPart } from './recipe-doc.ts';
import { draftFromLine } from './set-draft.ts';
import { engineQuery } from './sound-names.ts';

const GAP_MS = 300;
/** Ends so near to each other are none. */
const LEAST = 0.3;

/** What is done with the line of the plane. */
export function createContinuumActions(
  context: Context,
  { recipe, plane, sets, audition }: ContinuumParts,
): Omit<ContinuumActions, 'drag' | 'change' | 'makeSet'> & { makeSet(step: string): boolean } {
  const { store, engine, player, page, notify } = context;
  let job: AbortController | undefined;

  const docOf = () => store.getState().recipe.present;
  const planeOf = () => docOf().plane ?? EMPTY_PLANE;

  function stop(): void {
    job?.abort();
    job = undefined;
    if (plane.store.getState().sounding !== undefined) audition.stop();
    plane.store.setState({ sounding: undefined, playingLine: false });
  }

  // Whatever else is heard ends it.
  player.subscribe(({ playing }) => {
    if (playing) stop();
  });

  async function render(step: string, at: PlanePoint, signal: AbortSignal) {
    const state = store.getState();
    const doc = heardPart(docAt(docOf(), step, at), state.listening);
    const text = engineQuery(state, doc, state.source?.sound.id ?? '');
    const { clip, id } = await engine.render(text, { signal, onProgress: () => undefined });
    await engine.release(id);
    if (clip === undefined) throw new AppError('size-limit', continuumStrings.tooLong);
    return clip;
  }

  /** Plays some of the points; a failure is told, an end is silent. */
  async function hear(step: string, indices: readonly number[], isAll: boolean): Promise<void> {
    stop();
    takeTurn(audition, stop);
    const { line } = planeOf();
    if (line === undefined || store.getState().source === undefined) return;
    const points = linePoints(line);
    const current = new AbortController();
    job = current;
    plane.store.setState({ playingLine: isAll });
    try {
      for (const index of indices) {
        const clip = await render(step, points[index] ?? SOURCE_POINT, current.signal);
        if (current.signal.aborted) return;
        player.stop();
        audition.setClip('result', clip);
        audition.setSide('result');
        plane.store.setState({ sounding: index });
        await audition.play(0);
        await silence(current.signal);
        if (current.signal.aborted) return;
        if (isAll && index !== indices.at(-1)) await pause(current.signal);
        if (current.signal.aborted) return;
      }
      stop();
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (current.signal.aborted || error.kind === 'cancelled') return;
      stop();
      tellPlayFailure(context, error);
    }
  }

  /** Until what is heard has ended. */
  function silence(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        unsubscribe();
        resolve();
      };
      const unsubscribe = audition.subscribe(({ playing }) => {
        if (!playing) done();
      });
      signal.addEventListener('abort', done);
      if (!audition.state().playing) done();
    });
  }

  function pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = page.after(GAP_MS, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  return {
    toggle(step) {
      const { lineShown } = plane.store.getState();
      stop();
      plane.store.setState({ lineShown: !lineShown });
      if (lineShown || planeOf().line !== undefined) return;
      const dot = plane.pointOf(step) ?? SOURCE_POINT;
      const end = Math.hypot(dot.f0, dot.vtl) > LEAST ? dot : FIRST_END;
      recipe.annotate({ plane: { ...planeOf(), line: lineBetween(SOURCE_POINT, end) } });
    },
    preview: (step, index) => hear(step, [index], false),
    async play(step) {
      if (plane.store.getState().playingLine) return stop();
      const { line } = planeOf();
      await hear(step, line === undefined ? [] : linePoints(line).map((_, index) => index), true);
    },
    stop,
    makeSet(step) {
      const { line } = planeOf();
      if (docOf().around !== undefined) {
        notify({ text: nestedStrings.setOfWhole, tone: 'problem' });
        return false;
      }
      const index = activeSteps(docOf()).findIndex(({ id }) => id === step);
      if (line === undefined || index < 0) return false;
      const request = JSON.parse(portableQuery(store.getState()));
      sets.fromDraft((newId) => draftFromLine(request, index, linePoints(line), newId));
      return true;
    },
  };
}

/** Where a first line ends when the dot is still on the source: the step that studies usually take. */
const FIRST_END: PlanePoint = { f0: -12, vtl: 3.8 };
