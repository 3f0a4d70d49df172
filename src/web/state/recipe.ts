import type { AppState, FieldProblem } from './app-state.ts';
import type { Context } from './context.ts';
import { commit, drift, type History, redo, settle, undo } from './history.ts';
import { readTyped } from './read-quantity.ts';
import type { Rendering } from './rendering.ts';
import { NEUTRAL, sameTexts, type WorldParam, type WorldTexts } from './world-texts.ts';

export interface RecipeActions {
  /** A strict text while a gesture goes on (slider, plane, typing): renders at once, is remembered at `settle`. */
  drag(change: Partial<WorldTexts>): void;
  /** The gesture ends: one undo entry, and the last value is rendered. */
  settle(): void;
  /** A typed text: generous forms become strict; what cannot be read stays as a problem and changes nothing. */
  commitTyped(param: WorldParam, typed: string): void;
  /** A whole recipe at once, as one undo entry. */
  apply(texts: WorldTexts): void;
  reset(): void;
  undo(): void;
  redo(): void;
}

export function createRecipeActions({ store, player }: Context, rendering: Rendering): RecipeActions {
  function setRecipe(recipe: History<WorldTexts>, urgency: 'commit' | 'drag'): void {
    const { recipe: old, render } = store.getState();
    store.setState({ recipe });
    if (sameTexts(old.present, recipe.present)) return;
    // The first change is meant to be heard; after that the listener decides what plays.
    if (old.past.length === 0 && old.future.length === 0 && old.before === undefined) player.setSide('result');
    const shown = render.result?.texts;
    if (shown === undefined || render.working || !sameTexts(shown, recipe.present)) rendering.render(urgency);
  }

  function withoutProblems(params: readonly string[]): AppState['problems'] {
    const left = Object.entries(store.getState().problems).filter(([param]) => !params.includes(param));
    return Object.fromEntries(left);
  }

  function applyTexts(texts: WorldTexts): void {
    store.setState({ problems: {} });
    setRecipe(commit(store.getState().recipe, texts, sameTexts), 'commit');
  }

  return {
    drag(change) {
      store.setState({ problems: withoutProblems(Object.keys(change)) });
      const { recipe } = store.getState();
      const texts = { ...recipe.present, ...change };
      if (!sameTexts(texts, recipe.present)) setRecipe(drift(recipe, texts), 'drag');
    },
    settle() {
      store.setState(({ recipe }) => ({ recipe: settle(recipe, sameTexts) }));
    },
    commitTyped(param, typed) {
      const read = readTyped(param, typed);
      const { recipe, problems } = store.getState();
      if (!read.ok) {
        const problem: FieldProblem = { ...read.error, typed };
        store.setState({ problems: { ...problems, [param]: problem }, recipe: settle(recipe, sameTexts) });
        return;
      }
      store.setState({ problems: withoutProblems([param]) });
      setRecipe(commit(recipe, { ...recipe.present, [param]: read.value }, sameTexts), 'commit');
    },
    apply: applyTexts,
    reset: () => applyTexts(NEUTRAL),
    undo() {
      store.setState({ problems: {} });
      setRecipe(undo(settle(store.getState().recipe, sameTexts)), 'commit');
    },
    redo() {
      store.setState({ problems: {} });
      setRecipe(redo(settle(store.getState().recipe, sameTexts)), 'commit');
    },
  };
}
