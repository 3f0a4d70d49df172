import type { JsonValue } from '../../core/query/query.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { readText } from '../forms/values.ts';
import { undoStrings } from '../strings-undo.ts';
import { type FieldProblem, fieldKey, mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import { changeBetween, deedBetween } from './deed-text.ts';
import { commit, drift, type History, redo, settle, undo } from './history.ts';
import { createNestedActions, type NestedActions } from './nested-actions.ts';
import { pathText, refusal } from './recipe-check.ts';
import {
  findStep,
  heardPart,
  type Listening,
  meaningOf,
  type RecipeDoc,
  type RecipeStep,
  sameDoc,
  setParam,
  TO_END,
} from './recipe-doc.ts';
import { createStepActions, type StepActions } from './recipe-steps.ts';
import type { Rendering } from './rendering.ts';

type Path = readonly string[];

/** Values of a step's own parameters, by name; undefined takes one away. */
export type Change = Readonly<Record<string, JsonValue | undefined>>;

export interface RecipeActions extends StepActions, NestedActions {
  /** Values while a gesture goes on (slider, plane, typing): rendered at once, remembered at `settle`. Wrong ones are ignored. */
  drag(step: string, change: Change): void;
  /** The same for a value at any depth. */
  dragAt(step: string, path: Path, value: JsonValue | undefined): void;
  /** The gesture ends: one undo entry, and the last value is rendered. */
  settle(): void;
  /** A value from a widget that has no wrong ones of its own; what the parser refuses stays as a problem. */
  set(step: string, path: Path, value: JsonValue | undefined): void;
  /** A typed text: generous forms become strict; what cannot be read stays as a problem and changes nothing. */
  commitTyped(step: string, path: Path, spec: FieldSpec, typed: string): void;
  /** What was typed and refused is forgotten; the last valid value stands. */
  revert(step: string, path: Path): void;
  /** What the page keeps beside the query, as one undo entry. */
  annotate(change: Partial<Pick<RecipeDoc, 'steps' | 'plane' | 'presets' | 'marks'>>): void;
  /** A step as a whole, as one undo entry. */
  replaceStep(step: RecipeStep): void;
  /** The same while a gesture goes on. */
  annotateLive(change: Pick<RecipeDoc, 'plane'>): void;
  /** A whole recipe at once, as one undo entry. */
  apply(doc: RecipeDoc): void;
  listen(listening: Listening): void;
  undo(): void;
  redo(): void;
}

/** The recipe without what was done beside it when it came to be: the next change is another one. */
function alone({ beside: _, ...doc }: RecipeDoc): RecipeDoc {
  return doc;
}

export function createRecipeActions(context: Context, rendering: Rendering): RecipeActions {
  const { store, player, deeds } = context;

  function setRecipe(recipe: History<RecipeDoc>, urgency: 'commit' | 'drag'): void {
    if (mayEdit(store.getState())) show(recipe, urgency);
  }

  function show(recipe: History<RecipeDoc>, urgency: 'commit' | 'drag'): void {
    const { recipe: old, listening } = store.getState();
    const gone = listening.to !== 'end' && findStep(recipe.present, listening.step) === undefined;
    store.setState({ recipe, ...(gone ? { listening: TO_END } : {}) });
    if (!gone && meaningOf(old.present) === meaningOf(recipe.present)) return;
    // The first change is meant to be heard; after that the listener decides what plays.
    const { past, future, before, present } = old;
    const untouched = [...past, ...future].every((doc) => meaningOf(doc) === meaningOf(present));
    if (untouched && before === undefined) player.setSide('result');
    renderIfNew(urgency);
  }

  function renderIfNew(urgency: 'commit' | 'drag'): void {
    const { recipe, listening, render } = store.getState();
    const shown = render.result?.recipe;
    const wanted = meaningOf(heardPart(recipe.present, listening));
    if (shown === undefined || render.working || render.error || meaningOf(shown) !== wanted) rendering.render(urgency);
  }

  function forget(keep: (key: string) => boolean): void {
    const all = Object.entries(store.getState().problems);
    const left = all.filter(([key]) => keep(key));
    if (left.length < all.length) store.setState({ problems: Object.fromEntries(left) });
  }

  /** Problems at a place, inside it, and of what it is part of. */
  function forgetAt(step: string, path: Path): void {
    const key = fieldKey(step, pathText(path));
    forget((other) => !other.startsWith(key) && !key.startsWith(`${other}.`));
  }

  function refuse(step: string, path: Path, problem: FieldProblem): void {
    const { problems, recipe } = store.getState();
    const key = fieldKey(step, pathText(path));
    store.setState({ problems: { ...problems, [key]: problem }, recipe: settle(recipe, sameDoc) });
  }

  function present(): RecipeDoc {
    return store.getState().recipe.present;
  }

  function commitDoc(doc: RecipeDoc): void {
    setRecipe(commit(store.getState().recipe, alone(doc), sameDoc), 'commit');
  }

  function setAt(step: string, path: Path, value: JsonValue | undefined, typed: string): void {
    const { recipe } = store.getState();
    const doc = setParam(recipe.present, step, path, value);
    const issue = value === undefined ? undefined : refusal(recipe.present, doc, step, path);
    if (issue) {
      const { expected, got, position } = issue;
      refuse(step, path, { typed, expected, got, ...(position === undefined ? {} : { position }) });
      return;
    }
    forgetAt(step, path);
    commitDoc(doc);
  }

  function dragTo(doc: RecipeDoc): void {
    const { recipe } = store.getState();
    if (!sameDoc(doc, recipe.present)) setRecipe(drift(recipe, alone(doc)), 'drag');
  }

  function travel(move: (history: History<RecipeDoc>) => History<RecipeDoc>, back: boolean): void {
    if (!mayEdit(store.getState())) return;
    deeds.settle();
    store.setState({ problems: {} });
    const from = settle(store.getState().recipe, sameDoc);
    const to = move(from);
    setRecipe(to, 'commit');
    if (to === from) return;
    const [older, newer] = back ? [to.present, from.present] : [from.present, to.present];
    const deed = deedBetween(older, newer);
    if (deed) deeds.perform(deed, back);
    const { text } = changeBetween(older, newer, back);
    store.setState({ spoken: back ? undoStrings.undone(text) : undoStrings.redone(text) });
  }

  /** Another recipe of the document is open; nothing is changed, so nothing is undone, and who may only look may. */
  function look(doc: RecipeDoc): void {
    if (doc === present()) return;
    store.setState({ problems: {}, listening: TO_END });
    show({ ...settle(store.getState().recipe, sameDoc), present: doc }, 'commit');
  }

  const stepActions = createStepActions(context, { present, drag: dragTo, commit: commitDoc, forget });
  return {
    ...stepActions,
    ...createNestedActions(context, { present, look, commit: commitDoc, newId: stepActions.newId }),
    drag(step, change) {
      const entries = Object.entries(change);
      for (const [key] of entries) forgetAt(step, [key]);
      dragTo(
        entries.reduce((doc, [key, value]) => setParam(doc, step, [key], value === '' ? undefined : value), present()),
      );
    },
    dragAt(step, path, value) {
      const doc = setParam(present(), step, path, value);
      if (refusal(present(), doc, step, path)) return;
      forgetAt(step, path);
      dragTo(doc);
    },
    settle() {
      store.setState(({ recipe }) => ({ recipe: settle(recipe, sameDoc) }));
    },
    set: (step, path, value) => setAt(step, path, value, ''),
    commitTyped(step, path, spec, typed) {
      const read = readText(spec, typed);
      if ('mistake' in read) refuse(step, path, { ...read.mistake, typed });
      else setAt(step, path, read.value === '' ? undefined : read.value, typed);
    },
    revert: forgetAt,
    annotate: (change) => commitDoc({ ...present(), ...change }),
    replaceStep(step) {
      forget((key) => !key.startsWith(`${step.id} `));
      commitDoc({ ...present(), steps: present().steps.map((one) => (one.id === step.id ? step : one)) });
    },
    annotateLive: (change) => dragTo({ ...present(), ...change }),
    apply(doc) {
      store.setState({ problems: {} });
      const { stage, plane, presets, marks, kept } = present();
      const beside = {
        ...(stage && { stage }),
        ...(plane && { plane }),
        ...(presets && { presets }),
        ...(marks && { marks }),
        ...(kept && { kept }),
      };
      commitDoc({ ...doc, ...beside });
    },
    listen(listening) {
      store.setState({ listening });
      renderIfNew('commit');
      if (listening.to !== 'end') player.setSide('result');
    },
    undo: () => travel(undo, true),
    redo: () => travel(redo, false),
  };
}
