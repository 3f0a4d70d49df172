import type { SoundRecord } from '../state/project-doc.ts';
import type { Granted, OpenTake, TakeEnd } from '../state/take-facts.ts';
import type { TakeNews } from '../workers/take-service.ts';
import type { MicrophoneChoice } from './microphone.ts';
import type { Refusal } from './recording-obstacle.ts';

export interface InputDevice {
  readonly id: string;
  /** Empty until the microphone was allowed once. */
  readonly name: string;
}

/** Samples came; the device went away; what writes them is no more. */
export type RecorderNews = TakeNews | 'gone' | 'lost';

/** The microphone, and what writes down what it hears: past the page's thread, so that nothing here can hold it up. */
export interface Recorder {
  /** Why this page cannot record at all. */
  readonly obstacle: Refusal | undefined;
  devices(): Promise<readonly InputDevice[]>;
  /** Called when a device comes or goes. */
  onDevices(changed: () => void): void;
  /** Opens the microphone, in place of the one that was open. @throws AppError device-unavailable */
  open(choice: MicrophoneChoice): Promise<Granted>;
  close(): void;
  /** Lets the microphone be heard, or not. */
  hear(on: boolean): void;
  clearClips(): void;
  /** @throws AppError disk-full, file-unwritable, busy */
  begin(take: OpenTake): Promise<void>;
  /** @returns the sound of the library that the take became; undefined for one without a sample */
  finish(ended: TakeEnd): Promise<SoundRecord | undefined>;
  /** What a page that went away has left, as sounds of the library. */
  recover(): Promise<readonly SoundRecord[]>;
  /** Hears what comes in. */
  subscribe(listener: (news: RecorderNews) => void): void;
}
