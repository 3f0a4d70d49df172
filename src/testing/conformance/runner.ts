import { loadKernels } from '../../core/kernels/load.ts';
import { type FixtureReader, installFixtureReader } from '../fixture.ts';
import { GOLDEN_SIGNALS, type GoldenSignalName, goldenInput, goldenSignal } from '../golden.ts';
import { outputsOf, queriesOn } from './queries.ts';
import { type Output, stagesOf } from './stages.ts';

/** The digest of one output, as one engine computed it. */
export interface Digest {
  readonly id: string;
  /** length of the output */
  readonly bytes: number;
  /** lower-case hexadecimal */
  readonly sha256: string;
}

export interface ConformanceHost {
  /** Reads a file of the project, as a test's fixture reader does. */
  readonly read: FixtureReader;
  /** `short`: the shortest signals only, for engines that are slow. */
  readonly extent: 'all' | 'short';
}

const WASM = 'public/wasm/sonde.wasm';

/**
 * Thirty samples, no voice, 8 kHz, and a voice with digital silence in it. At 8 kHz D4C has no bands: without the glide
 * no engine on the short list would measure one.
 */
const SHORT_SIGNALS: readonly GoldenSignalName[] = [
  'clip30_44100',
  'glide_gap_44100',
  'silence_44100',
  'white_noise_44100',
  'speech_female_8000',
];
const QUERY_SIGNALS: readonly GoldenSignalName[] = ['speech_female_8000', 'speech_male_16000', 'speech_female_44100'];

/** The first part of an id that belongs to the short list, for reports. */
export function isShort(id: string): boolean {
  const signal = id.startsWith('query/') ? id.split('/')[1] : id.split('/')[0];
  return SHORT_SIGNALS.some((name) => name === signal);
}

/**
 * Computes every output and its digest. This module is bundled once and runs unchanged in every engine.
 * @returns digests as they are made, in an order that never changes
 */
export async function* runConformance({ read, extent }: ConformanceHost): AsyncGenerator<Digest> {
  installFixtureReader(read);
  const kernels = loadKernels(await WebAssembly.compile(await read(WASM)));
  const chosen = (names: readonly GoldenSignalName[]): GoldenSignalName[] =>
    names.filter((name) => extent === 'all' || SHORT_SIGNALS.includes(name));
  for (const name of chosen(GOLDEN_SIGNALS)) {
    const signal = await goldenSignal(name);
    const x = await goldenInput(signal);
    for (const output of stagesOf(kernels, name, x, signal.sampleRate)) yield await digest(output);
  }
  for (const query of queriesOn(chosen(QUERY_SIGNALS))) {
    for await (const output of outputsOf(kernels, query)) yield await digest(output);
  }
}

async function digest({ id, data }: Output): Promise<Digest> {
  const bytes = new Uint8Array(data.byteLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes));
  return { id, bytes: bytes.length, sha256 };
}

function hexOf(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
