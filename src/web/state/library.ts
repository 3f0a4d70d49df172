import { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import type { JobHandlers } from '../services/job-handlers.ts';
import { strings } from '../strings.ts';
import { mayEdit, type SoundEntry } from './app-state.ts';
import type { Context } from './context.ts';
import { createKeeping, type KeepingActions } from './keeping.ts';
import { createOpening } from './opening.ts';
import type { SoundRecord } from './project-doc.ts';
import type { RecipeActions } from './recipe.ts';
import { readRequest } from './recipe-doc.ts';
import type { Rendering } from './rendering.ts';
import { findSound, sharedNames, withIds } from './sound-names.ts';
import { missingSounds } from './source-of.ts';
import type { Spot } from './spot.ts';

export interface SampleSound {
  readonly name: string;
  readonly path: string;
}

export interface LibraryActions extends KeepingActions {
  /** Loads the samples in order and selects the first unless something else was chosen meanwhile. */
  addSamples(samples: readonly SampleSound[]): Promise<void>;
  /** Archives among them are unpacked. */
  addFiles(files: readonly File[], origin?: 'file' | 'paste'): Promise<void>;
  /** Reads files into the library and leaves the workbench as it is. @returns what could be read */
  addQuietly(files: readonly File[]): Promise<readonly LoadedSound[]>;
  /** Asks for files and adds them; must be called from a user gesture. */
  choose(): Promise<void>;
  /** The same for a folder with all that is in it. */
  chooseFolder(): Promise<void>;
  /** Opens a sound, with the whole recipe on it in place of what it had as its source. */
  select(key: string, spot?: Spot): Promise<void>;
  /** Opens a sound and leaves the recipe as it is, which may have a source of its own. */
  reopen(key: string, spot?: Spot): Promise<void>;
  /** The next (1) or previous (-1) sound that can be opened. */
  selectNeighbour(offset: number): void;
  retryF0(): void;
  /** Lists a sound that is kept already, as a take is when it ends. */
  admit(record: SoundRecord): void;
  /** Who opens archives of projects. */
  onProject(open: (archive: File) => Promise<void>): void;
  /** The sounds that were kept, in place of those that are here. */
  restore(records: readonly SoundRecord[]): void;
}

type Origin = SoundRecord['origin'];

/** Bytes that say what a file is. */
const HEAD = 64;

export function createLibrary(context: Context, rendering: Rendering, recipe: RecipeActions): LibraryActions {
  const { store, engine, page, pictures, project, notify } = context;
  /** Rows whose files are being read. */
  const reading = new Map<string, AbortController>();
  let lastKey = 0;
  let openProject: (archive: File) => Promise<void> = async () => undefined;

  const find = (key: string) => store.getState().library.find((entry) => entry.key === key);
  const change = (key: string, update: Partial<SoundEntry>) =>
    store.setState(({ library }) => ({
      library: library.map((entry) => (entry.key === key ? { ...entry, ...update } : entry)),
    }));
  const drop = (key: string) =>
    store.setState(({ library }) => ({ library: library.filter((entry) => entry.key !== key) }));
  const { select: reopen, retryF0, close } = createOpening(context, rendering, change);

  // Whatever a text names, a set as well as a recipe, is for the engine the sound that it is here.
  store.subscribe((state, before) => {
    if (state.library === before.library) return;
    const shared = sharedNames(state.library);
    if (shared.size > 0 || sharedNames(before.library).size > 0) engine.nameSounds(shared);
  });

  function newKey(): string {
    lastKey++;
    return `sound-${lastKey}`;
  }

  const addEntry = (entry: SoundEntry) => store.setState(({ library }) => ({ library: [...library, entry] }));
  const add = (record: SoundRecord) => addEntry(entryOf(record));
  async function select(key: string, spot: Spot = {}): Promise<void> {
    if (find(key)?.sound && !recipe.ontoSound()) return notify({ text: strings.saving.elsewhere, tone: 'problem' });
    await reopen(key, spot);
  }

  const keeping = createKeeping(context, { find, change, drop, add, select: reopen, close });

  function entryOf(record: SoundRecord): SoundEntry {
    const { id, name, fileName, origin, facts } = record;
    const known = store.getState().library.find(({ sound }) => sound?.id === id);
    const sound: LoadedSound = { id, name: fileName, ...facts, recipe: facts.recipe };
    if (project && !known) engine.expect(id, fileName, () => project.file(id));
    return { key: known?.key ?? newKey(), name, fileName, origin, status: 'ready', sound, record };
  }

  function addRow(name: string, fileName: string, origin: Origin): string {
    const key = newKey();
    addEntry({ key, name, fileName, origin, status: 'loading' });
    return key;
  }

  function addFileRow(file: File, origin: Origin): string {
    const key = addRow(file.name, file.name, origin);
    change(key, { file });
    return key;
  }

  /** Reads one file into its row. Bytes that are here already do not make a second row. */
  async function read(key: string, bytes: () => Promise<Blob>, tell = true): Promise<string | undefined> {
    const row = find(key);
    if (!row) return undefined;
    try {
      const file = await bytes();
      const sound = await engine.load(file, row.fileName, watchReading(key));
      const { library, bin } = store.getState();
      const twin = library.find((entry) => entry.sound?.id === sound.id);
      if (twin) {
        drop(key);
        if (tell) notify({ text: strings.library.already(twin.name), tone: 'info' });
        return twin.key;
      }
      // The same bytes may have been here before, and have left pictures that could no longer be made.
      pictures.release(sound.id);
      const binned = bin.find(({ id }) => id === sound.id);
      if (binned) {
        drop(key);
        return keeping.restore(binned.id);
      }
      change(key, { status: 'ready', sound, file: undefined });
      void keeping.keep(key, sound, file);
      return key;
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind === 'cancelled') drop(key);
      else change(key, { status: 'failed', error });
      return undefined;
    } finally {
      reading.delete(key);
    }
  }

  function watchReading(key: string): JobHandlers {
    const controller = new AbortController();
    reading.set(key, controller);
    return {
      signal: controller.signal,
      onProgress({ fraction }) {
        const percent = Math.round(100 * fraction) / 100;
        if (find(key)?.fraction !== percent && reading.has(key)) change(key, { fraction: percent });
      },
    };
  }

  function readInside(text: string): ReturnType<typeof readRequest> {
    try {
      return readRequest(JSON.parse(text), recipe.newId);
    } catch {
      return undefined;
    }
  }

  /** A file made by Sonde opens its recipe on the sound it was made from, when that is here. */
  async function openRecipe(key: string): Promise<boolean> {
    const entry = find(key);
    const found = entry?.sound?.recipe === undefined ? undefined : readInside(entry.sound.recipe);
    if (!entry || !found) return false;
    const { library } = store.getState();
    const original = typeof found.file === 'string' ? findSound(library, found.file) : undefined;
    const isHere = typeof found.file !== 'string' && missingSounds(library, found.file).length === 0;
    if (isHere || (original && original.key !== key)) {
      if (original) await select(original.key);
      recipe.apply(withIds(found.doc, library));
      const text = strings.library.recipeOpened(entry.name);
      notify({ text, tone: 'info', action: { label: strings.undo, run: () => recipe.undo() } });
      return true;
    }
    const action = {
      label: strings.library.applyRecipe,
      run: () => recipe.apply(withIds(found.doc, store.getState().library)),
      applies: () => true,
    };
    notify({ text: strings.library.recipeInside(entry.name), tone: 'info', action });
    return false;
  }

  async function addSounds(files: readonly File[], origin: Origin): Promise<void> {
    const rows = files.map((file) => ({ file, key: addFileRow(file, origin) }));
    const failed: string[] = [];
    let first: string | undefined;
    for (const { file, key } of rows) {
      const opened = await read(key, () => Promise.resolve(file));
      // What was stopped has no row any more.
      if (opened === undefined) failed.push(...(find(key) ? [file.name] : []));
      else if (first === undefined && !(files.length === 1 && (await openRecipe(opened)))) {
        first = opened;
        // At once: the others may take a while, and meanwhile another may be chosen.
        await select(first);
      }
    }
    if (failed.length > 0) notify({ text: strings.library.unreadable(failed), tone: 'problem' });
  }

  /** What was unpacked has its bytes in memory, and not on a disk: of what is no sound only the first stay, as a copy. */
  async function keepHead(key: string, file: File): Promise<void> {
    const head = await file.slice(0, HEAD).arrayBuffer();
    change(key, { file: new Blob([head]), size: file.size });
  }

  /** One sound after the other, each as soon as it is unpacked. */
  async function addArchive(archive: File): Promise<void> {
    if (!project) return notify({ text: strings.library.noArchives, tone: 'problem' });
    let found = 0;
    try {
      if (await project.isProject(archive)) return await openProject(archive);
      const { refused } = await project.unzip(archive, async (file) => {
        found++;
        const row = addFileRow(file, 'file');
        const key = await read(row, () => Promise.resolve(file));
        if (find(row)?.status === 'failed') await keepHead(row, file);
        if (found === 1 && key !== undefined) await select(key);
      });
      if (refused.length > 0) notify({ text: strings.library.leftOut(archive.name, refused), tone: 'problem' });
      notify({ text: strings.library.unpacked(archive.name, found), tone: 'info' });
    } catch (thrown) {
      notify({ text: strings.library.archiveFailed(archive.name, AppError.from(thrown).message), tone: 'problem' });
    }
  }

  async function addFiles(files: readonly File[], origin: 'file' | 'paste' = 'file'): Promise<void> {
    if (!mayEdit(store.getState())) return notify({ text: strings.saving.elsewhere, tone: 'problem' });
    const isZip = ({ name }: File) => /\.zip$/i.test(name);
    const sounds = files.filter((file) => !isZip(file));
    if (sounds.length > 0) await addSounds(sounds, origin);
    for (const archive of files.filter(isZip)) await addArchive(archive);
  }

  async function addQuietly(files: readonly File[]): Promise<readonly LoadedSound[]> {
    const sounds: LoadedSound[] = [];
    for (const file of files) {
      const key = await read(addFileRow(file, 'file'), () => Promise.resolve(file), false);
      const sound = key === undefined ? undefined : find(key)?.sound;
      if (sound) sounds.push(sound);
    }
    if (sounds.length < files.length) {
      const read = new Set(sounds.map(({ name }) => name));
      const failed = files.map(({ name }) => name).filter((name) => !read.has(name));
      if (failed.length > 0) notify({ text: strings.library.unreadable(failed), tone: 'problem' });
    }
    return sounds;
  }

  return {
    ...keeping,
    remove(...keys) {
      for (const key of keys) reading.get(key)?.abort();
      keeping.remove(...keys.filter((key) => !reading.has(key)));
    },
    addQuietly,
    async addSamples(samples) {
      const rows = samples.map((sample) => {
        const fileName = sample.path.split('/').at(-1) ?? sample.path;
        return { ...sample, key: addRow(sample.name, fileName, 'sample') };
      });
      for (const row of rows) {
        const key = await read(row.key, () => page.fetchSample(row.path));
        if (key !== undefined && store.getState().selected === undefined) await select(key);
      }
    },
    addFiles,
    choose: async () => addFiles(await page.chooseFiles()),
    chooseFolder: async () => addFiles(await page.chooseFiles('folder')),
    select,
    reopen,
    selectNeighbour(offset) {
      const { library, selected } = store.getState();
      const ready = library.filter((entry) => entry.status === 'ready');
      const index = ready.findIndex((entry) => entry.key === selected);
      const target = ready[index + offset];
      if (index >= 0 && target) void select(target.key);
    },
    retryF0,
    admit(record) {
      const here = store.getState().library.find(({ sound }) => sound?.id === record.id);
      if (here) change(here.key, { record, name: record.name });
      else add(record);
    },
    onProject(open) {
      openProject = open;
    },
    restore(records) {
      const here = records.filter(({ binned }) => binned === undefined).map(entryOf);
      // What was dropped meanwhile is still being read.
      const reading = store.getState().library.filter(({ status }) => status !== 'ready');
      store.setState({ library: [...here, ...reading], bin: records.filter(({ binned }) => binned !== undefined) });
    },
  };
}
