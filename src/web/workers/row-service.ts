import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import { concatBytes } from '../../core/base/bytes.ts';
import { AppError } from '../../core/base/errors.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine } from '../../core/engine/engine.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { type RowRenderer, renderRow } from '../../core/sets/run-set.ts';
import type { EngineServiceHost } from './engine-host.ts';
import { JobLane } from './job-lane.ts';
import { NearCache } from './near-cache.ts';
import type { RowAnswer, RowHome, RowTask } from './row-protocol.ts';

/** Analyses and sources that a thread keeps for its next rows, bytes each. */
const NEAR_BYTES = 128_000_000;

export type RowServiceHost = Pick<EngineServiceHost, 'kernels' | 'libraries' | 'sampleLimit' | 'clock' | 'breathe'>;

/** Rows of sets, in a thread of their own; sounds and cache are those of the engine's worker. */
export class RowService {
  readonly #lane = new JobLane();
  readonly #home: RowHome;
  readonly #tools: RowRenderer;
  /** By content id, the one used last at the end. */
  readonly #sounds = new Map<string, Clip>();
  #ids: RowTask['ids'] = {};
  #held: Promise<void> | undefined;
  #letGo: () => void = () => undefined;

  constructor(host: RowServiceHost, home: RowHome) {
    const { kernels, clock, libraries, sampleLimit } = host;
    this.#home = home;
    const cache = new NearCache(new MemoryCache({ clock, quota: NEAR_BYTES }), home);
    const breathe = async (): Promise<void> => {
      await host.breathe();
      await this.#held;
    };
    const resolve = (name: string) => this.#resolve(name);
    const engine: Engine = createEngine({ kernels, libraries, sampleLimit, clock, cache, breathe, resolve }, MODULES);
    this.#tools = { engine, registry: MODULES, kernels, tools: { kernels, libraries, sampleLimit } };
  }

  /** One at a time. @throws AppError cancelled */
  render(job: number, { row, clip, ids, encode }: RowTask): Promise<RowAnswer> {
    return this.#lane.run(job, async (signal) => {
      this.#ids = ids;
      const result = await renderRow(row, { clip }, this.#tools, { signal, encode });
      if (result.kind === 'failed') return { kind: 'failed', error: result.error.toJSON() };
      const { kind, facts } = result;
      // Pieces may be views of one buffer, or an encoder's own: these cannot be given away.
      const file = concatBytes(result.file);
      return Comlink.transfer({ kind, facts, file: [file] }, [file.buffer]);
    });
  }

  cancel(job: number): void {
    this.#lane.cancel(job);
    // Whoever stands still must not stand in the way of that.
    if (this.#held) this.hold(true);
  }

  /** Stands still between two slices while somebody waits for other work. */
  hold(on: boolean): void {
    this.#letGo();
    this.#held = on
      ? new Promise((resolve) => {
          this.#letGo = resolve;
        })
      : undefined;
  }

  async #resolve(name: string) {
    const id = this.#ids[name];
    if (id === undefined) throw new AppError('source-not-found', `No sound called "${name}" is open here.`);
    const clip = this.#sounds.get(id) ?? (await this.#home.sound(id));
    this.#sounds.delete(id);
    this.#sounds.set(id, clip);
    this.#forgetOldest();
    return { bytes: new Uint8Array(), id, clip };
  }

  #forgetOldest(): void {
    let bytes = [...this.#sounds.values()].reduce((sum, clip) => sum + sizeOf(clip), 0);
    for (const [id, clip] of this.#sounds) {
      if (bytes <= NEAR_BYTES || this.#sounds.size === 1) return;
      this.#sounds.delete(id);
      bytes -= sizeOf(clip);
    }
  }
}

function sizeOf({ channels }: Clip): number {
  return channels.reduce((sum, channel) => sum + channel.byteLength, 0);
}
