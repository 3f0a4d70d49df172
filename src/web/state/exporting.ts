import { AppError } from '../../core/base/errors.ts';
import { strings } from '../strings.ts';
import type { Context } from './context.ts';
import { buildQuery, WORLD_PARAMS, type WorldTexts } from './world-texts.ts';

export type ExportEncoding = 's16' | 's24' | 'f32';

export interface ExportActions {
  /** Saves the result as a WAV file with its recipe inside. */
  exportWav(encoding: ExportEncoding): Promise<void>;
  copy(text: string, done: string): Promise<void>;
}

export function createExportActions({ store, engine, page, notify }: Context): ExportActions {
  return {
    async exportWav(encoding) {
      const { source, render } = store.getState();
      if (!source || !render.result) return;
      const { rendered, texts } = render.result;
      try {
        const bytes = await engine.exportWav(rendered.id, encoding);
        const name = exportName(source.entry.fileName, texts);
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

/** The query as people take it away: the sound by its file name, so that it runs beside the file. */
export function portableQuery(fileName: string, texts: WorldTexts): string {
  return buildQuery(fileName, texts);
}

/** `sentence.f0-12st.vtl+3.8st.wav`; `*` and `~` may not stand in file names everywhere. */
export function exportName(fileName: string, texts: WorldTexts): string {
  const base = fileName.replace(/\.[^.]*$/, '');
  const changes = WORLD_PARAMS.filter((param) => texts[param] !== '').map(
    (param) => `${param}${texts[param].replace('*', 'x').replace('~', '=')}`,
  );
  return `${[base, ...(changes.length > 0 ? changes : ['world'])].join('.')}.wav`;
}
