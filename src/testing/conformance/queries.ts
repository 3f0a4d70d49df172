import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { type GoldenSignalName, goldenInputFile, goldenSignal } from '../golden.ts';
import type { Output } from './stages.ts';

/** A request as a user would write it, on a golden signal. */
export interface ConformanceQuery {
  readonly id: string;
  readonly signal: GoldenSignalName;
  readonly query: { readonly file: string; readonly [field: string]: unknown };
}

const QUERIES: Readonly<Record<string, { readonly stack: readonly object[]; readonly [field: string]: unknown }>> = {
  'voice-change': { stack: [{ module: 'world', f0: '*1.26', vtl: '-3.8st' }] },
  'mean-f0-and-duration': { stack: [{ module: 'world', f0: '~150Hz', duration: '*0.8' }] },
  'two-steps-pcm16': {
    stack: [
      { module: 'world', f0: '+20Hz' },
      { module: 'world', vtl: '*1.1', duration: '+0.2s' },
    ],
    precision: 'pcm16',
  },
  'revision-2021': { stack: [{ module: 'world', f0: '-5st' }], revision: '2021' },
};

/** All queries on all of the signals. */
export function queriesOn(signals: readonly GoldenSignalName[]): ConformanceQuery[] {
  return signals.flatMap((signal) =>
    Object.entries(QUERIES).map(([name, query]) => ({
      id: `query/${signal}/${name}`,
      signal,
      query: { file: signal, ...query },
    })),
  );
}

/** The whole way of a request: parsed, planned, its file decoded, run, signed. One cache per query: nothing is shared. */
export async function* outputsOf(kernels: Kernels, { id, signal, query }: ConformanceQuery): AsyncGenerator<Output> {
  const parsed = parseQuery(query, MODULES);
  if (!parsed.ok) throw parsed.error;
  const clock = { now: () => 0 };
  const engine = createEngine(
    {
      kernels,
      clock,
      cache: new MemoryCache({ clock, quota: 256 * 2 ** 20 }),
      resolve: async () => ({ bytes: await goldenInputFile(await goldenSignal(signal)) }),
      breathe: async () => undefined,
    },
    MODULES,
  );
  const result = await engine.run(parsed.value.query);
  yield { id: `${id}/signature`, data: Uint8Array.from(result.signature, (letter) => letter.charCodeAt(0)) };
  for (const [c, channel] of result.clip.channels.entries()) yield { id: `${id}/channel-${c}`, data: channel };
}
