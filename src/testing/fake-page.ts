import { NO_NEWS, type Offline, type OfflineNews } from '../web/services/offline.ts';
import type { Page } from '../web/services/page.ts';

interface FakeOffline extends Offline {
  readonly calls: string[];
  otherBusy: boolean;
  tell(news: Partial<OfflineNews>): void;
}

function fakeOffline(): FakeOffline {
  const calls: string[] = [];
  const listeners = new Set<(news: OfflineNews) => void>();
  return {
    calls,
    otherBusy: false,
    prepare: async () => void calls.push('prepare'),
    subscribe: (listener) => void listeners.add(listener),
    setBusy: (busy) => calls.push(busy ? 'busy' : 'idle'),
    async restart() {
      calls.push('restart');
      return !this.otherBusy;
    },
    tell(news) {
      for (const listener of listeners) listener({ ...NO_NEWS, ...news });
    },
  };
}

export interface FakePage extends Page {
  readonly offline: FakeOffline;
  readonly saved: string[];
  readonly copied: string[];
  /** The address: what was shown last, and what a visitor changes it to. */
  address: string;
  visit(fragment: string): void;
  /** It was here already. */
  reloaded: boolean;
  /** It asks before it is closed. */
  held: boolean;
  heldForSounds: boolean;
  /** Before the title. */
  mark: string | undefined;
  mayTell: boolean;
  /** What was said outside the page. */
  readonly told: string[];
  /** Time passes: whatever was due runs. */
  pass(): void;
  leave(): void;
}

/** A page without a window: what was said to it is kept, and time passes when it is told to. */
export function fakePage(choices: Record<string, string> = {}): FakePage {
  const saved: string[] = [];
  const copied: string[] = [];
  const leaving: (() => void)[] = [];
  let due = new Set<() => void>();
  const onFragment: (() => void)[] = [];
  const page: FakePage = {
    saved,
    copied,
    offline: fakeOffline(),
    now: () => 1_000_000,
    onLeaving: (run) => leaving.push(run),
    leave() {
      for (const run of leaving) run();
    },
    fetchSample: async (path) => new Blob([path]),
    chooseFiles: async () => [],
    saveFile: (_file, name) => saved.push(name),
    chooseDestination: async () => 'download',
    address: '',
    fragment: () => page.address,
    setFragment(fragment) {
      page.address = fragment;
    },
    onFragment: (listener) => onFragment.push(listener),
    visit(fragment) {
      page.address = fragment;
      for (const listener of onFragment) listener();
    },
    addressOf: (fragment) => `https://host/#${fragment}`,
    reloaded: false,
    isReload: () => page.reloaded,
    async copyText(text) {
      copied.push(text);
      return true;
    },
    storage: async () => ({ used: 412e6, quota: 9.4e9, kept: false }),
    askToKeep: async () => true,
    readChoice: (name) => choices[name],
    keepChoice(name, value) {
      choices[name] = value;
    },
    held: false,
    holdOpen(of, on) {
      if (of === 'take') page.held = on;
      else page.heldForSounds = on;
    },
    heldForSounds: false,
    mark: undefined,
    setMark(_of, mark) {
      page.mark = mark;
    },
    discard: async () => undefined,
    mayTell: true,
    askToTell: async () => page.mayTell,
    told: [],
    tell: (text) => page.told.push(text),
    after(_milliseconds, run) {
      due.add(run);
      return () => due.delete(run);
    },
    pass() {
      const running = due;
      due = new Set();
      for (const run of running) run();
    },
  };
  return page;
}
