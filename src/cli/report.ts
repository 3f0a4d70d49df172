import { describeIssue, type Issue } from '../core/base/errors.ts';
import type { RunResult, SourceReport, StepReport } from '../core/engine/engine.ts';
import type { SoundFacts } from '../core/engine/run-long.ts';
import type { JsonValue } from '../core/query/query.ts';

/** What a job tells about itself; the names are the keys of `--json`. */
export interface Report {
  /** The file written; null when none was asked for. */
  readonly path: string | null;
  readonly signature: string;
  /** s */
  readonly duration: number;
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly frames: number;
  /** dB re full scale (a sample of 1) before encoding; null for silence. */
  readonly peakDbfs: number | null;
  readonly rmsDbfs: number | null;
  /** From reading the sources to the last sample; writing the file is not in it. */
  readonly elapsedMs: number;
  /** Seconds of sound per second of computation; null when that took no measurable time. */
  readonly timesRealTime: number | null;
  readonly steps: readonly StepReport[];
  readonly sources: readonly SourceReport[];
  /** Of the request. */
  readonly warnings: readonly Issue[];
  /** The request as it was understood, only what differs from the defaults. */
  readonly query: JsonValue;
}

export interface ReportFacts {
  readonly path: string | undefined;
  readonly result: Pick<RunResult, 'signature' | 'steps' | 'sources' | 'elapsedMs'>;
  readonly sound: SoundFacts;
  readonly warnings: readonly Issue[];
  readonly query: JsonValue;
}

export function reportOf({ path, result, sound, warnings, query }: ReportFacts): Report {
  const { signature, steps, sources, elapsedMs } = result;
  const { sampleRate, channelCount, frames, peak, rms } = sound;
  const duration = frames / sampleRate;
  return {
    path: path ?? null,
    signature,
    duration,
    sampleRate,
    channels: channelCount,
    frames,
    peakDbfs: decibels(peak),
    rmsDbfs: decibels(rms),
    elapsedMs,
    timesRealTime: elapsedMs > 0 ? (1000 * duration) / elapsedMs : null,
    steps,
    sources,
    warnings,
    query,
  };
}

/** For people. */
export function reportLines(report: Report): string[] {
  const { channels } = report;
  const speed = report.timesRealTime === null ? '' : ` (${report.timesRealTime.toFixed(1)} x real time)`;
  const level = `peak ${written(report.peakDbfs)}, RMS ${written(report.rmsDbfs)}`;
  return [
    report.path ?? 'not written: name a file with -o',
    `  signature  ${report.signature}`,
    `  sound      ${report.duration.toFixed(3)} s, ${report.sampleRate} Hz, ${channels} channel${channels === 1 ? '' : 's'}`,
    `  level      ${level}`,
    `  time       ${(report.elapsedMs / 1000).toFixed(2)} s${speed}`,
    ...report.steps.flatMap(({ module, notes }) => notes.map((note) => `  note       ${module}: ${note}`)),
    ...report.sources.flatMap(({ name, warnings }) => warnings.map((text) => `  warning    ${name}: ${text}`)),
    ...report.warnings.map((issue) => `  warning    ${describeIssue(issue)}`),
  ];
}

function decibels(value: number): number | null {
  return value > 0 ? 20 * Math.log10(value) : null;
}

function written(level: number | null): string {
  return level === null ? 'silence' : `${level.toFixed(1)} dBFS`;
}
