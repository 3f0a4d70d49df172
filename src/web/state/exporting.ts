import { AppError } from '../../core/base/errors.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { RenderedSound } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import type { AppState, Result } from './app-state.ts';
import type { Context } from './context.ts';
import { activeSteps, meaningOf, queryText, type RecipeDoc } from './recipe-doc.ts';
import { WORLD_PARAMS, worldTexts } from './world-texts.ts';

export type ExportEncoding = 's16' | 's24' | 'f32';

export interface ExportActions {
  /** Saves the result of the whole recipe as a WAV file with the recipe inside. */
  exportWav(encoding: ExportEncoding): Promise<void>;
  copy(text: string, done: string): Promise<void>;
}

export function createExportActions({ store, engine, page, notify }: Context): ExportActions {
  /** What is listened to may be a part: a file is always the whole. */
  async function whole(state: AppState, result: Result): Promise<Pick<RenderedSound, 'id'>> {
    const { source, recipe } = state;
    if (!source || meaningOf(result.recipe) === meaningOf(recipe.present)) return result.rendered;
    const signal = new AbortController().signal;
    return engine.render(queryText(recipe.present, source.sound.id), { signal, onProgress: () => undefined });
  }

  return {
    async exportWav(encoding) {
      const state = store.getState();
      const { source, render, recipe } = state;
      if (!source || !render.result) return;
      try {
        const { id } = await whole(state, render.result);
        const bytes = await engine.exportWav(id, encoding);
        const name = exportName(source.entry.fileName, recipe.present);
        page.saveFile(bytes, name);
        notify({ text: strings.recipe.exported(name), tone: 'info' });
      } catch (thrown) {
        notify({ text: AppError.from(thrown).message, tone: 'problem' });
      }
    },
    async copy(text, done) {
      if (await page.copyText(text)) notify({ text: done, tone: 'info' });
      else notify({ text: strings.recipe.notCopied, tone: 'problem' });
    },
  };
}

/** The query as people take it away: sounds by their file names, so that it runs beside the files. */
export function portableQuery({ library, source, recipe }: Pick<AppState, 'library' | 'source' | 'recipe'>): string {
  const names = new Map(library.flatMap(({ sound, fileName }) => (sound ? [[sound.id, fileName] as const] : [])));
  const text = queryText(recipe.present, source?.entry.fileName ?? strings.recipe.noFile);
  const rename = (_key: string, value: JsonValue) => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  return JSON.stringify(JSON.parse(text, rename), null, 2);
}

const LONGEST_NAME = 120;

/** `sentence.f0-12st.vtl+3.8st.wav`; `*` and `~` may not stand in file names everywhere. */
export function exportName(fileName: string, recipe: RecipeDoc): string {
  const base = fileName.replace(/\.[^.]*$/, '');
  const parts = activeSteps(recipe).flatMap(({ module, params }) => {
    if (module !== 'world') return [module];
    const texts = worldTexts(params);
    const changes = WORLD_PARAMS.filter((param) => texts[param] !== '');
    if (changes.length === 0) return [module];
    return changes.map((param) => `${param}${texts[param].replace('*', 'x').replace('~', '=')}`);
  });
  return `${[base, ...parts].join('.').slice(0, LONGEST_NAME)}.wav`;
}
