import type { StoreApi } from 'zustand/vanilla';
import { AppError } from '../../core/base/errors.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { setStrings } from '../strings-sets.ts';
import type { Context } from './context.ts';
import { detailsOf } from './set-details.ts';
import type { SetDraft } from './set-draft.ts';
import { gatherNews } from './set-news.ts';
import { readPaces, withRow } from './set-pace.ts';
import { sourcesOf } from './set-sounds.ts';
import { IDLE_RUN, isCached, type SetPlan, type SetRun, type SetsState } from './set-state.ts';

/** Under which it is kept how fast rows were made. */
const PACES = 'set-paces';

export interface SetRunActions {
  /** Renders every row, or those that are given; what is in the cache is only found. */
  start(rows?: readonly PlannedRow[]): Promise<void>;
  /** Renders again what failed. */
  retry(): Promise<void>;
  /** After the row that is being made. */
  pause(): void;
  resume(): void;
  /** What is done stays in the cache. */
  cancel(): void;
  /** Saves the set as a zip; must be called from a user gesture. */
  export(): Promise<void>;
}

/** How a run knows its rows. */
export interface RunRows {
  /** Asks for them again: some may be in the cache now. */
  plan(): void;
  /** Those of the draft as it stands. */
  present(): Promise<SetPlan>;
}

export function createSetRun(
  { engine, page, notify, store: app }: Context,
  store: StoreApi<SetsState>,
  { plan: replan, present }: RunRows,
): SetRunActions {
  let job: AbortController | undefined;
  let wake: () => void = () => undefined;

  const update = (change: Partial<SetRun>) => store.setState(({ run }) => ({ run: { ...run, ...change } }));
  const news = gatherNews(store, page);
  store.setState({ paces: readPaces(page.readChoice(PACES)), threads: engine.sets.atOnce });

  /** Resolves when the run may go on. */
  function turn(signal: AbortSignal): Promise<void> {
    if (store.getState().run.status !== 'paused' || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const before = wake;
      wake = () => {
        before();
        resolve();
      };
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** What is known of rows before they are made is how long their sources are. */
  function learn(row: PlannedRow, ms: number): void {
    const [sources] = sourcesOf([row], app.getState().library);
    const seconds = sources?.reduce((sum, { duration }) => sum + duration, 0) ?? 0;
    if (seconds > 0) store.setState(({ paces }) => ({ paces: withRow(paces, row.query, ms, seconds) }));
  }

  async function renderRow(row: PlannedRow, text: string, signal: AbortSignal): Promise<void> {
    const before = store.getState().rows.get(row.signature);
    news.mark(row, { kind: 'working' });
    const started = page.now();
    try {
      const outcome = await engine.sets.render(text, row.index, { signal, onProgress: () => undefined });
      const done = outcome.kind === 'rendered';
      const ms = page.now() - started;
      const isComputed = done && !outcome.facts.cached;
      if (isComputed) learn(row, ms);
      news.mark(
        row,
        done ? { kind: 'done', facts: outcome.facts } : { kind: 'failed', message: outcome.error.message },
      );
      news.count({ cached: done && outcome.facts.cached, failed: !done, ms: isComputed ? ms : 0 });
    } catch (thrown) {
      news.mark(row, before?.kind === 'working' ? undefined : before);
      throw thrown;
    }
  }

  async function renderAll(rows: readonly PlannedRow[], text: string): Promise<void> {
    if (store.getState().run.status !== 'idle' || rows.length === 0) return;
    const controller = new AbortController();
    job = controller;
    const { atOnce } = engine.sets;
    const expected = rows.filter((row) => !isCached(row, store.getState().rows)).length;
    store.setState({ run: { ...IDLE_RUN, status: 'running', total: rows.length, atOnce, expected } });
    const left = rows.values();
    let failure: AppError | undefined;
    const takeRows = async (): Promise<void> => {
      for (const row of left) {
        await turn(controller.signal);
        if (controller.signal.aborted) return;
        await renderRow(row, text, controller.signal);
      }
    };
    const stop = (thrown: unknown): void => {
      failure ??= AppError.from(thrown);
      controller.abort();
    };
    await Promise.all(Array.from({ length: atOnce }, () => takeRows().catch(stop)));
    news.tell();
    page.keepChoice(PACES, JSON.stringify(store.getState().paces));
    if (failure !== undefined && failure.kind !== 'cancelled') notify({ text: failure.message, tone: 'problem' });
    const { run } = store.getState();
    update({ status: 'idle', summary: controller.signal.aborted ? setStrings.stopped(run) : setStrings.done(run) });
    replan();
  }

  /** Found rows and computed ones, and a pass before, take other times: what passed of the one tells nothing of the other. */
  function isEven(draft: SetDraft): boolean {
    const { plan, rows } = store.getState();
    const { levels, clip } = detailsOf(draft);
    const computed = plan.rows.filter((row) => !isCached(row, rows)).length;
    const isOnePass = levels !== 'mean' && clip !== 'set';
    return isOnePass && (computed === 0 || computed === plan.rows.length);
  }

  async function save(handle: FileSystemFileHandle | undefined, draft: SetDraft, text: string): Promise<void> {
    const { name } = draft;
    const controller = new AbortController();
    job = controller;
    const total = store.getState().plan.rows.length;
    const started = page.now();
    const tellsTime = isEven(draft);
    store.setState({ run: { ...IDLE_RUN, status: 'exporting', total } });
    const onProgress = ({ fraction }: { readonly fraction: number }) => {
      if (controller.signal.aborted) return;
      update({ done: Math.round(fraction * total), elapsedMs: tellsTime ? page.now() - started : 0 });
    };
    try {
      const { archives, failed } = await engine.sets.export(text, handle, { signal: controller.signal, onProgress });
      for (const [index, archive] of archives.entries()) {
        const part = index + (handle ? 2 : 1);
        page.saveFile(archive, part === 1 ? `${name}.zip` : `${name}-${part}.zip`);
      }
      update({ status: 'idle', summary: setStrings.exported(`${name}.zip`, total - failed, failed) });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') notify({ text: error.message, tone: 'problem' });
      update({ status: 'idle', summary: error.kind === 'cancelled' ? setStrings.exportStopped : undefined });
    }
    replan();
  }

  /** Renders those of the present rows that are asked for; a set with a problem has none. */
  async function startOf(isAsked: (row: PlannedRow) => boolean): Promise<void> {
    const plan = await present();
    if (isReady(plan)) await renderAll(plan.rows.filter(isAsked), plan.text);
  }

  function isReady({ status }: SetPlan): boolean {
    if (status === 'ready') return true;
    notify({ text: status === 'wrong' ? setStrings.wrongFirst : setStrings.notYet, tone: 'problem' });
    return false;
  }

  return {
    start(rows) {
      const asked = rows && new Set(rows.map(({ signature }) => signature));
      return startOf(({ signature }) => asked?.has(signature) ?? true);
    },
    retry: () => startOf(({ signature }) => store.getState().rows.get(signature)?.kind === 'failed'),
    pause() {
      if (store.getState().run.status === 'running') update({ status: 'paused' });
    },
    resume() {
      if (store.getState().run.status !== 'paused') return;
      update({ status: 'running' });
      wake();
      wake = () => undefined;
    },
    cancel: () => job?.abort(),
    async export() {
      const { draft, run } = store.getState();
      if (!draft || run.status !== 'idle') return;
      // Before a file is asked for: browsers make it as soon as it is chosen.
      if (!isReady(await present())) return;
      const chosen = await page.chooseDestination(`${draft.name}.zip`);
      if (chosen === 'again') notify({ text: setStrings.pressAgain, tone: 'info' });
      if (chosen === undefined || chosen === 'again') return;
      const destination = chosen === 'download' ? undefined : chosen;
      // While it was chosen, the set may have been changed, or a run begun.
      const plan = await present();
      const isIdle = store.getState().run.status === 'idle';
      if (isIdle && isReady(plan)) await save(destination, draft, plan.text);
      else if (destination) await page.discard(destination);
    },
  };
}
