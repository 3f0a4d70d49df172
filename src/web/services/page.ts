import { AppError } from '../../core/base/errors.ts';
import { removeEmpty } from '../storage/remove-empty.ts';
import { type Address, createAddress } from './address.ts';
import { chooseDestination, chooseFiles, copyText, type Destination, type FileKind, saveFile } from './files.ts';
import { createOffline, type Offline } from './offline.ts';

/** What the browser gives the page besides sound: files, the clipboard, the address, remembered choices, time. */
export interface Page extends Address {
  /** @throws AppError source-not-found */
  fetchSample(path: string): Promise<Blob>;
  /** @param kind what a chooser offers; sounds where nothing else is said */
  chooseFiles(kind?: FileKind): Promise<File[]>;
  saveFile(file: Blob, name: string): void;
  /**
   * Asks where a large file shall go; must be called from a user gesture.
   * @returns `download` where the browser has no such question; undefined when it was dismissed
   */
  chooseDestination(name: string): Promise<Destination>;
  /** @returns true when the clipboard has the text */
  copyText(text: string): Promise<boolean>;
  readonly offline: Offline;
  readChoice(name: string): string | undefined;
  keepChoice(name: string, value: string): void;
  /** What the browser gives this origin to keep things in; undefined where it does not say. */
  storage(): Promise<BrowserStorage | undefined>;
  /** Asks the browser not to clear it by itself. @returns whether it will not */
  askToKeep(): Promise<boolean>;
  /** ms since 1970 */
  now(): number;
  /** Calls back when the page may be gone at any moment: hidden, frozen, closed. */
  onLeaving(leaving: () => void): void;
  /** While true for a take that is recorded or a sound that is stored, the browser asks before the page is left. */
  holdOpen(of: 'take' | 'sounds', on: boolean): void;
  /** Puts a mark before the page's title, or takes it away: that of a take before that of a set. */
  setMark(of: 'take' | 'set', mark: string | undefined): void;
  /** Takes back a file that was chosen to be written, and was not. */
  discard(destination: FileSystemFileHandle): Promise<void>;
  /** Asks to be allowed notifications; must be called from a user gesture. @returns whether they are */
  askToTell(): Promise<boolean>;
  /** Says something outside the page, where nobody looks at it and it may. */
  tell(text: string): void;
  /** @returns what takes it back */
  after(milliseconds: number, run: () => void): () => void;
}

/** Bytes. */
export interface BrowserStorage {
  readonly used: number;
  readonly quota: number;
  /** Whether the browser clears it only when it is told to. */
  readonly kept: boolean;
}

export function createPage(): Page {
  const title = document.title;
  const marks: { take?: string | undefined; set?: string | undefined } = {};
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  const holding = new Set<string>();
  return {
    async fetchSample(path) {
      const fail = (why: string, cause?: unknown) =>
        new AppError('source-not-found', `The sample could not be fetched: ${why}.`, { cause });
      const response = await fetch(`${import.meta.env.BASE_URL}${path}`).catch((cause: unknown) => {
        throw fail('the server did not answer', cause);
      });
      if (!response.ok) throw fail(`the server answered ${response.status}`);
      return response.blob();
    },
    chooseFiles,
    saveFile,
    chooseDestination,
    ...createAddress(),
    copyText,
    offline: createOffline(),
    readChoice(name) {
      try {
        return localStorage.getItem(`sonde.${name}`) ?? undefined;
      } catch {
        return undefined;
      }
    },
    keepChoice(name, value) {
      try {
        localStorage.setItem(`sonde.${name}`, value);
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
      }
    },
    async storage() {
      const manager = storageManager();
      if (!manager) return undefined;
      const [{ usage = 0, quota = 0 }, kept] = await Promise.all([manager.estimate(), manager.persisted()]);
      return { used: usage, quota, kept };
    },
    askToKeep: async () => (await storageManager()?.persist()) ?? false,
    now: () => Date.now(),
    onLeaving(leaving) {
      window.addEventListener('pagehide', leaving);
      document.addEventListener('freeze', leaving);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') leaving();
      });
    },
    holdOpen(of, on) {
      if (on) holding.add(of);
      else holding.delete(of);
      // One that is there without a need keeps the page out of the browser's cache of pages.
      if (holding.size > 0) window.addEventListener('beforeunload', ask);
      else window.removeEventListener('beforeunload', ask);
    },
    setMark(of, mark) {
      marks[of] = mark;
      document.title = [marks.take, marks.set, title].filter((each) => each !== undefined).join(' ');
    },
    discard: removeEmpty,
    async askToTell() {
      if (!('Notification' in window)) return false;
      return (await Notification.requestPermission()) === 'granted';
    },
    tell(text) {
      if (document.visibilityState === 'visible' || !('Notification' in window)) return;
      if (Notification.permission !== 'granted') return;
      try {
        const told = new Notification(title, { body: text, tag: 'sonde' });
        told.addEventListener('click', () => window.focus());
      } catch {
        // Chrome on Android lets only service workers do this.
      }
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

/** Missing on plain http from another machine. */
function storageManager(): StorageManager | undefined {
  return navigator.storage;
}
