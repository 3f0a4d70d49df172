import type { AppError, Issue } from '../../core/base/errors.ts';
import { readRecipeText } from '../../core/interchange/read-recipe.ts';
import { leftOutOf, type RecipeForm, writeRecipe } from '../../core/interchange/write-recipe.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQueryText } from '../../core/query/parse-text.ts';
import { requestOf } from '../../core/query/print.ts';
import type { JsonValue, Query } from '../../core/query/query.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import { strings } from '../strings.ts';
import { nestedStrings } from '../strings-nested.ts';
import type { SoundEntry } from './app-state.ts';
import type { Context } from './context.ts';
import { portableQuery } from './exporting.ts';
import type { LibraryActions } from './library.ts';
import { openedAs, wholeOf } from './nested.ts';
import type { RecipeActions } from './recipe.ts';
import { mergeDoc, readRequest } from './recipe-doc.ts';
import { findSound, withIds } from './sound-names.ts';
import { missingSounds } from './source-of.ts';

export interface ImportActions {
  /** Takes the recipe's JSON as it was edited; a wrong one changes nothing. @returns what is wrong */
  applyJson(text: string): readonly Issue[];
  /** Opens a recipe that was pasted, in any of the forms it is copied in. @returns false for a text that is none */
  paste(text: string): boolean;
  /** The recipe in a form that another program takes; undefined while it has a problem. */
  write(form: RecipeForm): WrittenRecipe | undefined;
}

export interface WrittenRecipe {
  readonly text: string;
  /** That it was copied, and what the form cannot say. */
  readonly said: string;
}

export function createImportActions(
  { store, notify }: Context,
  recipe: RecipeActions,
  library: LibraryActions,
): ImportActions {
  /** The sound that a recipe names is opened when it is here; otherwise the recipe is for the one that is open. */
  function openSource(file: JsonValue): readonly Issue[] {
    const { library: sounds, selected } = store.getState();
    const found = typeof file === 'string' ? findSound(sounds, file) : undefined;
    if (found && found.key !== selected) void library.reopen(found.key);
    return missingSounds(sounds, file).map(({ place, name }) => ({
      path: place,
      code: 'missing',
      expected: strings.copy.soundHere,
      got: `\`${name}\``,
    }));
  }

  return {
    applyJson(text) {
      const read = parseQueryText(text, MODULES);
      if (!read.ok) return read.error.issues;
      const request = readRequest(JSON.parse(text), recipe.newId);
      if (!request) return [{ path: 'stack', code: 'unsupported', ...strings.copy.oneStack }];
      const missing = openSource(request.file);
      if (missing.length > 0) return missing;
      const { recipe: history, library: sounds } = store.getState();
      const { present } = history;
      const edited = withIds(request.doc, sounds);
      recipe.apply(openedAs(mergeDoc(wholeOf(present), edited), present, recipe.newId));
      return [];
    },
    paste(text) {
      if (!/\bfile\b/.test(text) || !text.includes('{')) return false;
      const read = readRecipeText(text, MODULES);
      if (!read.ok) {
        notify({ text: strings.copy.notRead((read.error as AppError).message), tone: 'problem' });
        return true;
      }
      const request = readRequest(requestOf(read.value.query, MODULES), recipe.newId);
      if (!request) {
        notify({ text: strings.copy.manyStacks, tone: 'problem' });
        return true;
      }
      const [missing] = openSource(request.file);
      const { recipe: history, library: sounds } = store.getState();
      const { present: before } = history;
      const pasted = withIds(request.doc, sounds);
      recipe.apply(pasted);
      const { present: applied } = store.getState().recipe;
      const said = strings.copy.pasted(strings.copy.forms[read.value.form], pasted.steps.length);
      const rest = missing ? ` ${strings.copy.elsewhere(missing.got.replaceAll('`', ''))}` : '';
      const { steps } = pasted;
      const adds = before.steps.length > 0 && steps.length > 0;
      const other = {
        label: strings.copy.addInstead(steps.length),
        // The recipe as it was, with them behind it: one step back leads there, too.
        run: () => {
          if (store.getState().recipe.present === applied) recipe.undo();
          recipe.apply({ ...before, steps: [...before.steps, ...steps] });
        },
      };
      const action = { label: strings.undo, run: recipe.undo };
      notify({ text: said + rest, tone: 'info', action, ...(adds ? { other } : {}) });
      return true;
    },
    write(form) {
      const read = parseQueryText(portableQuery(store.getState()), MODULES);
      if (!read.ok) return undefined;
      const { query } = read.value;
      const named = namedByIds(query, store.getState().library);
      const said = [
        strings.copy.copied(strings.copy.forms[form]),
        ...leftOutOf(query, form, MODULES),
        ...(named.length > 0 ? [nestedStrings.namesMeanOthers(named)] : []),
      ].join(' ');
      return { text: writeRecipe(query, form, MODULES), said };
    },
  };
}

/** File names of the sounds that a copy has by their ids, each once. */
function namedByIds(query: Query, library: readonly SoundEntry[]): readonly string[] {
  const used = new Set(sourceNames(query));
  return [...new Set(library.flatMap(({ sound, fileName }) => (sound && used.has(sound.id) ? [fileName] : [])))];
}
