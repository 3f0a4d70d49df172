import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OctaveFactor } from '../../core/kernels/contour-kernel.ts';
import { type F0EditFamily, readF0Edit } from '../../core/modules/f0-edits.ts';
import { WORLD_OPTIONS } from '../../core/modules/world-options.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { JsonObject } from '../forms/json.ts';
import type { F0Lines } from '../layers/layer.ts';
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
  suspectsOf,
} from './f0-contour.ts';
import { f0EditSentence } from './f0-edit-texts.ts';
import { editsIn, f0Entries, f0StepOf } from './f0-entries.ts';
import type { RecipeActions } from './recipe.ts';
import { checkRecipe } from './recipe-check.ts';
import type { ViewActions } from './viewing.ts';

export const F0_TOOLS = ['select', 'draw', 'octave', 'voicing', 'smooth', 'stylise'] as const;

export type F0Tool = (typeof F0_TOOLS)[number];

/** How a stretch is smoothed. */
export type Smoothing =
  | { readonly operation: 'median'; readonly value: number }
  | { readonly operation: 'gaussian'; readonly value: number };

/** What is done, without where and in which family. */
export type F0Change =
  | { readonly operation: 'octave'; readonly value: OctaveFactor }
  | { readonly operation: 'shift'; readonly value: number }
  | { readonly operation: 'unvoice' | 'voice' }
  | { readonly operation: 'draw'; readonly value: readonly Dot[] }
  | Smoothing;

export interface F0EditingState {
  readonly tool: F0Tool;
  readonly family: F0EditFamily;
  readonly smoothing: Smoothing;
  /** f0 of the source before and after the edits; undefined while it is not known. */
  readonly edited: EditedF0 | undefined;
  /** An octave that may be taken. */
  readonly proposal: (Frames & { readonly value: OctaveFactor }) | undefined;
  /** Of the corrected f0, those dismissed left out. */
  readonly suspects: readonly Suspect[];
  /** The one that is looked at. */
  readonly suspect: Suspect | undefined;
  /** Where voice was given for the melody only. */
  readonly noisy: Frames | undefined;
}

export interface F0Editing {
  readonly store: StoreApi<F0EditingState>;
  /** Why f0 cannot be edited now, as a sentence; undefined when it can. */
  reason(): string | undefined;
  setTool(tool: F0Tool): void;
  setFamily(family: F0EditFamily): void;
  setSmoothing(smoothing: Smoothing): void;
  /** `edited` once it is that of source and step as they stand; undefined where there is none. */
  settled(): Promise<EditedF0 | undefined>;
  /** The contour that edits of a family change, else of the chosen one. */
  contour(family?: F0EditFamily): Contour | undefined;
  /** The selection, else the voiced run at the cursor. */
  target(): Frames | undefined;
  /** @param at frames; the target without them. @returns whether something was done */
  change(change: F0Change, at?: Frames, family?: F0EditFamily): boolean;
  /** The contour as smoothing or stylising the target would make it; undefined where there is nothing to. */
  preview(at: Frames, signal: AbortSignal): Promise<Contour | undefined>;
  /** Moves the target by semitones while a key is held; `recipe.settle` ends it. */
  nudge(st: number): void;
  /** Proposes an octave for a run or the target. */
  propose(value: OctaveFactor, at?: Frames): void;
  /** What is proposed, or the tool's own work on the target. */
  take(): void;
  /** @returns whether there was something to drop */
  drop(): boolean;
  lookAt(direction: 1 | -1): void;
  dismiss(): void;
  /** What was voiced last is corrected instead. */
  correctVoicing(): void;
}

const t = f0Strings;
/** s of blending where a drawn melody meets what stays; a correction takes the line as it is. */
const BLEND = 0.01;
/** st that fewest anchors may miss. */
const STYLISED = 2;

const FIRST: F0EditingState = {
  tool: 'select',
  family: 'correct',
  smoothing: { operation: 'median', value: 5 },
  edited: undefined,
  proposal: undefined,
  suspects: [],
  suspect: undefined,
  noisy: undefined,
};

/** Of a `world` step, what f0 before its change depends on. */
function givenOf(state: AppState): JsonObject {
  const params = f0StepOf(state.recipe.present)?.params ?? {};
  const names = [...Object.keys(WORLD_OPTIONS), 'edits'];
  return Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name)));
}

/** What there is to draw of a step's edits; undefined where there are none. Bypassed ones are not among them. */
export function f0LinesOf(edited: EditedF0 | undefined, given: JsonValue | undefined): F0Lines | undefined {
  const edits = editsIn(given);
  if (edited === undefined || edits.length === 0) return undefined;
  const anchors = edits.flatMap((given) => {
    const edit = readF0Edit(given);
    return edit?.operation === 'draw' && edit.family === 'shape' ? edit.value : [];
  });
  return { ...edited, anchors };
}

const keyOf = (suspect: Suspect): string => `${suspect.kind} ${suspect.first} ${suspect.last}`;

export function createF0Editing({ store: app, engine }: Context, recipe: RecipeActions, view: ViewActions): F0Editing {
  const store = createStore<F0EditingState>(() => FIRST);
  let wanted = '';
  let asking: AbortController | undefined;
  /** What was asked for last. */
  let coming: Promise<unknown> = Promise.resolve();
  let dismissed = new Set<string>();

  function setEdited(edited: EditedF0 | undefined): void {
    const corrected = edited && { framePeriodMs: edited.framePeriodMs, f0: edited.corrected };
    const suspects = corrected ? suspectsOf(corrected).filter((suspect) => !dismissed.has(keyOf(suspect))) : [];
    const { suspect } = store.getState();
    const kept = suspect && suspects.find((other) => keyOf(other) === keyOf(suspect));
    store.setState({ edited, suspects, suspect: kept });
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
    const state = app.getState();
    if (f0StepOf(state.recipe.present) === undefined) return t.reasons.step;
    if (!checkRecipe(state.recipe.present).ok) return t.reasons.problem;
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
    store,
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
      const { suspect, edited } = store.getState();
      if (!suspect) return;
      dismissed.add(keyOf(suspect));
      store.setState({ suspect: undefined });
      setEdited(edited);
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

/** Two shifts of one place as one; null where they undo each other; undefined where they are not such. */
function mergeShifts(last: JsonObject, edit: JsonObject): JsonObject | null | undefined {
  const same = (['operation', 'family', 'from', 'to'] as const).every((key) => last[key] === edit[key]);
  const [a, b] = [last['value'], edit['value']];
  if (!same || edit['operation'] !== 'shift' || typeof a !== 'number' || typeof b !== 'number') return undefined;
  const sum = Math.min(Math.max(Math.round((a + b) * 100) / 100, -48), 48);
  return sum === 0 ? null : { ...edit, value: sum };
}
