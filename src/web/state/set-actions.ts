import { AppError } from '../../core/base/errors.ts';
import { parseManifest } from '../../core/sets/manifest.ts';
import { strings } from '../strings.ts';
import { setFactorStrings } from '../strings-set-factors.ts';
import { setStrings } from '../strings-sets.ts';
import { type AppState, mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import type { DraftRecord } from './deed.ts';
import { portableQuery } from './exporting.ts';
import { localTime } from './local-time.ts';
import { readRequest } from './recipe-doc.ts';
import { keepSame } from './same-rows.ts';
import { exclusionsOf } from './set-details.ts';
import { draftFromRecipe, draftOf, type FactorDraft, manifestText, newFactor, type SetDraft } from './set-draft.ts';
import { withSpeech } from './set-factors.ts';
import { createSetListening } from './set-hearing.ts';
import { createSetRun } from './set-run.ts';
import { SET_TELLS, type SetPlan } from './set-state.ts';
import type { SetActions, SetParts } from './sets.ts';
import { findSound, withIds } from './sound-names.ts';

const NOTHING: readonly string[] = [];
const RUNNING = 'set-running';
const YES = 'yes';
const PLAN_AFTER_MS = 150;
/** A pause that ends what is typed. */
const REST_MS = 400;
const MOST_MANIFEST_BYTES = 4_000_000;

/** What is done with the set. */
export function createSetActions(
  context: Context,
  { store, put, recipe, audition, open }: SetParts,
): Omit<SetActions, 'store' | 'choose'> {
  const { engine, page, deeds, notify } = context;
  let lastId = 0;
  let planning: AbortController | undefined;
  let planned: Promise<void> = Promise.resolve();
  /** The draft was changed since its rows were last asked for. */
  let isDue = false;
  let stopTimer: () => void = () => undefined;

  function newId(): string {
    lastId++;
    return `factor-${Date.now().toString(36)}-${lastId}`;
  }

  let before: { readonly draft: SetDraft | undefined } | undefined;
  let stopRest: () => void = () => undefined;

  /** What was typed without a pause is one entry of undo. */
  function record(): void {
    stopRest();
    const was = before;
    before = undefined;
    const after = store.getState().draft;
    if (was === undefined || JSON.stringify(was.draft) === JSON.stringify(after)) return;
    deeds.record({
      kind: 'set',
      ...(was.draft ? { before: plain(was.draft) } : {}),
      ...(after ? { after: plain(after) } : {}),
    });
  }
  deeds.onSettling(record);

  function set(draft: SetDraft | undefined): void {
    before ??= { draft: store.getState().draft };
    put(draft);
    stopRest();
    stopRest = page.after(REST_MS, record);
  }

  store.subscribe(({ draft }, { draft: was }) => {
    if (draft === was) return;
    isDue = true;
    stopTimer();
    stopTimer = page.after(PLAN_AFTER_MS, plan);
  });

  /** Shows a set, and offers the one that it replaces. */
  function replace(draft: SetDraft, text: string): void {
    const before = store.getState().draft;
    set(draft);
    const applies = () => store.getState().draft === draft;
    const back = { label: strings.undo, run: () => set(before), applies };
    notify({ text, tone: 'info', ...(before ? { action: back } : {}) });
  }

  function rework(make: (draft: SetDraft, newId: () => string) => SetDraft): void {
    const { draft } = store.getState();
    const next = draft && make(draft, newId);
    if (next === draft) return;
    record();
    set(next);
    // An entry of its own, in a task of its own: a draft may hold a table.
    stopRest();
    stopRest = page.after(0, record);
  }

  function plan(): void {
    stopTimer();
    isDue = false;
    planned = planNow();
  }

  /** The rows of the draft as it stands, which may have been changed a moment ago. */
  async function present(): Promise<SetPlan> {
    if (isDue) plan();
    for (let last: Promise<void> | undefined; last !== planned; ) {
      last = planned;
      await last;
    }
    return store.getState().plan;
  }

  /** @param again once more when the engine, and not the page, gives it up: another of its workers knows no set */
  async function planNow(again = true): Promise<void> {
    planning?.abort();
    const { draft, plan: before } = store.getState();
    if (!draft) return;
    const job = new AbortController();
    planning = job;
    const text = manifestText(draft);
    store.setState({ plan: { ...before, status: 'planning' } });
    try {
      const planned = await engine.sets.plan(text, { signal: job.signal, onProgress: () => undefined });
      const isWhole = exclusionsOf(draft).every((each) => each.trim() === '');
      const leftOut = isWhole ? NOTHING : await engine.sets.leftOut(text);
      if (job.signal.aborted) return;
      const rows = keepSame(store.getState().plan.rows, planned);
      store.setState({ plan: { status: 'ready', rows, leftOut, text, issues: [], error: undefined } });
      goOn();
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (job.signal.aborted) return;
      if (error.kind === 'cancelled') return again ? planNow(false) : undefined;
      const isReading = context.store.getState().library.some(({ status }) => status === 'loading');
      // It may be there in a moment, and then the rows are asked for again.
      if (error.code === 'source-not-found' && isReading) return;
      store.setState({ plan: { ...before, status: 'wrong', issues: error.issues, error } });
    }
  }

  const run = createSetRun(context, store, { plan, present });
  // A run that the page's end interrupted goes on where it was, when its rows are known again.
  let isInterrupted = page.readChoice(RUNNING) === YES;

  function goOn(): void {
    if (!isInterrupted || !mayEdit(context.store.getState())) return;
    isInterrupted = false;
    const left = store.getState().plan.rows.filter(({ cached }) => !cached).length;
    if (left === 0) return;
    // This run alone, paused or not, and none that comes after it.
    let goesOn = true;
    const applies = () => goesOn && store.getState().run.status !== 'idle';
    notify({
      text: setStrings.goesOn(left),
      tone: 'info',
      action: { label: setStrings.stop, run: run.cancel, applies },
    });
    void run.start().finally(() => {
      goesOn = false;
    });
  }

  async function importFile(file: File): Promise<void> {
    try {
      if (file.size > MOST_MANIFEST_BYTES) throw new AppError('size-limit', setStrings.manifestTooLarge(file.name));
      const manifest = parseManifest(JSON.parse(await file.text()));
      replace(draftOf(manifest, newId), setStrings.imported(file.name));
    } catch (thrown) {
      const reason = thrown instanceof SyntaxError ? setStrings.notJson : AppError.from(thrown).message;
      notify({ text: setStrings.notImported(file.name, reason), tone: 'problem' });
    }
  }

  function withFactors(change: (factors: readonly FactorDraft[]) => readonly FactorDraft[]): void {
    const { draft } = store.getState();
    if (draft) set({ ...draft, factors: change(draft.factors) });
  }

  // What stands still has nothing to lose: its rows are in the cache.
  store.subscribe(({ run, tells }, before) => {
    const { status } = run;
    const percent = run.total === 0 ? 0 : Math.floor((100 * run.done) / run.total);
    page.setMark('set', status === 'idle' ? undefined : setStrings.mark(percent, status === 'paused'));
    if (status === before.run.status) return;
    if (status === 'idle' && tells) page.tell(run.summary ?? setStrings.exportFailed);
    const setRunning = status === 'running' || status === 'exporting';
    page.keepChoice(RUNNING, status === 'running' ? YES : '');
    if (setRunning !== context.store.getState().setRunning) context.store.setState({ setRunning });
  });

  let known = '';
  function lookAtSounds({ library }: AppState): void {
    const sounds = library.map(({ key, status }) => `${key} ${status}`).join();
    if (sounds === known) return;
    known = sounds;
    plan();
  }
  context.store.subscribe(lookAtSounds);
  lookAtSounds(context.store.getState());

  async function measureRoom(): Promise<void> {
    const room = await page.storage().catch(() => undefined);
    store.setState({ free: room && room.quota - room.used });
  }

  return {
    ...run,
    ...createSetListening(context, store, audition),
    fromRecipe() {
      const request = JSON.parse(portableQuery(context.store.getState()));
      replace(dated(draftFromRecipe(request, newId)), setStrings.made);
    },
    fromDraft: (make) => replace(dated(make(newId)), setStrings.made),
    take: set,
    change(change) {
      const { draft } = store.getState();
      if (draft) set({ ...draft, ...change });
    },
    rework,
    addSpeech() {
      const { library, recipe } = context.store.getState();
      const marksOf = (name: string) => recipe.present.marks?.[findSound(library, name)?.sound?.id ?? ''] ?? [];
      rework((draft, id) => {
        const made = withSpeech(draft, marksOf, id);
        if (made && made.without.length > 0) {
          notify({ text: setFactorStrings.noMarks(made.without.join(', ')), tone: 'problem' });
        }
        return made?.draft ?? draft;
      });
    },
    addFactor: () => withFactors((factors) => [...factors, newFactor(newId(), { name: freeName(factors) })]),
    changeFactor: (id, change) =>
      withFactors((factors) => factors.map((factor) => (factor.id === id ? { ...factor, ...change } : factor))),
    removeFactor: (id) => withFactors((factors) => factors.filter((factor) => factor.id !== id)),
    importFile,
    saveManifest() {
      const { draft } = store.getState();
      if (!draft) return;
      const blob = new Blob([manifestText(draft)], { type: 'application/json' });
      page.saveFile(blob, `${draft.name}.manifest.json`);
    },
    openRow(index) {
      const row = store.getState().plan.rows[index];
      const found = row && readRequest(JSON.parse(row.query), recipe.newId);
      if (!found) {
        notify({ text: setStrings.notOpened, tone: 'problem' });
        return false;
      }
      const { library, selected } = context.store.getState();
      const source = typeof found.file === 'string' ? findSound(library, found.file) : undefined;
      if (source && source.key !== selected) void open(source.key);
      recipe.apply(withIds(found.doc, library));
      notify({ text: setStrings.opened(row.name), tone: 'info', action: { label: strings.undo, run: recipe.undo } });
      return true;
    },
    refresh() {
      store.setState(({ means, meansFailed }) => {
        if (meansFailed.length === 0) return {};
        return { means: new Map([...means].filter(([id]) => !meansFailed.includes(id))), meansFailed: [] };
      });
      void measureRoom();
      plan();
    },
    async tellWhenDone(on) {
      const isAllowed = !on || (await page.askToTell());
      if (!isAllowed) notify({ text: setStrings.mayNotTell, tone: 'problem' });
      page.keepChoice(SET_TELLS, on && isAllowed ? YES : '');
      store.setState({ tells: on && isAllowed });
    },
  };
}

/** A draft as it is kept: its own copy, which may be changed. */
function plain(draft: SetDraft): DraftRecord {
  return structuredClone(draft) as DraftRecord;
}

function freeName(factors: readonly FactorDraft[]): string {
  const taken = new Set(factors.map(({ name }) => name));
  let n = factors.length + 1;
  while (taken.has(`factor${n}`)) n += 1;
  return `factor${n}`;
}

/** A set that begins now, whenever it is written: its archive is the same each time. */
function dated(draft: SetDraft): SetDraft {
  return { ...draft, rest: { ...draft.rest, created: localTime(Date.now()) } };
}
