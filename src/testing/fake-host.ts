import type { Clip } from '../core/audio/clip.ts';
import { AppError } from '../core/base/errors.ts';
import { hashText } from '../core/base/hash.ts';
import type { Cache } from '../core/cache/cache.ts';
import { MemoryCache } from '../core/cache/memory-cache.ts';
import type { EngineHost } from '../core/engine/engine.ts';
import type { Kernels } from '../core/kernels/kernels.ts';

export interface FakeHost extends EngineHost {
  readonly cache: Cache;
  /** Called at every breath, with its number from 1. */
  onBreath: (count: number) => void;
  breaths: number;
  resolved: string[];
  resolve: EngineHost['resolve'];
}

/** A host whose sounds are clips in memory and whose clock ticks once per look. */
export function createFakeHost(kernels: Kernels, sounds: Readonly<Record<string, Clip>>): FakeHost {
  let time = 0;
  const clock = { now: () => ++time };
  const host: FakeHost = {
    kernels,
    clock,
    cache: new MemoryCache({ clock, quota: 1e8 }),
    breaths: 0,
    onBreath: () => {},
    resolved: [],
    async resolve(name) {
      host.resolved.push(name);
      const clip = Object.hasOwn(sounds, name) ? sounds[name] : undefined;
      if (clip === undefined) throw new AppError('source-not-found', `There is no sound ${name}.`);
      const id = hashText(JSON.stringify([clip.sampleRate, ...clip.channels.map((channel) => [...channel])]));
      return { bytes: new Uint8Array(0), id, clip };
    },
    async breathe() {
      host.breaths += 1;
      host.onBreath(host.breaths);
    },
  };
  return host;
}

/** A mono clip of these samples. */
export function clipOf(samples: readonly number[], sampleRate = 1000): Clip {
  return { sampleRate, channels: [Float64Array.from(samples)] };
}
