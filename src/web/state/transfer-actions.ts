import { AppError } from '../../core/base/errors.ts';
import type { JobHandlers } from '../services/job-handlers.ts';
import type { ReadProject } from '../services/project-store.ts';
import { strings } from '../strings.ts';
import { projectStrings } from '../strings-project.ts';
import type { Transfer } from './app-state.ts';
import type { Context } from './context.ts';
import { placeOf } from './journal.ts';
import type { LibraryActions } from './library.ts';
import { type ArchivedSound, projectArchive } from './project-archive.ts';
import type { ProjectDoc, SoundRecord } from './project-doc.ts';
import type { TransferActions } from './project-transfer.ts';
import type { RecipeActions } from './recipe.ts';
import type { SetActions } from './sets.ts';

/** Writes and reads projects. */
export function createTransferActions(
  context: Context,
  library: LibraryActions,
  recipe: RecipeActions,
  sets: SetActions,
): TransferActions {
  const { store, engine, page, project, notify } = context;
  let job: AbortController | undefined;

  /** One at a time, with what it is and how far. */
  async function run(kind: Transfer['kind'], work: (job: JobHandlers) => Promise<void>): Promise<void> {
    if (job) return;
    const controller = new AbortController();
    job = controller;
    const show = (fraction: number) => store.setState({ transfer: { kind, fraction } });
    show(0);
    try {
      await work({ signal: controller.signal, onProgress: ({ fraction }) => show(fraction) });
    } catch (thrown) {
      const error = AppError.from(thrown);
      const stopped = error.kind === 'cancelled';
      notify({ text: stopped ? projectStrings.stopped : error.message, tone: stopped ? 'info' : 'problem' });
    } finally {
      job = undefined;
      store.setState({ transfer: undefined });
    }
  }

  function contents() {
    const state = store.getState();
    const { past, present, future } = state.recipe;
    const records = [...state.library.flatMap(({ record }) => record ?? []), ...state.bin];
    const { draft } = sets.store.getState();
    const set = draft && { set: structuredClone(draft) as NonNullable<ReadProject['set']> };
    const doc = { recipe: { past: [...past], present, future: [...future] }, place: placeOf(state) };
    const given = { name: projectStrings.name, sounds: records.map(archived), doc, ...set };
    const blobs = records.flatMap(({ id }): [string, Blob][] => {
      const blob = engine.file(id);
      return blob ? [[id, blob]] : [];
    });
    return { archive: projectArchive(given), blobs: new Map(blobs) };
  }

  async function write(chosen: FileSystemFileHandle | 'download', handlers: JobHandlers): Promise<void> {
    const destination = chosen === 'download' ? undefined : chosen;
    const { archive, blobs } = contents();
    const written = await project?.writeProject(archive, blobs, destination, handlers);
    if (!written) return;
    for (const [index, blob] of written.archives.entries()) {
      const part = index + (destination ? 2 : 1);
      page.saveFile(blob, part === 1 ? projectStrings.file : projectStrings.part(part));
    }
    const { missing } = written;
    notify({ text: projectStrings.written(archive.sounds.length - missing.length), tone: 'info' });
    if (missing.length > 0) notify({ text: projectStrings.without(missing), tone: 'problem' });
  }

  /** Nothing was done here yet: then the whole of what comes takes its place, its history with it. */
  function isFresh(): boolean {
    const { recipe: history, library: entries, bin } = store.getState();
    const isUntouched = history.past.length === 0 && history.future.length === 0 && bin.length === 0;
    return isUntouched && entries.every(({ origin }) => origin === 'sample');
  }

  function takeDoc(doc: ProjectDoc, fresh: boolean): void {
    if (!fresh) {
      const { beside: _, ...present } = doc.recipe.present;
      recipe.apply(present);
      return;
    }
    const folded = Object.fromEntries((doc.place?.folded ?? []).map((step) => [step, true]));
    store.setState({ recipe: { ...doc.recipe, before: undefined }, folded, problems: {} });
  }

  async function take({ name, doc, set, added, known }: ReadProject): Promise<void> {
    // Now, and not before it was read: meanwhile somebody may have begun.
    const fresh = isFresh();
    for (const record of added) {
      if (record.binned === undefined) library.admit(record);
      else store.setState(({ bin }) => ({ bin: [...bin, record] }));
    }
    takeDoc(doc, fresh);
    if (set) sets.take(set);
    const { sound, folded: _, ...spot } = doc.place ?? {};
    const key = store.getState().library.find((entry) => entry.sound?.id === sound)?.key;
    if (key !== undefined) await library.reopen(key, spot);
    const action = { label: strings.undo, run: recipe.undo };
    const text = projectStrings.opened(name, added.length, known);
    notify({ text, tone: 'info', ...(fresh ? {} : { action }) });
  }

  async function open(archive: File): Promise<void> {
    await run('reading', async (handlers) => {
      const read = await project?.readProject(archive, handlers);
      if (read) await take(read);
    });
  }

  return {
    async download() {
      // What is chosen is made at once, and would stay empty.
      if (job) return;
      const chosen = await page.chooseDestination(projectStrings.file);
      if (chosen === 'again') notify({ text: projectStrings.pressAgain, tone: 'info' });
      else if (chosen !== undefined) await run('writing', (handlers) => write(chosen, handlers));
    },
    open,
    stop: () => job?.abort(),
  };
}

function archived({ sketch, ...record }: SoundRecord): ArchivedSound {
  return { ...record, ...(sketch ? { sketch: [...sketch] } : {}) };
}
