import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Player } from '../services/player.ts';
import type { Recorder } from '../services/recorder.ts';
import type { Context } from './context.ts';
import type { GrowingPeaks } from './growing-peaks.ts';
import { laterActions } from './later-part.ts';
import type { LibraryActions } from './library.ts';
import type { SoundRecord } from './project-doc.ts';
import { readChoices } from './recording-choices.ts';
import { firstRecordState, type Live, type RecordChoices, type RecordState } from './recording-state.ts';

export interface RecordActions {
  readonly store: StoreApi<RecordState>;
  readonly live: Live;
  /** The waveform of the take, as far as it is; undefined while the program is not there. */
  peaks(): GrowingPeaks | undefined;
  /** Opens the microphone and shows levels. */
  check(): void;
  record(): void;
  stop(): void;
  /** Records, or stops: what one key does. */
  toggle(): void;
  /** Lets the microphone go. */
  close(): void;
  choose(change: Partial<RecordChoices>): void;
  /** Goes to the next prompt (1) or to the one before (-1). */
  turnPrompt(by: number): void;
  setMonitoring(on: boolean): void;
  clearClips(): void;
  /** Hears a take, or stops hearing it. */
  listen(sound: string): Promise<void>;
  /** What was found has been seen. */
  seeRecovered(sound?: string): void;
  /** Looks for takes that an earlier page has left. */
  recover(): Promise<void>;
  /** Another page takes over: the take that runs is ended and kept first. */
  giveWay(): Promise<void>;
  /** Saves how a take was made as a file beside it. */
  exportSidecar(record: SoundRecord): void;
}

/** What the facade of recording gives. */
export interface RecordParts extends Pick<RecordActions, 'store' | 'live'> {
  readonly library: LibraryActions;
  readonly audition: Player;
  readonly recorder: Recorder | undefined;
}

/** The first picture first: it does not show what is looked for. */
const LOOK_AFTER_MS = 2000;

/** Where recording stands; what is done about it comes later (`recording-actions.ts`). */
export function createRecording(
  context: Context,
  library: LibraryActions,
  audition: Player,
  recorder: Recorder | undefined,
  load: () => Promise<(context: Context, given: RecordParts) => Omit<RecordActions, 'store' | 'live'>>,
): RecordActions {
  const { page, parts } = context;
  const obstacle = recorder ? recorder.obstacle : 'unsupported';
  const store = createStore<RecordState>(() => firstRecordState(readChoices(page), obstacle));
  const live: Live = { levels: [], gaps: [] };
  type Later = Omit<RecordActions, 'store' | 'live'>;
  /** Takes of an earlier page have not been looked for yet. */
  let isDue = false;
  let looking: Promise<void> = Promise.resolve();
  const look = (actions: Later): void => {
    isDue = false;
    looking = actions.recover();
  };
  const part = parts.add(async () => {
    const create = await load();
    const made = create(context, { store, live, library, audition, recorder });
    if (isDue) look(made);
    return made;
  });
  const eager = {
    store,
    live,
    peaks: () => part.now()?.peaks(),
    async recover() {
      isDue = true;
      if (!part.now()) await new Promise<void>((resolve) => page.after(LOOK_AFTER_MS, resolve));
      // Nobody asked for it: where the program cannot be fetched, it is looked as soon as it is there.
      const there = await part.fetch().catch(() => undefined);
      if (there && isDue) look(there);
      await looking;
    },
    async giveWay() {
      // Before anybody asked for a take there is none.
      if (part.isComing()) await part.act((actions) => actions.giveWay());
    },
  };
  const actions = laterActions(part, eager);
  return actions;
}
