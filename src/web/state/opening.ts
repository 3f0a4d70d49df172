import { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import { nestedStrings } from '../strings-nested.ts';
import { type F0State, FIRST_VIEW, type SoundEntry, type Source, type ViewState } from './app-state.ts';
import type { Context } from './context.ts';
import type { Rendering } from './rendering.ts';
import { soundStream } from './sound-stream.ts';
import { originOf, type RecipeOrigin } from './source-of.ts';
import { clampView, minimumSpan } from './time-view.ts';

/** Where in a sound the page stands; what is left out is as when a sound is opened for the first time. */
export type Spot = Partial<
  Pick<ViewState, 'time' | 'cursor' | 'selection' | 'channel' | 'range' | 'window' | 'display'>
>;

export interface Opening {
  /** Opens a sound to be worked on; one that cannot be opened says so in its row, and the last one stays. */
  select(key: string, spot?: Spot): Promise<void>;
  retryF0(): void;
  /** Nothing is open any more. */
  close(): void;
}

export function createOpening(
  { store, engine, player, notify }: Context,
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
  /** The result that is the source, where that is made from sounds. */
  let made: string | undefined;
  let making: AbortController | undefined;

  async function read(entry: SoundEntry & { readonly sound: LoadedSound }): Promise<Source> {
    const { sound } = entry;
    const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
    const f0: F0State = clip ? { status: 'loading', progress: undefined } : { status: 'unasked' };
    return { entry, sound, clip, levels, f0 };
  }

  /** Sounds one after the other, or a nested recipe's, as the sound that they are. */
  async function make(key: string, query: string): Promise<Source> {
    making = new AbortController();
    const { signal } = making;
    const { id, shape, clip, levels, f0 } = await engine.render(query, { signal, onProgress: () => undefined });
    const { made: name } = nestedStrings;
    const sound: LoadedSound = { id, name, ...shape, recipe: undefined, warnings: [] };
    const entry: SoundEntry = { key, name, fileName: name, origin: 'result', status: 'ready', sound };
    return { entry, sound, clip, levels, f0: f0 ? { status: 'ready', value: f0 } : { status: 'unasked' } };
  }

  function find(origin: RecipeOrigin): Promise<Source> | undefined {
    if (origin.kind === 'made') return make(origin.key, origin.query);
    if (origin.kind === 'missing') throw new AppError('source-not-found', nestedStrings.missing(origin.name));
    const entry = store.getState().library.find(({ key }) => key === origin.key);
    return entry?.sound && read({ ...entry, sound: entry.sound });
  }

  function forgetMade(): void {
    // A result that is already gone is as good as released.
    if (made !== undefined) engine.release(made).catch(() => undefined);
    made = undefined;
  }

  function put(source: Source, spot: Spot): void {
    player.stop();
    rendering.clear();
    forgetMade();
    const { sound, clip, entry, f0 } = source;
    if (entry.key.startsWith('made ')) made = sound.id;
    const { range, window, display } = store.getState().view;
    const whole = { start: 0, end: sound.duration };
    const view = bringInside({ ...FIRST_VIEW, range, window, display, time: whole, ...spot }, sound);
    store.setState({ source, view });
    player.setClip('source', clip ?? soundStream(engine, sound.id, sound, notify));
    player.setRange(view.selection);
    player.seek(view.cursor);
    // Minutes of work are done when they are asked for.
    if (f0.status === 'loading') void readF0(sound);
    else f0Job?.abort();
    rendering.render('commit');
  }

  /** Opens what the open recipe begins with. */
  async function show(spot: Spot = {}): Promise<void> {
    const origin = originOf(store.getState());
    if (origin === undefined || origin.key === opened) return;
    const before = opened;
    opened = origin.key;
    making?.abort();
    try {
      const source = await find(origin);
      if (opened !== origin.key) {
        if (origin.kind === 'made' && source) engine.release(source.sound.id).catch(() => undefined);
      } else if (source) put(source, spot);
      else opened = before;
    } catch (thrown) {
      if (opened !== origin.key) return;
      fail(origin, AppError.from(thrown));
    }
  }

  function fail(origin: RecipeOrigin, error: AppError): void {
    notify({ text: error.message, tone: 'problem' });
    const { selected, source } = store.getState();
    if (origin.kind === 'sound' && origin.key === selected) {
      change(origin.key, { status: 'failed', error });
      // What is seen stays what was opened last.
      opened = source?.entry.key;
      store.setState({ selected: opened });
      return;
    }
    player.stop();
    rendering.clear();
    forgetMade();
    player.setClip('source', undefined);
    store.setState({ source: undefined });
  }

  store.subscribe((state, before) => {
    if (state.recipe.present.file === before.recipe.present.file && state.library === before.library) return;
    if (state.recipe.present.file !== undefined || before.recipe.present.file !== undefined) void show();
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
      f0Job?.abort();
      making?.abort();
      opened = undefined;
      player.stop();
      rendering.clear();
      forgetMade();
      player.setClip('source', undefined);
      store.setState({ selected: undefined, source: undefined });
    },
  };
}

/** A spot may come from an address that somebody wrote: it is brought inside the sound. */
function bringInside(view: ViewState, { duration, sampleRate, channelCount }: LoadedSound): ViewState {
  const inside = (time: number) => Math.min(Math.max(time, 0), duration);
  const { selection } = view;
  const held = selection && { start: inside(selection.start), end: inside(selection.end) };
  return {
    ...view,
    time: clampView(view.time, duration, minimumSpan(0, sampleRate)),
    cursor: inside(view.cursor),
    selection: held && held.end > held.start ? held : undefined,
    channel: Math.min(view.channel, channelCount - 1),
  };
}
