import type { Clip } from '../../core/audio/clip.ts';
import type { AppError } from '../../core/base/errors.ts';
import type { Progress } from '../../core/engine/engine.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import type { TypedMistake } from '../forms/values.ts';
import type { F0Track, KeptResults, Levels, LoadedSound, RenderedSound } from '../services/engine-client.ts';
import { NO_NEWS, type OfflineNews } from '../services/offline.ts';
import type { BrowserStorage } from '../services/page.ts';
import type { PlayerState } from '../services/player.ts';
import type { ChosenKeys } from './chosen-keys.ts';
import { type Display, FIRST_DISPLAY } from './display.ts';
import { type History, startHistory } from './history.ts';
import { FIRST_MONITOR, type MonitorState } from './monitor.ts';
import type { SoundRecord } from './project-doc.ts';
import { type Listening, type RecipeDoc, TO_END } from './recipe-doc.ts';
import type { Span, TimeView } from './time-view.ts';
import type { ValueParts } from './value-parts.ts';

export interface SoundEntry {
  readonly key: string;
  /** For people; `fileName` is what a query calls it. */
  readonly name: string;
  readonly fileName: string;
  readonly origin: SoundRecord['origin'];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly sound?: LoadedSound;
  /** What is kept of it; of every sound that could be read. */
  readonly record?: SoundRecord;
  readonly error?: AppError;
  /** How far it is read, 0..1, while that takes a while. */
  readonly fraction?: number;
  /** What it is read from; undefined once it is read. Of what could not be read out of an archive, the beginning. */
  readonly file?: Blob | undefined;
  /** Bytes, where `file` is the beginning. */
  readonly size?: number;
}

/** Something that takes a while. */
export type Loadable<T> =
  | { readonly status: 'loading'; readonly progress: Progress | undefined }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: AppError };

/** Of a long sound it is found when somebody asks. */
export type F0State = Loadable<F0Track> | { readonly status: 'unasked' };

/** The sound that is worked on. */
export interface Source {
  readonly entry: SoundEntry;
  readonly sound: LoadedSound;
  /** Undefined for a sound that is too long to be held: its samples are read where they are needed. */
  readonly clip: Clip | undefined;
  readonly levels: Levels;
  readonly f0: F0State;
}

export interface Result {
  readonly rendered: RenderedSound;
  /** What it was rendered with, which may be older than what the fields say, and only a part of it. */
  readonly recipe: RecipeDoc;
}

export interface RenderState {
  /** The last good result of this source. */
  readonly result: Result | undefined;
  readonly working: boolean;
  /** The job has taken so long that the old result must be marked as old. */
  readonly late: boolean;
  readonly progress: Progress | undefined;
  readonly error: AppError | undefined;
}

/** A field whose text cannot be read; the last valid value keeps sounding. */
export interface FieldProblem extends TypedMistake {
  readonly typed: string;
}

/** Where a field's problem is kept. @param place of the parameter in its step, as the parser writes it */
export function fieldKey(step: string, place: string): string {
  return `${step} ${place}`;
}

export type FrequencyRange = 5000 | 8000 | 'full';
export type WindowName = 'wide' | 'narrow';

export interface ViewState {
  readonly time: TimeView;
  /** Earlier views, for going back. */
  readonly back: readonly TimeView[];
  /** s */
  readonly cursor: number;
  readonly selection: Span | undefined;
  readonly channel: number;
  readonly range: FrequencyRange;
  readonly window: WindowName;
  readonly display: Display;
  /** Of value axes, what is shown of those that are not shown whole. */
  readonly parts: ValueParts;
}

export type ThemeChoice = 'light' | 'dark' | 'system';
/** How much a view says of its cursor. */
export type Verbosity = 'brief' | 'normal' | 'full';

export interface Settings {
  readonly theme: ThemeChoice;
  /** Single-character shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
  readonly singleKeys: boolean;
  /** The wheel alone zooms time over a view. */
  readonly wheelZooms: boolean;
  readonly verbosity: Verbosity;
  readonly keys: ChosenKeys;
  /** How results are written. */
  readonly output: OutputFormat;
}

/** A project that is written to a file, or read from one; f0 that is read from one. */
export interface Transfer {
  readonly kind: 'writing' | 'reading' | 'f0';
  /** 0..1 */
  readonly fraction: number;
}

/** A file that is being written. */
export interface Exporting {
  readonly name: string;
  /** 0..1 */
  readonly fraction: number;
  /** It takes long enough to be shown. */
  readonly late: boolean;
}

export interface Notice {
  readonly id: number;
  /** When it was told, ms since 1970. */
  readonly at: number;
  /** The document then. */
  readonly doc: RecipeDoc;
  readonly text: string;
  readonly tone: 'info' | 'problem';
  readonly action?: NoticeAction;
  /** Another way on. */
  readonly other?: NoticeAction;
}

/** What is told: who tells gives it neither time nor place. */
export type News = Omit<Notice, 'id' | 'at' | 'doc'>;

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
  /** Whether it can still be done later; without it, as long as the document is the one that it was said of. */
  readonly applies?: () => boolean;
}

/** What is kept in this browser, as it was measured last. */
export interface StorageState {
  readonly results: KeptResults;
  /** Undefined where the browser does not say. */
  readonly browser: BrowserStorage | undefined;
  /** The answer to the question whether it may stay; undefined until it was asked. */
  readonly answer: boolean | undefined;
}
/** `lab` is the workbench itself. */
export type Screen = 'lab' | 'sets' | 'record' | 'verify' | 'settings';

/** Whether what is done here stays. */
export type SavingState =
  /** Not known yet, or nothing was done. */
  | { readonly status: 'quiet' }
  | { readonly status: 'saved'; readonly at: number }
  | { readonly status: 'failed'; readonly reason: string }
  /** Another page has the right to write; this one shows. */
  | { readonly status: 'elsewhere' };

/** Whether the document may be changed here. */
export function mayEdit({ saving }: Pick<AppState, 'saving'>): boolean {
  return saving.status !== 'elsewhere';
}

export interface AppState {
  readonly screen: Screen;
  readonly library: readonly SoundEntry[];
  /** Deleted sounds that can come back. */
  readonly bin: readonly SoundRecord[];
  readonly saving: SavingState;
  /** How many writes of sounds and what is said of them are under way. */
  readonly storing: number;
  /** They take so long that somebody waits for them. */
  readonly storingLong: boolean;
  readonly selected: string | undefined;
  readonly source: Source | undefined;
  /** Another one is on its way, and what is seen is of the one before. */
  readonly opening: boolean;
  readonly recipe: History<RecipeDoc>;
  /** By `fieldKey`. */
  readonly problems: Readonly<Record<string, FieldProblem>>;
  readonly listening: Listening;
  /** Cards that show their head only, by step. */
  readonly folded: Readonly<Record<string, boolean>>;
  readonly render: RenderState;
  readonly exporting: Exporting | undefined;
  /** A take is being written. */
  readonly recording: boolean;
  /** Rows of a set are being rendered, or its archive written. */
  readonly setRunning: boolean;
  readonly transfer: Transfer | undefined;
  readonly view: ViewState;
  readonly player: PlayerState;
  readonly monitor: MonitorState;
  readonly settings: Settings;
  readonly offline: OfflineNews;
  readonly notices: readonly Notice[];
  /** The last of this session, those that have gone from the screen among them. */
  readonly messages: readonly Notice[];
  /** Undefined until it was measured. */
  readonly storage: StorageState | undefined;
  /** The last sentence said on request. */
  readonly spoken: string;
}

export const IDLE: RenderState = {
  result: undefined,
  working: false,
  late: false,
  progress: undefined,
  error: undefined,
};

export const FIRST_VIEW: ViewState = {
  time: { start: 0, end: 1 },
  back: [],
  cursor: 0,
  selection: undefined,
  channel: 0,
  range: 8000,
  window: 'wide',
  display: FIRST_DISPLAY,
  parts: {},
};

/** A voice taken apart and put together again: the plane is there, and nothing is changed yet. */
export const FIRST_RECIPE: RecipeDoc = {
  steps: [{ id: 'step-0', module: 'world', params: {}, bypassed: false }],
  settings: {},
};

export function firstState(player: PlayerState, settings: Settings): AppState {
  return {
    screen: 'lab',
    library: [],
    bin: [],
    saving: { status: 'quiet' },
    storing: 0,
    storingLong: false,
    selected: undefined,
    source: undefined,
    opening: false,
    recipe: startHistory(FIRST_RECIPE),
    problems: {},
    listening: TO_END,
    folded: {},
    render: IDLE,
    exporting: undefined,
    recording: false,
    setRunning: false,
    transfer: undefined,
    view: FIRST_VIEW,
    player,
    monitor: FIRST_MONITOR,
    settings,
    offline: NO_NEWS,
    notices: [],
    messages: [],
    storage: undefined,
    spoken: '',
  };
}

const WINDOW_LENGTH: Readonly<Record<WindowName, number>> = { wide: 0.005, narrow: 0.03 };

/** Effective length of the spectrogram's window, s. */
export function windowLength({ window, display }: Pick<ViewState, 'window' | 'display'>): number {
  return display.windowMs === null ? WINDOW_LENGTH[window] : display.windowMs / 1000;
}

/** Hz */
export function topFrequency(range: FrequencyRange, sampleRate: number): number {
  return range === 'full' ? sampleRate / 2 : Math.min(range, sampleRate / 2);
}

/** s */
export function durationOfSource(state: Pick<AppState, 'source'>): number {
  return state.source?.sound.duration ?? 0;
}

/** Whether the first sound is on its way, for which a place is kept. */
export function isSoundComing({ source, opening, library }: Pick<AppState, 'source' | 'opening' | 'library'>): boolean {
  return source === undefined && (opening || library.some(({ status }) => status === 'loading'));
}

export function meanF0(source: Source | undefined): number | undefined {
  return source?.f0.status === 'ready' ? source.f0.value.mean : undefined;
}
