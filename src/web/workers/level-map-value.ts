import type { CacheValue } from '../../core/cache/cache.ts';
import type { LevelMap } from './level-map.ts';

/** A map as a cache keeps it. */
export function valueFromMap({ tenths, ...facts }: LevelMap): CacheValue {
  return { meta: { ...facts }, arrays: { tenths: new Uint8Array(tenths.buffer) } };
}

export function mapFromValue({ meta, arrays }: CacheValue): LevelMap {
  const bytes = new Uint8Array(arrays['tenths'] ?? []);
  const number = (name: string) => Number(meta[name]);
  return {
    hop: number('hop'),
    columns: number('columns'),
    bins: number('bins'),
    binWidth: number('binWidth'),
    tenths: new Int16Array(bytes.buffer),
  };
}
