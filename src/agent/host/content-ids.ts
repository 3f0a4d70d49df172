import type { Clock } from '../../core/base/clock.ts';
import { Recent } from './recent.ts';
import type { LocatedSound } from './sound-folders.ts';

/** ms: a file that changed so shortly ago may change again without looking different. */
const UNSETTLED_MS = 1000;

/** Files whose ids are remembered. */
const REMEMBERED = 10_000;

/** Content ids of files, each file read once as long as its size and times stay, for however many ask meanwhile. */
export class ContentIds {
  readonly #known = new Recent<{ readonly look: string; readonly id: string }>(REMEMBERED);
  /** Those being computed, by path and look. */
  readonly #computing = new Map<string, Promise<string>>();
  readonly #clock: Clock;
  readonly #compute: (path: string) => Promise<string>;

  /** @param compute reads and hashes a file; called again only when the file looks different */
  constructor(clock: Clock, compute: (path: string) => Promise<string>) {
    this.#clock = clock;
    this.#compute = compute;
  }

  /** @throws what `compute` throws */
  async idOf({ path, facts }: LocatedSound): Promise<string> {
    const look = [facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join();
    const known = this.#known.get(path);
    if (known?.look === look) return known.id;
    const key = `${look} ${path}`;
    const computing = this.#computing.get(key) ?? this.#learn(path, look, Number(facts.ctimeMs));
    this.#computing.set(key, computing);
    try {
      return await computing;
    } finally {
      if (this.#computing.get(key) === computing) this.#computing.delete(key);
    }
  }

  async #learn(path: string, look: string, changed: number): Promise<string> {
    const id = await this.#compute(path);
    this.#known.delete(path);
    if (this.#clock.now() - changed >= UNSETTLED_MS) this.#known.set(path, { look, id });
    return id;
  }
}
