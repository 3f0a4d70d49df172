import { AppError } from '../../core/base/errors.ts';
import type { RenderedSound } from '../services/engine-client.ts';
import { IDLE, type RenderState } from './app-state.ts';
import type { Context } from './context.ts';
import { createNewestWins, type Urgency } from './newest-wins.ts';
import { buildQuery, type WorldTexts } from './world-texts.ts';

export interface Rendering {
  /** Renders the recipe as it stands on the source as it stands. */
  render(urgency: Urgency): void;
  cancel(): void;
  /** A new source: nothing of the old one's results is kept. */
  clear(): void;
}

interface Job {
  readonly sourceId: string;
  readonly texts: WorldTexts;
}

/** After this long an old result is called old. */
const LATE_MS = 100;
/** Superseded results kept for a pane that still shows them. */
const KEPT_RESULTS = 6;

export function createRendering(context: Context): Rendering {
  const { store, engine, player, page, pictures } = context;
  let results: readonly string[] = [];
  let stopTimer: () => void = () => undefined;

  const update = (change: Partial<RenderState>) =>
    store.setState((state) => ({ render: { ...state.render, ...change } }));

  function startTimer(): void {
    stopTimer();
    stopTimer = page.after(LATE_MS, () => update({ late: true }));
  }

  function forget(ids: readonly string[]): void {
    for (const id of ids) {
      pictures.release(id);
      // A result that is already gone is as good as released.
      engine.release(id).catch(() => undefined);
    }
  }

  /** Equal queries answer with one id, so an id moves to the end instead of standing twice. */
  function remember(id: string): void {
    const all = [...results.filter((known) => known !== id), id];
    results = all.slice(-KEPT_RESULTS);
    forget(all.slice(0, -KEPT_RESULTS));
  }

  const jobs = createNewestWins<Job, RenderedSound>({
    run: (job, signal) =>
      engine.render(buildQuery(job.sourceId, job.texts), {
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) update({ progress });
        },
      }),
    started() {
      if (!store.getState().render.working) startTimer();
      update({ working: true, progress: undefined });
    },
    done(job, rendered) {
      if (store.getState().source?.sound.id !== job.sourceId) {
        forget([rendered.id]);
        return;
      }
      remember(rendered.id);
      update({ result: { rendered, texts: job.texts }, error: undefined, late: false });
      startTimer();
      player.setClip('result', rendered.clip);
    },
    failed(_job, thrown) {
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') update({ error });
    },
    idle() {
      stopTimer();
      update({ working: false, late: false, progress: undefined });
    },
  });

  return {
    render(urgency) {
      const { source, recipe } = store.getState();
      if (source) jobs.request({ sourceId: source.sound.id, texts: recipe.present }, urgency);
    },
    cancel: () => jobs.cancel(),
    clear() {
      jobs.cancel();
      forget(results);
      results = [];
      store.setState({ render: IDLE });
      player.setClip('result', undefined);
    },
  };
}
