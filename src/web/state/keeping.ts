import { AppError } from '../../core/base/errors.ts';
import type { EngineClient, LoadedSound } from '../services/engine-client.ts';
import type { ProjectStore } from '../services/project-store.ts';
import { strings } from '../strings.ts';
import { mayEdit, type SoundEntry } from './app-state.ts';
import type { Context } from './context.ts';
import { withoutErased } from './erased.ts';
import type { SoundRecord } from './project-doc.ts';

/** What a person says of a sound. */
export type SoundWords = Pick<SoundRecord, 'name' | 'tags' | 'note' | 'talker'>;

export interface KeepingActions {
  /** Other words for a sound; an empty name changes nothing. */
  describe(key: string, words: Partial<SoundWords>): void;
  /** To the bin, from which they come back; rows without a sound just go. */
  remove(...keys: readonly string[]): void;
  /** Out of the bin. @returns its key */
  restoreFromBin(id: string): string | undefined;
  /** For good. */
  erase(ids: readonly string[]): Promise<void>;
  /** Saves the bytes as they came. */
  exportOriginal(key: string): Promise<void>;
}

interface Rows {
  find(key: string): SoundEntry | undefined;
  change(key: string, update: Partial<SoundEntry>): void;
  drop(key: string): void;
  /** Puts a sound that is kept back into the list. */
  add(record: SoundRecord): void;
  select(key: string): Promise<void>;
  /** Nothing is open any more. */
  close(): void;
}

export interface Keeping extends KeepingActions {
  restore(id: string): string | undefined;
  /** Keeps a sound that has just been read. */
  keep(key: string, sound: LoadedSound, file: Blob): Promise<void>;
}

/** ms: what is stored by then says nothing between. */
const LONG_MS = 300;
/** Bars of the small picture of a sound: three for each bar where it is drawn smallest. */
const SKETCH_CELLS = 63;

export function createKeeping({ store, engine, page, pictures, project, deeds, notify }: Context, rows: Rows): Keeping {
  const { find, change, drop, add, select, close } = rows;
  let stopWaiting: (() => void) | undefined;

  const failed = (thrown: unknown) => {
    const reason = AppError.from(thrown).message;
    store.setState({ saving: { status: 'failed', reason } });
    notify({ text: strings.saving.notSaved(reason), tone: 'problem' });
  };

  /** Writes behind: what is seen has changed already. */
  function write(work: Promise<void> | undefined): void {
    if (!work) return;
    count(1);
    const saved = () => {
      if (mayEdit(store.getState())) store.setState({ saving: { status: 'saved', at: page.now() } });
    };
    void work.then(saved, failed).finally(() => count(-1));
  }

  /** Writes that a page that is left would not end. */
  function count(more: number): void {
    const storing = store.getState().storing + more;
    store.setState(storing > 0 ? { storing } : { storing, storingLong: false });
    page.holdOpen('sounds', storing > 0);
    if (storing === 0) stopWaiting?.();
    else if (storing === more) stopWaiting = page.after(LONG_MS, () => store.setState({ storingLong: true }));
  }

  async function keep(key: string, sound: LoadedSound, file: Blob): Promise<void> {
    const row = find(key);
    if (!row) return;
    const { id, name: _, ...facts } = sound;
    const words = { name: row.name, tags: [], note: '', talker: '' };
    const { recipe, ...plain } = facts;
    const record: SoundRecord = {
      ...{ id, fileName: row.fileName, origin: row.origin, created: page.now(), size: file.size, ...words },
      facts: { ...plain, warnings: [...plain.warnings], ...(recipe === undefined ? {} : { recipe }) },
    };
    change(key, { record });
    write(project && keepBytes(project, record, file));
    try {
      update(key, { sketch: await sketchOf(engine, id, sound.frames) });
    } catch {
      // A sound that is closed already needs no picture.
    }
  }

  /** From then on the bytes that are kept are read: a file of a disk may be moved or unplugged. */
  async function keepBytes(kept: ProjectStore, record: SoundRecord, file: Blob): Promise<void> {
    await kept.add(record, file);
    await engine.move(record.id, await kept.file(record.id));
  }

  function update(key: string, with_: Partial<SoundRecord>): void {
    const entry = find(key);
    if (!entry?.record) return;
    const record = { ...entry.record, ...with_ };
    change(key, { record, name: record.name });
    store.setState(({ source }) =>
      source?.entry.key === key ? { source: { ...source, entry: { ...entry, record, name: record.name } } } : {},
    );
    write(project?.change(record));
  }

  function restore(id: string): string | undefined {
    const binned = store.getState().bin.find((record) => record.id === id);
    if (!binned || !mayEdit(store.getState())) return undefined;
    const { binned: _, ...record } = binned;
    store.setState(({ bin }) => ({ bin: bin.filter((other) => other.id !== id) }));
    add(record);
    store.setState(({ library }) => ({ library: inOrder(library) }));
    write(project?.change(record));
    return store.getState().library.find(({ sound }) => sound?.id === id)?.key;
  }

  function bin(record: SoundRecord): void {
    const binned = { ...record, binned: page.now() };
    store.setState((state) => ({ bin: [...state.bin, binned] }));
    write(project?.change(binned));
  }

  /** As long as a sound is seen, what is made of it is kept once it is made. */
  function whenClosed(id: string, run: () => void): void {
    const isSeen = () => store.getState().source?.sound.id === id;
    if (!isSeen()) {
      run();
      return;
    }
    const unsubscribe = store.subscribe(() => {
      if (isSeen()) return;
      unsubscribe();
      run();
    });
  }

  function comeBack(id: string, isOpened: boolean): string | undefined {
    const key = restore(id);
    if (key !== undefined && isOpened) void select(key);
    return key;
  }

  function toBin(key: string): SoundRecord | undefined {
    const entry = find(key);
    if (!entry || !mayEdit(store.getState())) return undefined;
    const { library, selected } = store.getState();
    const next = library.find((other) => other.key !== key && other.status === 'ready');
    if (selected === key && next) void select(next.key);
    else if (selected === key) close();
    drop(key);
    if (!entry.sound) return undefined;
    const { id } = entry.sound;
    pictures.release(id);
    // A sound that is already gone is as good as released.
    engine.release(id).catch(() => undefined);
    // What was made from it would only take room.
    whenClosed(id, () => {
      if (keyOf(id) === undefined) engine.forget(id).catch(() => undefined);
    });
    if (!entry.record || !project) return undefined;
    bin(entry.record);
    return entry.record;
  }

  const keyOf = (id: string) => store.getState().library.find(({ sound }) => sound?.id === id)?.key;
  deeds.handle('words', ({ sound, before, after }, back) => {
    const key = keyOf(sound);
    if (key !== undefined) update(key, back ? before : after);
  });
  deeds.handle('bin', ({ sound, out, wasOpen }, back) => {
    const key = keyOf(sound);
    if (out !== back) comeBack(sound, wasOpen);
    else if (key !== undefined) toBin(key);
  });

  return {
    keep,
    restore,
    restoreFromBin(id) {
      const record = store.getState().bin.find((other) => other.id === id);
      const key = restore(id);
      if (record && key !== undefined) {
        deeds.record({ kind: 'bin', sound: id, name: record.name, out: true, wasOpen: false });
      }
      return key;
    },
    describe(key, words) {
      if (!mayEdit(store.getState())) return;
      const name = words.name?.trim();
      const tags = words.tags && [...new Set(words.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
      const { name: _, ...others } = words;
      const entry = find(key);
      const before = entry?.record && wordsOf(entry.record);
      update(key, { ...others, ...(name ? { name } : {}), ...(tags ? { tags } : {}) });
      const record = find(key)?.record;
      if (!entry?.sound || !before || !record) return;
      const after = wordsOf(record);
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      deeds.record({ kind: 'words', sound: entry.sound.id, before, after });
    },
    remove(...keys) {
      const { selected } = store.getState();
      // The open one last: what is opened instead of it is one that stays.
      const inTurn = [...keys].sort((a, b) => Number(a === selected) - Number(b === selected));
      const gone = inTurn.flatMap((key) => {
        const record = toBin(key);
        return record ? [{ id: record.id, name: record.name, wasOpen: key === selected }] : [];
      });
      const tell = ({ id, name, wasOpen }: (typeof gone)[number], out: boolean) =>
        deeds.record({ kind: 'bin', sound: id, name, out, wasOpen });
      for (const each of gone) tell(each, false);
      const [first] = gone;
      if (first === undefined) return;
      const undo = () => {
        for (const each of gone.toReversed()) if (comeBack(each.id, each.wasOpen) !== undefined) tell(each, true);
      };
      const text = gone.length === 1 ? strings.library.binned(first.name) : strings.library.binnedAll(gone.length);
      notify({ text, tone: 'info', action: { label: strings.undo, run: undo } });
    },
    async erase(ids) {
      if (!mayEdit(store.getState())) return;
      store.setState(({ bin, recipe }) => ({
        bin: bin.filter(({ id }) => !ids.includes(id)),
        recipe: { ...withoutErased(recipe, (id) => ids.includes(id)), before: recipe.before },
      }));
      write(project?.erase(ids));
    },
    async exportOriginal(key) {
      const entry = find(key);
      if (!entry?.sound || !project) return;
      try {
        page.saveFile(await project.file(entry.sound.id), entry.fileName);
      } catch (thrown) {
        notify({ text: AppError.from(thrown).message, tone: 'problem' });
      }
    },
  };
}

async function sketchOf(engine: EngineClient, id: string, frames: number): Promise<Float32Array<ArrayBuffer>> {
  const finer = 2 ** Math.floor(Math.log2(Math.max(frames / SKETCH_CELLS / 8, 1)));
  const { extremes } = await engine.peaks(id, 0, finer, 0, Math.ceil(frames / finer));
  const bars = Math.min(SKETCH_CELLS, frames);
  const perBar = extremes.length / 2 / bars;
  const sketch = new Float32Array(2 * bars);
  for (let bar = 0; bar < bars; bar++) {
    const cells = extremes.subarray(2 * Math.floor(bar * perBar), 2 * Math.ceil((bar + 1) * perBar));
    sketch[2 * bar] = cells.reduce((low, value) => Math.min(low, value));
    sketch[2 * bar + 1] = cells.reduce((high, value) => Math.max(high, value));
  }
  return sketch;
}

function wordsOf({ name, tags, note, talker }: SoundRecord): SoundWords {
  return { name, tags, note, talker };
}

/** As they came; rows that are still being read stay at the end. */
function inOrder(entries: readonly SoundEntry[]): readonly SoundEntry[] {
  const time = ({ record }: SoundEntry) => record?.created ?? Number.POSITIVE_INFINITY;
  return [...entries].sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
}
