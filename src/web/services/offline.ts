import { isPrecacheNews } from './precache-news.ts';

/** Whether the page can work without a network. */
export type OfflineUse =
  /** Not known yet: the service worker is asked for once the first sound is there. */
  | { readonly status: 'unknown' }
  | { readonly status: 'preparing'; readonly fraction: number }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly reason: string }
  /** This browser, or an address without https, has no service workers; development has none either. */
  | { readonly status: 'impossible' };

export interface OfflineNews {
  readonly use: OfflineUse;
  /** A newer version is here and waits to be started. */
  readonly update: boolean;
  /** The server answered when it was last asked. */
  readonly connected: boolean;
}

export const NO_NEWS: OfflineNews = { use: { status: 'unknown' }, update: false, connected: true };

/** Keeps the page for use without a network, and a newer version until it is wanted. */
export interface Offline {
  /** Begins to fetch what is missing, or tries again after a failure. */
  prepare(): Promise<void>;
  subscribe(listener: (news: OfflineNews) => void): void;
  /** While true, no other tab starts a newer version. */
  setBusy(busy: boolean): void;
  /** Starts the newer version, unless another tab is busy. @returns false when one is */
  restart(): Promise<boolean>;
}

const CHECK_EVERY_MS = 3_600_000;
const RETRY_EVERY_MS = 15_000;
const BUSY_LOCK = 'sonde-busy';

export function createOffline(): Offline {
  const isPossible = import.meta.env.PROD && 'serviceWorker' in navigator;
  return isPossible ? new ServiceWorkerOffline(navigator.serviceWorker) : new NoOffline();
}

class NoOffline implements Offline {
  prepare = async () => undefined;
  subscribe = (listener: (news: OfflineNews) => void) => listener({ ...NO_NEWS, use: { status: 'impossible' } });
  setBusy = () => undefined;
  restart = async () => true;
}

class ServiceWorkerOffline implements Offline {
  readonly #container: ServiceWorkerContainer;
  readonly #listeners = new Set<(news: OfflineNews) => void>();
  #registration: ServiceWorkerRegistration | undefined;
  #fraction = 0;
  #failure: string | undefined;
  #answered = true;
  /** Another version has taken over beneath this page: what runs here is old. */
  #overtaken = false;
  #restarting = false;
  #checking: ReturnType<typeof setTimeout> | undefined;
  #release: (() => void) | undefined;

  constructor(container: ServiceWorkerContainer) {
    this.#container = container;
    let controlled = container.controller !== null;
    container.addEventListener('message', ({ data }) => this.#hear(data));
    container.addEventListener('controllerchange', () => {
      if (this.#restarting) return location.reload();
      // The first one to take this page over is of its own version.
      this.#overtaken ||= controlled;
      controlled = true;
      this.#report();
    });
    for (const event of ['online', 'offline']) addEventListener(event, () => void this.#check());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#check();
    });
  }

  async prepare(): Promise<void> {
    this.#failure = undefined;
    try {
      const registration = await this.#container.register(`${import.meta.env.BASE_URL}sw.js`, {
        updateViaCache: 'none',
      });
      this.#registration = registration;
      const watch = () => registration.installing?.addEventListener('statechange', () => this.#report());
      registration.addEventListener('updatefound', () => {
        watch();
        this.#report();
      });
      watch();
      await this.#check();
    } catch (failure) {
      this.#failure = String(failure);
    }
    this.#report();
  }

  subscribe(listener: (news: OfflineNews) => void): void {
    this.#listeners.add(listener);
    listener(this.#news());
  }

  setBusy(busy: boolean): void {
    this.#release?.();
    this.#release = undefined;
    if (!busy) return;
    const idle = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    void navigator.locks.request(BUSY_LOCK, { mode: 'shared' }, () => idle);
  }

  async restart(): Promise<boolean> {
    const waiting = this.#registration?.waiting;
    if (waiting) {
      const { held = [] } = await navigator.locks.query();
      if (held.some(({ name }) => name === BUSY_LOCK)) return false;
      this.#restarting = true;
      waiting.postMessage({ type: 'activate' });
    } else location.reload();
    return true;
  }

  #hear(data: unknown): void {
    if (!isPrecacheNews(data)) return;
    if (data.type === 'precached') this.#fraction = data.fraction;
    else this.#failure = data.reason;
    this.#report();
  }

  /** Asks the server for a newer version, which is also how we learn that it is gone. */
  async #check(): Promise<void> {
    clearTimeout(this.#checking);
    if (this.#registration?.active) {
      this.#answered = await this.#registration.update().then(
        () => true,
        () => false,
      );
    }
    this.#checking = setTimeout(() => void this.#check(), this.#answered ? CHECK_EVERY_MS : RETRY_EVERY_MS);
    this.#report();
  }

  #report(): void {
    const news = this.#news();
    for (const listener of this.#listeners) listener(news);
  }

  #news(): OfflineNews {
    const waiting = Boolean(this.#registration?.active && this.#registration.waiting);
    return { use: this.#use(), update: waiting || this.#overtaken, connected: navigator.onLine && this.#answered };
  }

  #use(): OfflineUse {
    const registration = this.#registration;
    if (registration?.active) return { status: 'ready' };
    if (this.#failure !== undefined) return { status: 'failed', reason: this.#failure };
    if (!registration) return { status: 'unknown' };
    return { status: 'preparing', fraction: this.#fraction };
  }
}
