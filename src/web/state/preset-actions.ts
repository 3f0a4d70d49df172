import type { JsonObject } from '../forms/json.ts';
import { withValue } from '../forms/values.ts';
import type { Context } from './context.ts';
import { type Preset, presetParams, withPreset } from './presets.ts';
import type { RecipeActions } from './recipe.ts';
import { changeStep, findStep } from './recipe-doc.ts';
import { newSeed, openSeeds } from './seeds.ts';

export interface PresetActions {
  /** A preset's values, or the defaults; one entry of undo. */
  apply(step: string, preset: Preset | undefined): void;
  /** The step's values under a name of its own; one of the same name is replaced. */
  save(step: string, name: string): void;
  remove(preset: string): void;
  /** A seed is kept when new ones are drawn, or not. */
  lock(step: string, path: readonly string[], on: boolean): void;
  /** Draws new seeds wherever one may change. @returns how many */
  reseed(): number;
}

export function createPresetActions({ store }: Pick<Context, 'store'>, recipe: RecipeActions): PresetActions {
  const docOf = () => store.getState().recipe.present;
  const ownOf = () => docOf().presets ?? [];
  const stepOf = (id: string) => findStep(docOf(), id);
  return {
    apply(id, preset) {
      const step = stepOf(id);
      if (step === undefined) return;
      const { preset: _, ...plain } = step;
      recipe.replaceStep({ ...plain, params: withPreset(step, preset), ...(preset ? { preset: preset.id } : {}) });
    },
    save(id, typed) {
      const step = stepOf(id);
      const name = typed.trim();
      if (step === undefined || name === '') return;
      const { module } = step;
      const old = ownOf().find((preset) => preset.module === module && preset.name === name);
      const made = { id: old?.id ?? freeId(ownOf()), module, name, params: presetParams(step) };
      const presets = old ? ownOf().map((preset) => (preset === old ? made : preset)) : [...ownOf(), made];
      recipe.annotate({ ...changeStep(docOf(), id, { preset: made.id }), presets });
    },
    remove: (id) => recipe.annotate({ presets: ownOf().filter((preset) => preset.id !== id) }),
    lock(id, path, on) {
      const step = stepOf(id);
      if (step === undefined) return;
      const key = path.join('.');
      const others = (step.locked ?? []).filter((locked) => locked !== key);
      recipe.replaceStep({ ...step, locked: on ? [...others, key] : others });
    },
    reseed() {
      const doc = docOf();
      const seeds = doc.steps.flatMap((step) => openSeeds(step).map((path) => ({ step, path })));
      if (seeds.length === 0) return 0;
      const steps = doc.steps.map((step) => {
        const own = seeds.filter((seed) => seed.step === step);
        const params = own.reduce<JsonObject>((made, { path }) => withValue(made, path, newSeed()), step.params);
        return own.length === 0 ? step : { ...step, params };
      });
      recipe.annotate({ steps });
      return seeds.length;
    },
  };
}

function freeId(presets: readonly Preset[]): string {
  let number = 1;
  while (presets.some(({ id }) => id === `own-${number}`)) number++;
  return `own-${number}`;
}
