import { MODULES } from '../../core/modules/registry.ts';
import { findStep, type RecipeStep } from '../state/recipe-doc.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { presetStrings } from '../strings-presets.ts';
import { focusStep } from '../views/recipe/focus-step.ts';
import { removeStep } from '../views/recipe/remove-step.ts';
import type { Command } from './command.ts';

const t = commandStrings.step;
const { reasons } = commandStrings;

/** The step that has, or had last, the focus; the only one where there is one. */
function stepAt({ store, shell }: Workbench): RecipeStep | undefined {
  const { present } = store.getState().recipe;
  const last = shell.store.getState().step;
  return (
    (last === undefined ? undefined : findStep(present, last)) ??
    (present.steps.length === 1 ? present.steps[0] : undefined)
  );
}

type OnStep = (bench: Workbench, step: RecipeStep) => void;

function step(
  id: keyof typeof t,
  keys: readonly string[],
  run: OnStep,
  rest: Omit<Partial<Command>, 'whyNot'> = {},
  refuse?: (bench: Workbench, step: RecipeStep) => string | undefined,
): Command {
  return {
    id: `step.${id}`,
    sentence: t[id],
    scope: 'step',
    keys,
    edits: true,
    screen: 'lab',
    ...rest,
    whyNot: (bench) => {
      const at = stepAt(bench);
      return at === undefined ? reasons.noStep : refuse?.(bench, at);
    },
    run: (bench) => {
      const at = stepAt(bench);
      if (at) run(bench, at);
    },
  };
}

const isBypassed = (_bench: Workbench, { bypassed }: RecipeStep) => (bypassed ? reasons.bypassed : undefined);

function isAt(end: 'first' | 'last') {
  return ({ store }: Workbench, { id }: RecipeStep) => {
    const { steps } = store.getState().recipe.present;
    return (end === 'first' ? steps.at(0) : steps.at(-1))?.id === id ? reasons[end] : undefined;
  };
}

function listen(to: 'after' | 'only'): OnStep {
  return ({ recipe, store }, { id }) => {
    const { listening } = store.getState();
    recipe.listen(listening.to === to && listening.step === id ? { to: 'end' } : { to, step: id });
  };
}

const move =
  (by: number): OnStep =>
  ({ recipe }, { id }) => {
    recipe.move(id, by);
    focusStep(id);
  };

export const stepCommands: readonly Command[] = [
  step('bypass', ['B'], ({ recipe }, { id, bypassed }) => recipe.setBypassed(id, !bypassed), {
    short: commandStrings.short.bypass,
    words: 'off mute disable skip',
  }),
  step(
    'listen',
    ['H'],
    listen('after'),
    { short: commandStrings.short.listenHere, words: 'hear monitor', edits: false },
    isBypassed,
  ),
  step('solo', ['O'], listen('only'), { words: 'hear single', edits: false }, isBypassed),
  step('addBehind', ['N'], ({ shell }, { id }) => shell.set({ adding: { behind: id } }), { words: 'insert after' }),
  step('duplicate', ['Shift+D'], ({ recipe }, { id }) => focusStep(recipe.duplicate(id)), { words: 'copy twice' }),
  step('up', ['Alt+ArrowUp'], move(-1), { repeats: true, words: 'order earlier reorder' }, isAt('first')),
  step('down', ['Alt+ArrowDown'], move(1), { repeats: true, words: 'order later reorder' }, isAt('last')),
  step('rename', ['F2'], ({ shell }, { id }) => shell.set({ naming: id }), { words: 'name title' }),
  step(
    'presets',
    [],
    ({ recipe }, { id }) => {
      recipe.setFolded(id, false);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-step="${id}"] [data-presets]`)?.click());
    },
    { words: 'factory values save' },
    (_bench, { module }) =>
      Object.keys(MODULES.get(module)?.params.shape ?? {}).length === 0 ? presetStrings.noPresets : undefined,
  ),
  step('reset', [], ({ recipe }, { id }) => recipe.reset(id), { words: 'default neutral clear' }),
  step('remove', ['Delete'], (bench, at) => removeStep(bench, at), { words: 'delete' }),
];
