import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Progress } from '../../core/engine/engine.ts';
import type { RenderedSound } from '../services/engine-client.ts';
import { type AppState, IDLE, type RenderState } from './app-state.ts';
import type { Context } from './context.ts';
import { withMissingName } from './missing-sound.ts';
import { placesOf } from './nested.ts';
import { createNewestWins, type Urgency } from './newest-wins.ts';
import { checkRecipe } from './recipe-check.ts';
import { heardPart, meaningOf, type RecipeDoc } from './recipe-doc.ts';
import { createShowing } from './showing.ts';
import { engineQuery, findSound, withIds } from './sound-names.ts';
import { soundStream } from './sound-stream.ts';
import { originOf } from './source-of.ts';

export interface Rendering {
  /**
   * Renders what is listened to on the source as it stands; an invalid recipe leaves the last valid one.
   * @param asked somebody asked for it, and not only for another recipe: a long sound takes minutes
   */
  render(urgency: Urgency, asked?: boolean): void;
  /** The sound that a recipe begins with, where it is made from others; shown, and stopped, as a result is. */
  prepare(query: string): Promise<RenderedSound>;
  /** @param open told when a result is asked for and the source is not the one that the open recipe begins with */
  onOtherSource(open: () => void): void;
  cancel(): void;
  /** A new source: nothing of the old one's results is kept. */
  clear(): void;
}

interface Job {
  readonly sourceId: string;
  readonly recipe: RecipeDoc;
  readonly urgency: Urgency;
}

interface Done {
  readonly job: Job;
  readonly rendered: RenderedSound;
}

/** Whether two documents have the same of their recipes open. */
function isSameLevel(a: RecipeDoc, b: RecipeDoc): boolean {
  return a === b || JSON.stringify(placesOf(a)) === JSON.stringify(placesOf(b));
}

/** After this long an old result is called old. */
const LATE_MS = 130;
/** Superseded results kept for a pane that still shows them. */
const KEPT_RESULTS = 6;

export function createRendering(context: Context): Rendering {
  const { store, engine, player, page, pictures, notify } = context;
  let results: readonly string[] = [];
  /** The newest that can be made: what stays in the ear while a recipe is wrong. */
  let valid = heardPart(store.getState().recipe.present, store.getState().listening);
  /** Of a result that is not whole yet: it is heard before it is seen. */
  let early: Clip | undefined;
  let running = false;
  let stopTimer: () => void = () => undefined;
  /** Not told while an old result stands that is not yet called old: nobody would see it. */
  let progress: Progress | undefined;
  let preparing: AbortController | undefined;
  let openOther: () => void = () => undefined;

  const update = (change: Partial<RenderState>) =>
    store.setState((state) => ({ render: { ...state.render, ...change } }));

  function startTimer(): void {
    stopTimer();
    stopTimer = page.after(LATE_MS, () => update({ late: true, progress }));
  }

  function tell(now: Progress): void {
    progress = now;
    const { result, late } = store.getState().render;
    if (late || result === undefined) update({ progress });
  }

  function forget(ids: readonly string[]): void {
    for (const id of ids) {
      pictures.release(id);
      // A result that is already gone is as good as released.
      engine.release(id).catch(() => undefined);
    }
  }

  /** Equal queries answer with one id, so an id moves to the end instead of standing twice, and is held once. */
  function remember(id: string): void {
    if (results.includes(id)) engine.release(id).catch(() => undefined);
    // It may have been here before, and have left pictures that could no longer be made.
    else pictures.release(id);
    const all = [...results.filter((known) => known !== id), id];
    results = all.slice(-KEPT_RESULTS);
    forget(all.slice(0, -KEPT_RESULTS));
  }

  const showing = createShowing<Done>({
    after: page.after,
    shown({ job, rendered }) {
      remember(rendered.id);
      update({ result: { rendered, recipe: job.recipe }, error: undefined, late: false, working: running });
    },
    // It was never drawn, so it has no pictures.
    dropped: ({ rendered }) => void engine.release(rendered.id).catch(() => undefined),
  });

  const jobs = createNewestWins<Job, RenderedSound>({
    run: (job, signal) =>
      engine.render(engineQuery(store.getState(), job.recipe, job.sourceId), {
        signal,
        onProgress: (now) => {
          if (!signal.aborted) tell(now);
        },
        onSound(clip) {
          if (signal.aborted || store.getState().source?.sound.id !== job.sourceId) return;
          player.setClip('result', clip);
          early = clip;
        },
      }),
    started() {
      running = true;
      progress = undefined;
      showing.begin();
      if (!store.getState().render.working) startTimer();
      update({ working: true, progress: undefined });
    },
    done(job, rendered) {
      if (store.getState().source?.sound.id !== job.sourceId) {
        forget([rendered.id]);
        return;
      }
      try {
        // The ear first: what follows is drawing.
        if (early === undefined || early !== rendered.clip) play(rendered);
      } finally {
        early = undefined;
        startTimer();
        showing.show({ job, rendered }, job.urgency === 'drag', rendered.elapsedMs);
      }
    },
    failed(_job, thrown) {
      const error = AppError.from(thrown);
      showing.flush();
      takeBack();
      if (error.kind !== 'cancelled') update({ error: withMissingName(error, store.getState()) });
    },
    idle() {
      running = false;
      stopTimer();
      update({ working: showing.waits(), late: false, progress: undefined });
      showing.rest();
    },
  });

  function cancel(): void {
    preparing?.abort();
    endPreparing();
    jobs.cancel();
    showing.flush();
    takeBack();
  }

  function play(rendered: RenderedSound | undefined): void {
    const stream = (of: RenderedSound) => soundStream(engine, of.id, of.shape, notify);
    player.setClip('result', rendered && (rendered.clip ?? stream(rendered)));
  }

  /** What was heard of a result that never became whole is not what is shown. */
  function takeBack(): void {
    if (early === undefined) return;
    early = undefined;
    play(store.getState().render.result?.rendered);
  }

  function render(urgency: Urgency, asked = false): void {
    const { source, recipe, listening } = store.getState();
    // Another source is on its way, and renders when it is there.
    if (source?.entry.key !== originOf(store.getState())?.key) {
      if (asked) openOther();
      return;
    }
    const heard = heardPart(recipe.present, listening);
    if (checkRecipe(heard).ok) valid = heard;
    // A recipe that never was right leaves the sound that it begins with, not another recipe's steps.
    else if (!isSameLevel(valid, heard)) valid = { ...heard, steps: [] };
    else if (store.getState().render.result?.recipe === valid) return;
    const waits = source?.clip === undefined && !asked;
    if (source && !waits) jobs.request({ sourceId: source.sound.id, recipe: valid, urgency }, urgency);
  }

  function endPreparing(): void {
    if (preparing === undefined) return;
    preparing = undefined;
    stopTimer();
    update({ working: false, late: false, progress: undefined });
  }

  // A name in the recipe may mean another sound now, or one at last.
  store.subscribe((state, before) => {
    if (state.library === before.library || state.source === undefined) return;
    const missed = state.render.error?.details['source'];
    const isHere = (library: AppState['library']) => typeof missed === 'string' && findSound(library, missed);
    if (isHere(state.library) && !isHere(before.library)) return render('commit');
    const heard = heardPart(state.recipe.present, state.listening);
    const [now, then] = [withIds(heard, state.library), withIds(heard, before.library)];
    if (now !== then && meaningOf(now) !== meaningOf(then)) render('commit');
  });

  return {
    async prepare(query) {
      cancel();
      const job = new AbortController();
      preparing = job;
      progress = undefined;
      startTimer();
      update({ working: true, error: undefined });
      try {
        return await engine.render(query, {
          signal: job.signal,
          onProgress: (now) => {
            if (preparing === job) tell(now);
          },
        });
      } finally {
        if (preparing === job) endPreparing();
      }
    },
    onOtherSource(open) {
      openOther = open;
    },
    render,
    cancel,
    clear() {
      showing.drop();
      cancel();
      forget(results);
      results = [];
      store.setState({ render: IDLE });
      player.setClip('result', undefined);
    },
  };
}
