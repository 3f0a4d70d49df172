import { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import { nestedStrings } from '../strings-nested.ts';
import { type F0State, FIRST_VIEW, type SoundEntry, type Source } from './app-state.ts';
import type { Context } from './context.ts';
import { missingText, withMissingName } from './missing-sound.ts';
import type { Rendering } from './rendering.ts';
import { soundStream } from './sound-stream.ts';
import { isMade, originOf, type RecipeOrigin } from './source-of.ts';
import { bringInside, type Spot } from './spot.ts';

export interface Opening {
  /** Opens a sound to be worked on; one that cannot be opened says so in its row, and the last one stays. */
  select(key: string, spot?: Spot): Promise<void>;
  retryF0(): void;
  /** Nothing is open any more. */
  close(): void;
}

export function createOpening(
  { store, engine, player, pictures, notify }: Context,
  rendering: Rendering,
  change: (key: string, update: Partial<SoundEntry>) => void,
): Opening {
  let f0Job: AbortController | undefined;

  async function readF0(sound: LoadedSound): Promise<void> {
    f0Job?.abort();
    const job = new AbortController();
    f0Job = job;
    const set = (f0: F0State) =>
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

  /** What is open, or on its way. */
  let opened: string | undefined;
  /** Counts what was asked for: only the last is shown. */
  let turn = 0;
  /** Where to stand in what is on its way. */
  let spot: Spot = {};
  /** The result that is the source, where that is made from sounds. */
  let made: string | undefined;

  async function read(entry: SoundEntry & { readonly sound: LoadedSound }): Promise<Source> {
    const { sound } = entry;
    const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
    const f0: F0State = clip ? { status: 'loading', progress: undefined } : { status: 'unasked' };
    return { entry, sound, clip, levels, f0 };
  }

  /** Sounds one after the other, or a nested recipe's, as the sound that they are. */
  async function make(key: string, query: string): Promise<Source> {
    const { id, shape, clip, levels, f0 } = await rendering.prepare(query);
    // It may have been here before, and have left pictures that could no longer be made.
    pictures.release(id);
    const { made: name } = nestedStrings;
    const sound: LoadedSound = { id, name, ...shape, recipe: undefined, warnings: [] };
    const entry: SoundEntry = { key, name, fileName: name, origin: 'result', status: 'ready', sound };
    return { entry, sound, clip, levels, f0: f0 ? { status: 'ready', value: f0 } : { status: 'unasked' } };
  }

  function find(origin: RecipeOrigin): Promise<Source> | undefined {
    if (origin.kind === 'made') return make(origin.key, origin.query);
    if (origin.kind === 'missing') {
      throw new AppError('source-not-found', missingText(store.getState(), origin.name));
    }
    const entry = store.getState().library.find(({ key }) => key === origin.key);
    return entry?.sound && read({ ...entry, sound: entry.sound });
  }

  function release(id: string): void {
    pictures.release(id);
    // A result that is already gone is as good as released.
    engine.release(id).catch(() => undefined);
  }

  function forgetMade(): void {
    if (made !== undefined) release(made);
    made = undefined;
  }

  function put(source: Source): void {
    player.stop();
    rendering.clear();
    forgetMade();
    const { sound, clip, f0 } = source;
    if (isMade(source.entry)) made = sound.id;
    const { range, window, display, parts } = store.getState().view;
    const whole = { start: 0, end: sound.duration };
    const view = bringInside({ ...FIRST_VIEW, range, window, display, parts, time: whole, ...spot }, sound);
    store.setState({ source, view, opening: false });
    player.setClip('source', clip ?? soundStream(engine, sound.id, sound, notify));
    player.setRange(view.selection);
    player.seek(view.cursor);
    // Minutes of work are done when they are asked for.
    if (f0.status === 'loading') void readF0(sound);
    else f0Job?.abort();
    rendering.render('commit');
  }

  /** Opens what the open recipe begins with. */
  async function show(there?: Spot): Promise<void> {
    const origin = originOf(store.getState());
    if (there !== undefined) spot = there;
    if (origin === undefined || origin.key === opened) return;
    const before = opened;
    opened = origin.key;
    turn += 1;
    const mine = turn;
    const { source: shown } = store.getState();
    if (before !== shown?.entry.key) rendering.cancel();
    // What was left on the way to another one is still there.
    const isBack = shown?.entry.key === origin.key;
    store.setState({ opening: !isBack });
    if (isBack) return rendering.render('commit');
    if (there === undefined) spot = {};
    try {
      const source = await find(origin);
      if (turn !== mine) {
        if (source && isMade(source.entry)) release(source.sound.id);
      } else if (source) put(source);
      else {
        opened = before;
        store.setState({ opening: false });
      }
    } catch (thrown) {
      if (turn === mine) fail(origin, AppError.from(thrown));
    }
  }

  function fail(origin: RecipeOrigin, error: AppError): void {
    store.setState({ opening: false });
    const { selected, source, library } = store.getState();
    // Stopped by hand: what was open stays until it is asked for again.
    if (error.kind === 'cancelled') {
      opened = undefined;
      return;
    }
    if (origin.kind === 'sound' && origin.key === selected && !(source && isMade(source.entry))) {
      notify({ text: error.message, tone: 'problem' });
      change(origin.key, { status: 'failed', error });
      // What is seen stays what was opened last, unless it has gone to the bin meanwhile.
      const isKept = source === undefined || library.some(({ key }) => key === source.entry.key);
      const next = isKept ? undefined : library.find(({ key, status }) => key !== origin.key && status === 'ready');
      opened = isKept ? source?.entry.key : undefined;
      if (!isKept && !next) leave();
      store.setState({ selected: next?.key ?? opened });
      if (next) void show({});
      return;
    }
    leave();
    if (origin.kind === 'made')
      store.setState((state) => ({ render: { ...state.render, error: withMissingName(error, state) } }));
    else notify({ text: error.message, tone: 'problem' });
  }

  /** Nothing is seen any more. */
  function leave(): void {
    f0Job?.abort();
    player.stop();
    rendering.clear();
    forgetMade();
    player.setClip('source', undefined);
    store.setState({ source: undefined });
  }

  store.subscribe((state, before) => {
    const [doc, old] = [state.recipe.present, before.recipe.present];
    if (doc === old && state.library === before.library) return;
    if (doc.file !== undefined || old.file !== undefined) void show();
  });
  rendering.onOtherSource(() => {
    opened = undefined;
    void show();
  });

  return {
    async select(key, spot = {}) {
      const entry = store.getState().library.find((other) => other.key === key);
      if (!entry?.sound || store.getState().selected === key) return;
      store.setState({ selected: key });
      await show(spot);
    },
    retryF0() {
      const { source } = store.getState();
      if (source) void readF0(source.sound);
    },
    close() {
      opened = undefined;
      turn += 1;
      leave();
      store.setState({ selected: undefined, opening: false });
    },
  };
}
