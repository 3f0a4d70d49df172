import { AppError } from '../../core/base/errors.ts';
import { SOUND_FORMATS, type SoundFormat } from '../../core/codecs/codec.ts';
import { FORMATS } from '../../core/codecs/formats.ts';
import type { Progress } from '../../core/engine/engine.ts';
import { DEFAULT_OUTPUT } from '../../core/query/defaults.ts';
import type { JsonValue, OutputFormat } from '../../core/query/query.ts';
import { readKeptOutput, usualOutput } from '../forms/output-choices.ts';
import type { JobHandlers } from '../services/job-handlers.ts';
import type { Page } from '../services/page.ts';
import { strings } from '../strings.ts';
import type { AppState, Exporting } from './app-state.ts';
import type { Context } from './context.ts';
import { wholeOf } from './nested.ts';
import { activeSteps, queryText, type RecipeDoc } from './recipe-doc.ts';
import { plainNames } from './sound-names.ts';
import { openSound, type Sounding, soundingOf } from './source-of.ts';
import { borrowWhole, soundOfWhole, type WholeResult } from './whole-result.ts';
import { WORLD_PARAMS, worldTexts } from './world-texts.ts';

export interface ExportActions {
  /** Saves the result of the whole recipe as a file with the recipe inside, written as the settings say. */
  save(): Promise<void>;
  /** Stops the file that is being written. */
  cancel(): void;
  /** In this format from now on, as it was written last. */
  chooseFormat(format: SoundFormat): void;
  chooseOutput(output: OutputFormat): void;
  copy(text: string, done: string): Promise<void>;
  /** The result of the whole recipe, which whoever asks releases. @throws AppError what a render throws */
  borrowWhole(job: JobHandlers): Promise<WholeResult>;
  saveFile(file: Blob, name: string): void;
  /** What a file of the whole recipe is called, without its extension. */
  baseName(): string;
  /** What was exported last, since the page was opened. */
  lastExport(): Sounding | undefined;
}

/** How much of an export is the whole's render, where that is not there. */
const MAKING = 0.8;
/** What takes longer is shown, with its cancel. */
const LATE_MS = 300;

export function createExportActions(context: Context): ExportActions {
  const { store, engine, page, notify } = context;
  let running: AbortController | undefined;
  let exported: Sounding | undefined;

  const update = (change: Partial<Exporting>) =>
    store.setState(({ exporting }) => (exporting ? { exporting: { ...exporting, ...change } } : {}));

  async function write(state: AppState, name: string): Promise<void> {
    running = new AbortController();
    const { signal } = running;
    store.setState({ exporting: { name, fraction: 0, late: false } });
    const stopTimer = page.after(LATE_MS, () => update({ late: true }));
    try {
      const from = (begun: number, share: number) => ({
        signal,
        onProgress: ({ fraction }: Progress) => update({ fraction: begun + share * fraction }),
      });
      const whole = await borrowWhole(context, from(0, MAKING));
      try {
        const job = whole.isOwn ? from(MAKING, 1 - MAKING) : from(0, 1);
        page.saveFile(await engine.exportFile(whole.id, state.settings.output, job), name);
      } finally {
        whole.release();
      }
      exported = soundingOf(state);
      notify({ text: strings.recipe.exported(name), tone: 'info' });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') notify({ text: error.message, tone: 'problem' });
    } finally {
      stopTimer();
      running = undefined;
      store.setState({ exporting: undefined });
    }
  }

  return {
    async save() {
      const state = store.getState();
      const { source, render, recipe, settings, exporting } = state;
      if (!source || !render.result || exporting) return;
      const { fileName } = soundOfWhole(state) ?? source.entry;
      await write(state, exportName(fileName, wholeOf(recipe.present), settings.output.format));
    },
    cancel: () => running?.abort(),
    borrowWhole: (job) => borrowWhole(context, job),
    saveFile: page.saveFile,
    lastExport: () => exported,
    baseName() {
      const state = store.getState();
      const { fileName = '' } = soundOfWhole(state) ?? state.source?.entry ?? {};
      return exportBase(fileName, wholeOf(state.recipe.present));
    },
    ...createOutputActions(context),
    async copy(text, done) {
      if (await page.copyText(text)) notify({ text: done, tone: 'info' });
      else notify({ text: strings.recipe.notCopied, tone: 'problem' });
    },
  };
}

function createOutputActions({ store, page }: Context): Pick<ExportActions, 'chooseFormat' | 'chooseOutput'> {
  function chooseOutput(output: OutputFormat): void {
    page.keepChoice('format', output.format);
    page.keepChoice(`format.${output.format}`, JSON.stringify(output));
    store.setState(({ settings }) => ({ settings: { ...settings, output } }));
  }
  return { chooseOutput, chooseFormat: (format) => chooseOutput(lastOutput(page, format)) };
}

/** How results were written last time, here. */
export function readLastOutput(page: Pick<Page, 'readChoice'>): OutputFormat {
  const kept = page.readChoice('format');
  const format = SOUND_FORMATS.find((known) => known === kept) ?? DEFAULT_OUTPUT.format;
  return lastOutput(page, format);
}

function lastOutput(page: Pick<Page, 'readChoice'>, format: SoundFormat): OutputFormat {
  const kept = readKeptOutput(page.readChoice(`format.${format}`));
  return kept?.format === format ? kept : usualOutput(format);
}

/** The query as people take it away: sounds by their file names, so that it runs beside the files; those whose name means another by their ids. */
export function portableQuery(state: Pick<AppState, 'library' | 'selected' | 'recipe'>): string {
  const { library, recipe } = state;
  const names = plainNames(library);
  const text = queryText(wholeOf(recipe.present), openSound(state)?.sound?.id ?? strings.recipe.noFile);
  const rename = (_key: string, value: JsonValue) => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  return JSON.stringify(JSON.parse(text, rename), null, 2);
}

const LONGEST_NAME = 120;

/** `sentence.f0-12st.vtl+3.8st.wav`; `*` and `~` may not stand in file names everywhere. */
export function exportName(fileName: string, recipe: RecipeDoc, format: SoundFormat): string {
  return `${exportBase(fileName, recipe)}.${FORMATS[format].extensions[0]}`;
}

function exportBase(fileName: string, recipe: RecipeDoc): string {
  const base = fileName.replace(/\.[^.]*$/, '');
  const parts = activeSteps(recipe).flatMap(({ module, params }) => {
    if (module !== 'world') return [module];
    const texts = worldTexts(params);
    const changes = WORLD_PARAMS.filter((param) => texts[param] !== '');
    if (changes.length === 0) return [module];
    return changes.map((param) => `${param}${texts[param].replace('*', 'x').replace('~', '=')}`);
  });
  return [base, ...parts].join('.').slice(0, LONGEST_NAME);
}
