import type { F0EditFamily } from '../../core/modules/f0-edits.ts';
import { WORLD_OPTIONS } from '../../core/modules/world-options.ts';
import type { JsonObject } from '../forms/json.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import { f0Strings } from '../strings-f0.ts';
import { type AppState, mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import {
  type Contour,
  countVoiced,
  type Dot,
  dotsOf,
  type Frames,
  fewestAnchors,
  frameAt,
  framesIn,
  runAt,
  type Suspect,
  spanOf,
  suspectPieces,
} from './f0-contour.ts';
import { f0EditSentence } from './f0-edit-texts.ts';
import type { F0Change, F0Editing, F0EditingState } from './f0-editing.ts';
import { f0Entries, f0StepOf, mergeShifts } from './f0-entries.ts';
import { whyNoF0Edits } from './f0-reason.ts';
import type { RecipeActions } from './recipe.ts';
import { checkRecipe } from './recipe-check.ts';
import type { ViewActions } from './viewing.ts';

const t = f0Strings;
/** s of blending where a drawn melody meets what stays; a correction takes the line as it is. */
const BLEND = 0.01;
/** st that fewest anchors may miss. */
const STYLISED = 2;

/** Of a `world` step, what f0 before its change depends on. */
function givenOf(state: AppState): JsonObject {
  const params = f0StepOf(state.recipe.present)?.params ?? {};
  const names = [...Object.keys(WORLD_OPTIONS), 'edits'];
  return Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name)));
}

const keyOf = (suspect: Suspect): string => `${suspect.kind} ${suspect.first} ${suspect.last}`;

/** What is done with f0. @param store where the tools stand */
export function createF0Actions(
  { store: app, engine, page }: Context,
  store: F0Editing['store'],
  recipe: RecipeActions,
  view: ViewActions,
): Omit<F0Editing, 'store'> {
  let wanted = '';
  let asking: AbortController | undefined;
  /** What was asked for last. */
  let coming: Promise<unknown> = Promise.resolve();
  let dismissed = new Set<string>();

  function setEdited(edited: EditedF0 | undefined): void {
    const pieces = edited && suspectPieces({ framePeriodMs: edited.framePeriodMs, f0: edited.corrected });
    // Of what takes one piece they are there at once; those of before stand nowhere in another line.
    const first = pieces?.next();
    setSuspects({ edited }, first?.done ? first.value : []);
    if (!pieces || !first || first.done) return;
    const goOn = (): void => {
      if (store.getState().edited !== edited) return;
      const piece = pieces.next();
      if (piece.done) setSuspects({}, piece.value);
      else page.after(0, goOn);
    };
    page.after(0, goOn);
  }

  function setSuspects(change: Partial<F0EditingState>, found: readonly Suspect[]): void {
    const suspects = found.filter((suspect) => !dismissed.has(keyOf(suspect)));
    const { suspect } = store.getState();
    const kept = suspect && suspects.find((other) => keyOf(other) === keyOf(suspect));
    store.setState({ ...change, suspects, suspect: kept });
  }

  /** Keeps `edited` to what source and step say; the newest question wins. */
  function follow(): void {
    const state = app.getState();
    const { source } = state;
    const known = source?.f0.status === 'ready' ? source : undefined;
    const given = givenOf(state);
    const isRight = checkRecipe(state.recipe.present).ok;
    const key = known ? JSON.stringify([known.sound.id, given, isRight]) : '';
    if (key === wanted) return;
    const isOther = JSON.parse(key || '[""]')[0] !== JSON.parse(wanted || '[""]')[0];
    wanted = key;
    asking?.abort();
    if (isOther) {
      dismissed = new Set();
      store.setState({ proposal: undefined, suspect: undefined, noisy: undefined });
    }
    if (!known || isOther) setEdited(undefined);
    if (!known || !isRight) return;
    if (Object.keys(given).length === 0 && known.f0.status === 'ready') {
      const { framePeriodMs, f0, mean } = known.f0.value;
      setEdited({ framePeriodMs, tracked: f0, corrected: f0, shaped: f0, mean });
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    coming = engine.f0Edits.edit(known.sound.id, given, { signal, onProgress: () => undefined }).then(
      (edited) => {
        if (!signal.aborted) setEdited(edited);
      },
      // What is wrong with the sound or the step is said where it is rendered.
      () => undefined,
    );
  }
  app.subscribe((state, before) => {
    // Not with each move of the cursor: a contour from a file is long.
    if (state.source !== before.source || state.recipe.present !== before.recipe.present) follow();
  });
  follow();

  const contourOf = (family: F0EditFamily): Contour | undefined => {
    const { edited } = store.getState();
    return (
      edited && { framePeriodMs: edited.framePeriodMs, f0: family === 'correct' ? edited.corrected : edited.shaped }
    );
  };
  const contour = (family = store.getState().family) => contourOf(family);

  function target(): Frames | undefined {
    const { selection, cursor } = app.getState().view;
    const line = contour();
    if (!line) return undefined;
    return selection ? framesIn(line, selection) : runAt(line, frameAt(line, cursor));
  }

  function reason(): string | undefined {
    const why = whyNoF0Edits(app.getState().recipe.present);
    if (why !== undefined) return why;
    return store.getState().edited === undefined ? t.reasons.notFound : undefined;
  }

  async function settled(): Promise<EditedF0 | undefined> {
    for (let last: unknown; last !== coming; ) {
      last = coming;
      await coming;
    }
    return store.getState().edited;
  }

  const say = (spoken: string): void => app.setState({ spoken });

  /** Adds an edit, or changes the last one where it is of the same kind at the same place. */
  function append(edit: JsonObject, live = false): void {
    const step = f0StepOf(app.getState().recipe.present);
    if (!step) return;
    const entries = f0Entries(step);
    const last = entries.at(-1);
    const merged = live && last && !last.bypassed ? mergeShifts(last.edit, edit) : undefined;
    const kept = merged === undefined ? entries : entries.slice(0, -1);
    const now = merged === null ? [] : [{ edit: merged ?? edit, bypassed: false }];
    recipe.setF0Entries(step.id, [...kept, ...now], live);
    say(f0EditSentence(merged ?? edit));
  }

  function change(what: F0Change, at = target(), family = store.getState().family, live = false): boolean {
    const why = reason() ?? (mayEdit(app.getState()) ? undefined : t.reasons.problem);
    const line = contour(family);
    if (why !== undefined || !line || !at) {
      say(why ?? t.reasons.nothing);
      return false;
    }
    if (what.operation !== 'voice' && countVoiced(line, at) === 0) {
      say(t.reasons.unvoiced);
      return false;
    }
    append(editOf(line, what, at, family), live);
    const noisy = family === 'shape' && what.operation === 'voice' ? at : undefined;
    store.setState({ proposal: undefined, noisy });
    return true;
  }

  function editOf(line: Contour, what: F0Change, at: Frames, family: F0EditFamily): JsonObject {
    const blend = what.operation === 'draw' && family === 'shape' ? { blend: BLEND } : {};
    const value = 'value' in what ? { value: jsonOf(what.value) } : {};
    return { operation: what.operation, family, ...spanOf(line, at), ...value, ...blend };
  }

  async function preview(at: Frames, signal: AbortSignal): Promise<Contour | undefined> {
    const { tool, smoothing, family } = store.getState();
    const line = contour();
    const what = tool === 'smooth' ? smoothing : tool === 'stylise' ? stylised(at) : undefined;
    const source = app.getState().source;
    if (!(line && what && source) || reason() !== undefined) return undefined;
    const given = givenOf(app.getState());
    const edits = [...(Array.isArray(given['edits']) ? given['edits'] : []), editOf(line, what, at, family)];
    const job = { signal, onProgress: () => undefined };
    const edited = await engine.f0Edits.edit(source.sound.id, { ...given, edits }, job);
    return { framePeriodMs: edited.framePeriodMs, f0: family === 'correct' ? edited.corrected : edited.shaped };
  }

  function stylised(at: Frames | undefined): F0Change | undefined {
    const line = contour();
    const dots = line && at ? fewestAnchors(dotsOf(line, at), STYLISED) : [];
    return dots.length === 0 ? undefined : { operation: 'draw', value: dots };
  }

  function lookAt(direction: 1 | -1): void {
    const { suspects, suspect, edited } = store.getState();
    const place = suspect
      ? suspects.findIndex((other) => keyOf(other) === keyOf(suspect)) + direction
      : direction > 0
        ? 0
        : -1;
    const next = suspects.at(place % Math.max(suspects.length, 1));
    if (!next || !edited) {
      say(t.noSuspects);
      return;
    }
    const { from, to } = spanOf(edited, next);
    store.setState({ suspect: next, proposal: undefined, family: 'correct' });
    view.select({ start: from, end: to });
    revealSpan(from, to);
  }

  function revealSpan(from: number, to: number): void {
    const { time } = app.getState().view;
    if (from >= time.start && to <= time.end) return;
    const middle = (from + to) / 2;
    const half = Math.max(time.end - time.start, to - from) / 2;
    view.show({ start: middle - half, end: middle + half });
  }

  function take(): void {
    const { proposal, suspect, tool, smoothing } = store.getState();
    if (proposal) change({ operation: 'octave', value: proposal.value }, proposal);
    else if (suspect) {
      if (change(suspect.proposal, suspect)) store.setState({ suspect: undefined });
    } else if (tool === 'smooth') change(smoothing);
    else if (tool === 'stylise') stylise();
    else if (tool === 'voicing') change({ operation: 'voice' });
    else say(t.reasons.nothingToTake);
  }

  function stylise(): void {
    const at = target();
    const what = stylised(at);
    if (what) change(what, at);
    else say(t.reasons.nothing);
  }

  return {
    reason,
    settled,
    contour,
    preview,
    target,
    change: (what, at, family) => change(what, at, family),
    nudge: (st) => void change({ operation: 'shift', value: st }, undefined, undefined, true),
    setTool(tool) {
      store.setState({ tool, proposal: undefined });
      say(`${t.tool[tool]}. ${t.help[tool]}`);
    },
    setFamily(family) {
      store.setState({ family, proposal: undefined, noisy: undefined });
      say(`${t.families[family]}. ${t.familyHelp[family]}`);
    },
    setSmoothing: (smoothing) => store.setState({ smoothing }),
    propose(value, at = target()) {
      const line = contour();
      if (!line || !at || countVoiced(line, at) === 0) say(t.reasons.nothing);
      else {
        store.setState({ proposal: { first: at.first, last: at.last, value } });
        say(t.factorNames[value]);
      }
    },
    take,
    drop() {
      const { proposal, suspect } = store.getState();
      store.setState({ proposal: undefined, suspect: undefined, noisy: undefined });
      return proposal !== undefined || suspect !== undefined;
    },
    lookAt,
    dismiss() {
      const { suspect, suspects } = store.getState();
      if (!suspect) return;
      dismissed.add(keyOf(suspect));
      setSuspects({ suspect: undefined }, suspects);
    },
    correctVoicing() {
      const { noisy } = store.getState();
      const step = f0StepOf(app.getState().recipe.present);
      if (!step || !noisy) return;
      const entries = f0Entries(step);
      const index = entries.findLastIndex(({ edit }) => edit['operation'] === 'voice' && edit['family'] === 'shape');
      store.setState({ noisy: undefined, family: 'correct' });
      if (index < 0) return;
      const corrected = entries.map((entry, i) =>
        i === index ? { ...entry, edit: { ...entry.edit, family: 'correct' } } : entry,
      );
      recipe.setF0Entries(step.id, corrected);
    },
  };
}

function jsonOf(value: number | string | readonly Dot[]): JsonObject[string] {
  return typeof value === 'object' ? value.map(([time, hz]) => [time, hz]) : value;
}
