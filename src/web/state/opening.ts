import { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import { type F0State, FIRST_VIEW, type SoundEntry, type ViewState } from './app-state.ts';
import type { Context } from './context.ts';
import type { Rendering } from './rendering.ts';
import { soundStream } from './sound-stream.ts';
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

  async function open(key: string, spot: Spot): Promise<void> {
    const entry = store.getState().library.find((other) => other.key === key);
    if (!entry?.sound || store.getState().selected === key) return;
    const { sound } = entry;
    store.setState({ selected: key });
    const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
    if (store.getState().selected !== key) return;
    player.stop();
    rendering.clear();
    const { range, window, display } = store.getState().view;
    const whole = { start: 0, end: sound.duration };
    const view = bringInside({ ...FIRST_VIEW, range, window, display, time: whole, ...spot }, sound);
    const f0: F0State = clip ? { status: 'loading', progress: undefined } : { status: 'unasked' };
    store.setState({ source: { entry, sound, clip, levels, f0 }, view });
    player.setClip('source', clip ?? soundStream(engine, sound.id, sound, notify));
    player.setRange(view.selection);
    player.seek(view.cursor);
    // Minutes of work are done when they are asked for.
    if (clip) void readF0(sound);
    else f0Job?.abort();
    rendering.render('commit');
  }

  return {
    async select(key, spot = {}) {
      try {
        await open(key, spot);
      } catch (thrown) {
        const error = AppError.from(thrown);
        change(key, { status: 'failed', error });
        // What is seen stays what was opened last.
        store.setState(({ source }) => ({ selected: source?.entry.key }));
        notify({ text: error.message, tone: 'problem' });
      }
    },
    retryF0() {
      const { source } = store.getState();
      if (source) void readF0(source.sound);
    },
    close() {
      f0Job?.abort();
      player.stop();
      rendering.clear();
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
