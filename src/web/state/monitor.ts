import type { OutputDevice } from '../services/output-device.ts';
import type { Side } from '../services/player.ts';
import type { Clips } from './clip-latch.ts';
import type { OtherSide } from './side-choice.ts';

/** How source and result are listened to; nothing of it reaches a file. */
export interface MonitorState {
  /** What is heard as a side in the place of source or result. */
  readonly others: Readonly<Partial<Record<Side, OtherSide>>>;
  /** The louder side is turned down to the other's RMS over what is played. */
  readonly matched: boolean;
  /** By how much, dB; negative for the side that is turned down. */
  readonly trimDb: { readonly side: Side; readonly db: number } | undefined;
  /** While the names are hidden: the side that is called 1. */
  readonly blind: Side | undefined;
  /** What was heard at full scale since this was cleared. */
  readonly clips: Clips | undefined;
  /** What sound goes to; undefined is the system's output. */
  readonly device: OutputDevice | undefined;
  /** Why nothing could be heard the last time. */
  readonly trouble: OutputTrouble | undefined;
}

/**
 * The browser waits for a click, no device could be opened, it did not start in time, or the chosen one is not there any
 * more or not allowed.
 */
export type OutputTrouble = 'click' | 'none' | 'silent' | 'gone' | 'barred';

export const FIRST_MONITOR: MonitorState = {
  others: {},
  matched: false,
  trimDb: undefined,
  blind: undefined,
  clips: undefined,
  device: undefined,
  trouble: undefined,
};

interface Holder {
  readonly monitor: MonitorState;
}

/** The page's store, as far as it is needed here. */
interface Store {
  setState(change: (state: Holder) => Holder): void;
}

export function setMonitor(store: Store, change: Partial<MonitorState>): void {
  store.setState(({ monitor }) => ({ monitor: { ...monitor, ...change } }));
}

export function otherSide(side: Side): Side {
  return side === 'source' ? 'result' : 'source';
}
