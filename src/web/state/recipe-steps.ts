import { MODULES } from '../../core/modules/registry.ts';
import { initialParams } from '../forms/read-fields.ts';
import { strings } from '../strings.ts';
import type { Context } from './context.ts';
import { type F0Entry, withF0Entries } from './f0-entries.ts';
import { stepIds } from './nested.ts';
import {
  changeStep,
  findStep,
  insertStep,
  moveStep,
  type RecipeDoc,
  type RecipeStep,
  removeStep,
} from './recipe-doc.ts';

export interface StepActions {
  /** Adds a step of the module behind another, or at the end. @returns its id */
  add(module: string, behind?: string): string;
  remove(step: string): void;
  /** @param by places: -1 is one earlier */
  move(step: string, by: number): void;
  /** The same while a card is carried: remembered at `settle`. */
  moveLive(step: string, by: number): void;
  /** @returns the copy's id */
  duplicate(step: string): string;
  setBypassed(step: string, bypassed: boolean): void;
  /** An empty name is none. */
  rename(step: string, name: string): void;
  /** The step's edits of f0. @param live while a gesture goes on: remembered at `settle` */
  setF0Entries(step: string, entries: readonly F0Entry[], live?: boolean): void;
  /** Its parameters as when it was added; bypassed edits of f0 go, too. */
  reset(step: string): void;
  setFolded(step: string, folded: boolean): void;
  /** An id that no step has, nor had. */
  newId(): string;
}

interface Editing {
  present(): RecipeDoc;
  drag(doc: RecipeDoc): void;
  commit(doc: RecipeDoc): void;
  forget(keep: (key: string) => boolean): void;
}

export function createStepActions({ store }: Context, { present, drag, commit, forget }: Editing): StepActions {
  let last = 0;
  const newId = () => {
    const { past, present: now, future } = store.getState().recipe;
    // Steps of an earlier visit come back with their ids.
    const taken = new Set([...past, now, ...future].flatMap(stepIds));
    do last++;
    while (taken.has(`step-${last}`));
    return `step-${last}`;
  };

  function insert(step: Omit<RecipeStep, 'id'>, behind: string | undefined): string {
    const doc = present();
    const index = behind === undefined ? -1 : doc.steps.findIndex(({ id }) => id === behind);
    const added = { ...step, id: newId() };
    commit(insertStep(doc, added, index < 0 ? doc.steps.length : index + 1));
    return added.id;
  }

  function shift(id: string, by: number, change: (doc: RecipeDoc) => void): void {
    const doc = present();
    const index = doc.steps.findIndex((step) => step.id === id);
    const moved = moveStep(doc, id, index + by);
    if (index < 0 || moved === doc) return;
    change(moved);
    const place = moved.steps.findIndex((step) => step.id === id) + 1;
    store.setState({ spoken: strings.step.moved(doc.steps[index]?.module ?? '', place, moved.steps.length) });
  }

  return {
    newId,
    add(module, behind) {
      const descriptor = MODULES.get(module);
      const params = descriptor ? initialParams(descriptor) : {};
      return insert({ module, params, bypassed: false }, behind);
    },
    remove(id) {
      const step = findStep(present(), id);
      if (step === undefined) return;
      forget((key) => !key.startsWith(`${id} `));
      commit(removeStep(present(), id));
    },
    move: (id, by) => shift(id, by, commit),
    moveLive: (id, by) => shift(id, by, drag),
    duplicate(id) {
      const step = findStep(present(), id);
      return step === undefined ? id : insert(step, id);
    },
    setBypassed: (id, bypassed) => commit(changeStep(present(), id, { bypassed })),
    rename(id, name) {
      const step = findStep(present(), id);
      if (step === undefined) return;
      const { name: _, ...unnamed } = step;
      const steps = present().steps.map((one) => {
        if (one.id !== id) return one;
        return name.trim() === '' ? unnamed : { ...unnamed, name: name.trim() };
      });
      commit({ ...present(), steps });
    },
    setF0Entries(id, entries, live = false) {
      const step = findStep(present(), id);
      if (step === undefined) return;
      const { steps } = present();
      const edited = withF0Entries(step, entries);
      (live ? drag : commit)({ ...present(), steps: steps.map((one) => (one === step ? edited : one)) });
    },
    reset(id) {
      const step = findStep(present(), id);
      const descriptor = step && MODULES.get(step.module);
      if (step === undefined || descriptor === undefined) return;
      forget((key) => !key.startsWith(`${id} `));
      const { idleEdits: _, ...kept } = step;
      const fresh = { ...kept, params: initialParams(descriptor) };
      commit({ ...present(), steps: present().steps.map((one) => (one === step ? fresh : one)) });
    },
    setFolded: (id, folded) => store.setState((state) => ({ folded: { ...state.folded, [id]: folded } })),
  };
}
