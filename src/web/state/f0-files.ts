import { AppError } from '../../core/base/errors.ts';
import type { F0EditFamily } from '../../core/modules/f0-edits.ts';
import { decimal } from '../components/format.ts';
import type { JsonObject } from '../forms/json.ts';
import type { ReadF0 } from '../services/f0-client.ts';
import { commandStrings } from '../strings-commands.ts';
import { f0Strings } from '../strings-f0.ts';
import { mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import type { F0Editing } from './f0-editing.ts';
import { f0Entries, f0StepOf } from './f0-entries.ts';
import type { RecipeActions } from './recipe.ts';
import { checkRecipe } from './recipe-check.ts';

export interface F0FileActions {
  /** Why f0 cannot be imported now, as a sentence. */
  reason(): string | undefined;
  choose(): Promise<void>;
  /** Makes the contour of a file the last edit of f0, of the family that the tools are of. */
  importFile(file: File): Promise<void>;
  /** Saves f0 of the source as its edits make it. */
  save(kind: 'csv' | 'npz'): Promise<void>;
}

const t = f0Strings;

/** What is taken for a contour where it is dropped. */
export function isF0FileName(name: string): boolean {
  return /\.(csv|tsv|npz)$/i.test(name);
}

export function createF0Files(
  { store, engine, page, notify }: Context,
  recipe: RecipeActions,
  editing: F0Editing,
): F0FileActions {
  function reason(): string | undefined {
    const state = store.getState();
    if (state.source === undefined) return commandStrings.reasons.sound;
    if (!mayEdit(state)) return commandStrings.reasons.elsewhere;
    if (f0StepOf(state.recipe.present) === undefined) return t.reasons.step;
    return checkRecipe(state.recipe.present).ok ? undefined : t.reasons.problem;
  }

  const refuse = (name: string, why: string) => notify({ text: t.notImported(name, why), tone: 'problem' });

  async function importFile(file: File): Promise<void> {
    const { name } = file;
    const shown = store.getState().source?.sound.id;
    try {
      const read = await engine.f0Edits.read(file, name);
      const why = store.getState().source?.sound.id === shown ? reason() : t.reasons.otherSound;
      if (why !== undefined) refuse(name, why);
      else take(name, read);
    } catch (thrown) {
      refuse(name, AppError.from(thrown).message);
    }
  }

  function take(name: string, read: ReadF0): void {
    const { family } = editing.store.getState();
    const edit = editOf(read, family);
    append(edit);
    const last = read.points.at(-1)?.[0] ?? 0;
    const over = last - (store.getState().source?.sound.duration ?? 0);
    // The last frame may stand a frame period behind the last sample.
    const beyond = over > 0.02 ? ` ${t.beyond(decimal(over, 3))}` : '';
    const what = t.importedFrames(read.voiced, read.frames);
    const action = { label: t.becomes[family], run: () => turn(edit, family) };
    notify({ text: `${t.imported[family](name, what)}${beyond}`, tone: 'info', action });
  }

  function append(edit: JsonObject): void {
    const step = f0StepOf(store.getState().recipe.present);
    if (step) recipe.setF0Entries(step.id, [...f0Entries(step), { edit, bypassed: false }]);
  }

  /** The other family, where the edit still is. */
  function turn(edit: JsonObject, from: F0EditFamily): void {
    const step = f0StepOf(store.getState().recipe.present);
    const family = from === 'correct' ? 'shape' : 'correct';
    if (!step || reason() !== undefined) return;
    const same = (other: JsonObject) => JSON.stringify(other) === JSON.stringify(edit);
    const turned = f0Entries(step).map((entry) => (same(entry.edit) ? { ...entry, edit: { ...edit, family } } : entry));
    recipe.setF0Entries(step.id, turned);
    editing.setFamily(family);
  }

  return {
    reason,
    importFile,
    async choose() {
      const [file] = await page.chooseFiles('f0');
      if (file) await importFile(file);
    },
    async save(kind) {
      const { source } = store.getState();
      // What was edited last may still be on its way.
      const edited = await editing.settled();
      if (!edited || !source || store.getState().source?.sound.id !== source.sound.id) return;
      const name = `${source.entry.fileName.replace(/\.[^.]*$/, '')}.f0.${kind}`;
      try {
        const contour = { f0: edited.shaped, framePeriodMs: edited.framePeriodMs };
        page.saveFile(await engine.f0Edits.write(kind, contour, source.sound.sampleRate), name);
      } catch (thrown) {
        refuse(name, AppError.from(thrown).message);
      }
    },
  };
}

function editOf({ points, id }: ReadF0, family: F0EditFamily): JsonObject {
  const [from = 0, to = 0] = [points[0]?.[0], points.at(-1)?.[0]];
  return { operation: 'contour', family, from, to, value: points.map(([time, hz]) => [time, hz]), file: id };
}
