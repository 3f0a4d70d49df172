import { mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import { commit, drift, settle } from './history.ts';
import {
  addPane,
  FIRST_STAGE,
  forgetLayout,
  movePane,
  nameLayout,
  type Pane,
  removePane,
  type StageDoc,
  setBase,
  setHeights,
  setOverlay,
  takeLayout,
} from './layout.ts';
import { type RecipeDoc, sameDoc } from './recipe-doc.ts';

/** What is done to the panes: each is one undo entry. */
export interface StageActions {
  add(pane: Omit<Pane, 'id'>): void;
  remove(pane: string): void;
  /** @param by places: -1 is one higher */
  move(pane: string, by: number): void;
  /** The same while it is carried. */
  carry(pane: string, by: number): void;
  setOverlay(pane: string, view: string, on: boolean): void;
  setBase(pane: string, view: string, overlays: readonly string[]): void;
  /** Heights while a splitter is carried, CSS px by pane; remembered at `settle`. */
  drag(heights: Readonly<Record<string, number>>): void;
  settle(): void;
  /** A preset, or a layout of one's own. */
  take(layout: string): void;
  keep(name: string): void;
  forget(name: string): void;
}

export function stageOf(doc: RecipeDoc): StageDoc {
  return doc.stage ?? FIRST_STAGE;
}

export function createStageActions({ store }: Context): StageActions {
  function change(next: (stage: StageDoc) => StageDoc, live = false): void {
    if (!mayEdit(store.getState())) return;
    store.setState(({ recipe }) => {
      const doc = { ...recipe.present, stage: next(stageOf(recipe.present)) };
      return { recipe: live ? drift(recipe, doc) : commit(recipe, doc, sameDoc) };
    });
  }
  return {
    add: (pane) => change((stage) => addPane(stage, pane)),
    remove: (pane) => change((stage) => removePane(stage, pane)),
    move: (pane, by) => change((stage) => movePane(stage, pane, by)),
    carry: (pane, by) => change((stage) => movePane(stage, pane, by), true),
    setOverlay: (pane, view, on) => change((stage) => setOverlay(stage, pane, view, on)),
    setBase: (pane, view, overlays) => change((stage) => setBase(stage, pane, view, overlays)),
    drag: (heights) => change((stage) => setHeights(stage, heights), true),
    settle: () => store.setState(({ recipe }) => ({ recipe: settle(recipe, sameDoc) })),
    take: (layout) => change((stage) => takeLayout(stage, layout)),
    keep: (name) => change((stage) => nameLayout(stage, name)),
    forget: (name) => change((stage) => forgetLayout(stage, name)),
  };
}
