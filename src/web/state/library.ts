import { AppError } from '../../core/base/errors.ts';
import type { F0Track, LoadedSound } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import { FIRST_VIEW, type Loadable, type SoundEntry } from './app-state.ts';
import type { Context } from './context.ts';
import type { RecipeActions } from './recipe.ts';
import { readRequest } from './recipe-doc.ts';
import type { Rendering } from './rendering.ts';

export interface SampleSound {
  readonly name: string;
  readonly path: string;
}

export interface LibraryActions {
  /** Loads the samples in order and selects the first unless something else was chosen meanwhile. */
  addSamples(samples: readonly SampleSound[]): Promise<void>;
  addFiles(files: readonly File[]): Promise<void>;
  /** Asks for files and adds them; must be called from a user gesture. */
  choose(): Promise<void>;
  select(key: string): Promise<void>;
  /** The next (1) or previous (-1) sound that can be opened. */
  selectNeighbour(offset: number): void;
  remove(key: string): void;
  retryF0(): void;
}

export function createLibrary(context: Context, rendering: Rendering, recipe: RecipeActions): LibraryActions {
  const { store, engine, player, page, pictures, notify } = context;
  let lastKey = 0;
  let f0Job: AbortController | undefined;

  const find = (key: string) => store.getState().library.find((entry) => entry.key === key);
  const change = (key: string, update: Partial<SoundEntry>) =>
    store.setState(({ library }) => ({
      library: library.map((entry) => (entry.key === key ? { ...entry, ...update } : entry)),
    }));
  const drop = (key: string) =>
    store.setState(({ library }) => ({ library: library.filter((entry) => entry.key !== key) }));

  function addRow(name: string, fileName: string, origin: SoundEntry['origin']): string {
    lastKey++;
    const key = `sound-${lastKey}`;
    store.setState(({ library }) => ({ library: [...library, { key, name, fileName, origin, status: 'loading' }] }));
    return key;
  }

  /** Reads one file into its row. Bytes that are here already do not make a second row. */
  async function read(key: string, fileName: string, bytes: () => Promise<Blob>): Promise<string | undefined> {
    try {
      const sound = await engine.load(await bytes(), fileName);
      const twin = store.getState().library.find((entry) => entry.sound?.id === sound.id);
      if (twin) {
        drop(key);
        notify({ text: strings.library.already(twin.name), tone: 'info' });
        return twin.key;
      }
      // The same bytes may have been here before, and have left pictures that could no longer be made.
      pictures.release(sound.id);
      change(key, { status: 'ready', sound });
      return key;
    } catch (thrown) {
      change(key, { status: 'failed', error: AppError.from(thrown) });
      return undefined;
    }
  }

  async function readF0(sound: LoadedSound): Promise<void> {
    f0Job?.abort();
    const job = new AbortController();
    f0Job = job;
    const set = (f0: Loadable<F0Track>) =>
      store.setState(({ source }) => (source?.sound.id === sound.id ? { source: { ...source, f0 } } : {}));
    set({ status: 'loading', progress: undefined });
    try {
      const value = await engine.f0(sound.id, {
        signal: job.signal,
        onProgress: (progress) => {
          if (!job.signal.aborted) set({ status: 'loading', progress });
        },
      });
      set({ status: 'ready', value });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') set({ status: 'failed', error });
    }
  }

  async function open(key: string): Promise<void> {
    const entry = find(key);
    if (!entry?.sound || store.getState().selected === key) return;
    const { sound } = entry;
    store.setState({ selected: key });
    const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
    if (store.getState().selected !== key) return;
    player.stop();
    rendering.clear();
    const { view } = store.getState();
    store.setState({
      source: { entry, sound, clip, levels, f0: { status: 'loading', progress: undefined } },
      view: { ...FIRST_VIEW, range: view.range, window: view.window, time: { start: 0, end: sound.duration } },
    });
    player.setClip('source', clip);
    player.setRange(undefined);
    player.seek(0);
    void readF0(sound);
    rendering.render('commit');
  }

  async function select(key: string): Promise<void> {
    try {
      await open(key);
    } catch (thrown) {
      const error = AppError.from(thrown);
      change(key, { status: 'failed', error });
      // What is seen stays what was opened last.
      store.setState(({ source }) => ({ selected: source?.entry.key }));
      notify({ text: error.message, tone: 'problem' });
    }
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
    const original = store
      .getState()
      .library.find(({ sound, fileName }) => sound?.id === found.file || (sound && fileName === found.file));
    if (original && original.key !== key) {
      await select(original.key);
      recipe.apply(found.doc);
      const text = strings.library.recipeOpened(entry.name);
      notify({ text, tone: 'info', action: { label: strings.undo, run: () => recipe.undo() } });
      return true;
    }
    const action = { label: strings.library.applyRecipe, run: () => recipe.apply(found.doc) };
    notify({ text: strings.library.recipeInside(entry.name), tone: 'info', action });
    return false;
  }

  async function addFiles(files: readonly File[]): Promise<void> {
    const rows = files.map((file) => ({ file, key: addRow(file.name, file.name, 'file') }));
    const failed: string[] = [];
    let first: string | undefined;
    for (const { file, key } of rows) {
      const opened = await read(key, file.name, () => Promise.resolve(file));
      if (opened === undefined) failed.push(file.name);
      else if (first === undefined && !(files.length === 1 && (await openRecipe(opened)))) {
        first = opened;
        // At once: the others may take a while, and meanwhile another may be chosen.
        await select(first);
      }
    }
    if (failed.length > 0) notify({ text: strings.library.unreadable(failed), tone: 'problem' });
  }

  return {
    async addSamples(samples) {
      const rows = samples.map((sample) => {
        const fileName = sample.path.split('/').at(-1) ?? sample.path;
        return { ...sample, fileName, key: addRow(sample.name, fileName, 'sample') };
      });
      for (const row of rows) {
        const key = await read(row.key, row.fileName, () => page.fetchSample(row.path));
        if (key !== undefined && store.getState().selected === undefined) await select(key);
      }
    },
    addFiles,
    choose: async () => addFiles(await page.chooseFiles()),
    select,
    selectNeighbour(offset) {
      const { library, selected } = store.getState();
      const ready = library.filter((entry) => entry.status === 'ready');
      const index = ready.findIndex((entry) => entry.key === selected);
      const target = ready[index + offset];
      if (index >= 0 && target) void select(target.key);
    },
    remove(key) {
      const entry = find(key);
      if (!entry) return;
      const { library, selected } = store.getState();
      const others = library.filter((other) => other.key !== key && other.status === 'ready');
      if (selected === key) {
        const next = others[0];
        if (!next) return;
        void select(next.key);
      }
      drop(key);
      if (!entry.sound) return;
      pictures.release(entry.sound.id);
      // A sound that is already gone is as good as released.
      engine.release(entry.sound.id).catch(() => undefined);
      // What was made from it would only take room.
      engine.forget(entry.sound.id).catch(() => undefined);
    },
    retryF0() {
      const { source } = store.getState();
      if (source) void readF0(source.sound);
    },
  };
}
