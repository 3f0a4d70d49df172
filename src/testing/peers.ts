import { execFileSync, spawnSync } from 'node:child_process';
import type { Clip } from '../core/audio/clip.ts';

/** Which of these programs this machine lacks. */
export function missingPrograms(names: readonly string[]): string[] {
  return names.filter((name) => spawnSync(name, ['--help']).error !== undefined);
}

/** Samples on the 16-bit grid, so that every encoding holds them exactly, with both ends of the range. */
export const CODES = [0, 1, -1, 16384, -32768, 32767, 12345, -12345, 7];

export function clipOf(channelCount: number): Clip {
  const channel = (shift: number): Float64Array =>
    Float64Array.from(CODES, (_, index) => (CODES[(index + shift) % CODES.length] ?? 0) / 32768);
  return { sampleRate: 22050, channels: Array.from({ length: channelCount }, (_, index) => channel(index)) };
}

export function run(tool: string, ...args: string[]): Buffer {
  return execFileSync(tool, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The samples as another program reads them: interleaved 32-bit codes, back to 16 bits. */
export function codesBySox(path: string): number[] {
  const raw = run('sox', '-D', path, '-t', 'raw', '-e', 'signed', '-b', '32', '-');
  return [...new Int32Array(new Uint8Array(raw).buffer)].map((code) => code / 65536);
}

export function codesByFfmpeg(path: string): number[] {
  const raw = run('ffmpeg', '-v', 'error', '-i', path, '-f', 's16le', '-acodec', 'pcm_s16le', '-');
  return [...new Int16Array(new Uint8Array(raw).buffer)];
}

export function interleaved(clip: Clip): number[] {
  return CODES.flatMap((_, frame) => clip.channels.map((channel) => (channel[frame] ?? Number.NaN) * 32768));
}
