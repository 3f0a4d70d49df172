import type { Lease } from './project-store.ts';

/** So long a lock is waited for whose holder does not answer: a page that is being replaced gives it back when it is gone. */
const PATIENCE_MS = 5000;
/** After this long a page that does not answer, for it is frozen or stuck, loses the lock all the same. */
const ANSWER_MS = 3000;

/** The right to write, of one page of an origin at a time; it goes when the page goes, however it goes. */
export class ProjectLease {
  readonly #name: string;
  #giveBack: (() => void) | undefined;
  #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** @param lost called when another page takes it; it waits for the promise */
  async ask(lost: () => Promise<void>): Promise<Lease> {
    // Missing on plain http from another machine: then whoever comes may write.
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) return 'held';
    if (await this.#request(locks, { ifAvailable: true }, lost)) return 'held';
    return (await this.#outlast(locks, lost)) ? 'held' : 'elsewhere';
  }

  /** Waits for the lock until its holder says that it lives, which a page that a reload replaces no longer does. */
  async #outlast(locks: LockManager, lost: () => Promise<void>): Promise<boolean> {
    const waiting = new AbortController();
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = ({ data }) => {
      if (data === 'here') waiting.abort();
    };
    channel.postMessage('who');
    const timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
    const held = await this.#request(locks, { signal: waiting.signal }, lost);
    clearTimeout(timer);
    channel.close();
    return held;
  }

  async take(lost: () => Promise<void>): Promise<void> {
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) return;
    const asking = new BroadcastChannel(this.#name);
    asking.postMessage('take');
    asking.close();
    if (await this.#request(locks, { signal: AbortSignal.timeout(ANSWER_MS) }, lost)) return;
    await this.#request(locks, { steal: true }, lost);
  }

  #request(locks: LockManager, options: LockOptions, lost: () => Promise<void>): Promise<boolean> {
    return new Promise((resolve) => {
      locks
        .request(this.#name, options, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : this.#hold(lost);
        })
        .catch(() => {
          // Not granted in time, or taken away.
          resolve(false);
          if (this.#giveBack) void this.#end(lost);
        });
    });
  }

  #hold(lost: () => Promise<void>): Promise<void> {
    const channel = new BroadcastChannel(this.#name);
    this.#channel = channel;
    const held = new Promise<void>((resolve) => {
      this.#giveBack = resolve;
    });
    channel.onmessage = ({ data }) => {
      if (data === 'take') void this.#end(lost);
      else if (data === 'who') channel.postMessage('here');
    };
    addEventListener('pagehide', ({ persisted }) => (persisted ? undefined : channel.close()), { once: true });
    return held;
  }

  async #end(lost: () => Promise<void>): Promise<void> {
    const giveBack = this.#giveBack;
    this.#giveBack = undefined;
    this.#channel?.close();
    if (giveBack === undefined) return;
    await lost().catch(() => undefined);
    giveBack();
  }
}
