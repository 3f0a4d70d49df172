import { tmpdir } from 'node:os';
import { dirname, extname, resolve } from 'node:path';
import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { compileKernels } from '../agent/host/kernels.ts';
import { createLongHost } from '../agent/host/long-files.ts';
import { checkDestination, isSameFile, writeFileAtomically } from '../agent/host/write-file.ts';
import { FilesystemCache } from '../agent/storage/filesystem-cache.ts';
import { createNodeCrew } from '../agent/workers/node-crew.ts';
import { AppError, type Issue } from '../core/base/errors.ts';
import { createScope, type Scope } from '../core/base/scope.ts';
import { HELD_ENCODINGS } from '../core/codecs/codec.ts';
import { formatOfName, WRITABLE } from '../core/codecs/registry.ts';
import { createEngine } from '../core/engine/create-engine.ts';
import type { Progress } from '../core/engine/engine.ts';
import { renderFile, withOutput } from '../core/engine/render-file.ts';
import { factsOf, measureLong, renderLongFile, runLong } from '../core/engine/run-long.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { MODULES } from '../core/modules/registry.ts';
import { requestOf } from '../core/query/print.ts';
import type { OutputFormat, Query } from '../core/query/query.ts';
import { onInterrupt } from './interrupt.ts';
import { type Report, reportLines, reportOf } from './report.ts';
import { createProgressBar, type Terminal } from './terminal.ts';

/** Bytes of a cache folder. */
const CACHE_QUOTA = 10e9;

/** Extensions that would promise another format than we write. */
const OTHER_FORMATS = ['.au', '.m4a', '.mp2', '.opus', '.webm', '.wma'];

export interface Job {
  readonly query: Query;
  readonly warnings: readonly Issue[];
  /** Where relative names of sources start. */
  readonly folder: string;
  /** The file to write, in the format that its name says, else the query; undefined computes and reports only. */
  readonly output?: string | undefined;
  readonly overwrite: boolean;
  /** Folder of results that outlive this process; undefined keeps none. */
  readonly cache?: string | undefined;
}

/**
 * Runs a query to its end: computes, writes the file with its recipe, reports. Whether the file may be written is
 * checked first, so that no long work is lost; an interrupt leaves nothing behind.
 * @throws AppError
 */
export async function runJob(job: Job, json: boolean, terminal: Terminal): Promise<void> {
  const scope = createScope();
  const abort = new AbortController();
  onInterrupt(scope, () => abort.abort());
  const bar = createProgressBar(terminal.err);
  try {
    if (job.output !== undefined) await checkOutput(job.output, job.query.output, job.overwrite);
    const report = await compute(job, scope, abort.signal, bar.show);
    bar.clear();
    terminal.out.write(json ? `${JSON.stringify(report)}\n` : `${reportLines(report).join('\n')}\n`);
  } finally {
    bar.clear();
    await scope.close();
  }
}

/** The file that a job may write, or the reason why it may not. */
async function checkOutput(path: string, { format, encoding }: OutputFormat, overwrite: boolean): Promise<void> {
  if (path === '-') {
    throw new AppError(
      'argument-invalid',
      'Cannot write to "-": stdout has the report. For a file of that name, give ./-',
    );
  }
  const extension = extname(path).toLowerCase();
  if (OTHER_FORMATS.includes(extension)) {
    throw new AppError(
      'audio-unsupported',
      `Cannot write ${path}: only ${WRITABLE} can be written, so name it .wav, .aiff, .flac, .mp3, .ogg or .raw.`,
    );
  }
  const held = HELD_ENCODINGS[formatOfName(path) ?? format];
  if (held?.includes(encoding) === false) {
    throw new AppError(
      'audio-unsupported',
      `Cannot write ${path}: such a file holds ${held.join(' or ')}, not ${encoding}. Choose one of them, or name it .wav.`,
    );
  }
  try {
    await checkDestination(path, overwrite);
  } catch (failure) {
    const error = AppError.from(failure);
    if (error.code !== 'file-exists') throw error;
    throw new AppError('file-exists', `${error.message} Name another, or add --force.`, {
      details: { path },
      cause: error,
    });
  }
}

async function compute(
  job: Job,
  scope: Scope,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Report> {
  const { output } = job;
  const format = output === undefined ? undefined : formatOfName(output);
  const query = format === undefined ? job.query : withOutput(job.query, { format });
  const { wasmPath, handPath } = findInstallation();
  const binary = await compileKernels(wasmPath);
  const kernels = loadKernels(binary);
  const crew = createNodeCrew({ kernels: binary, handPath });
  scope.add(() => crew.close());
  const onSource = async (path: string): Promise<void> => {
    if (output !== undefined && (await isSameFile(path, output))) {
      throw new AppError(
        'file-exists',
        `Cannot write ${output}: it is a source of this job, and sources are never overwritten.`,
      );
    }
  };
  const sourcePaths = new Map<string, string>();
  const kept = { clock: { now: () => Date.now() }, quota: CACHE_QUOTA, sourcePaths };
  const cache = job.cache === undefined ? undefined : await FilesystemCache.open(job.cache, kept);
  const host = createNodeHost(kernels, { folder: job.folder, onSource, cache, sourcePaths, crew });
  const facts = { path: output, warnings: job.warnings, query: requestOf(query, MODULES) };
  const locate = async (name: string): Promise<string> => {
    const path = resolve(job.folder, name);
    await onSource(path);
    return path;
  };
  const longHost = createLongHost(host, { locate, scratch: await scratchFolder(output, job.overwrite) });
  const long = await runLong(query, longHost, MODULES, scope, { signal, onProgress });
  if (long !== undefined) {
    const sound = await measureLong(long.sound, longHost, MODULES, { signal });
    if (output !== undefined) {
      const pieces = await renderLongFile(long, MODULES, longHost, scope);
      await writeFileAtomically(output, pieces, { overwrite: job.overwrite, signal });
    }
    return reportOf({ ...facts, result: long, sound, query: requestOf(long.query, MODULES) });
  }
  const result = await createEngine(host, MODULES).run(query, { signal, onProgress });
  if (output !== undefined) {
    const pieces = await renderFile({ result, query: result.query }, MODULES, host);
    await writeFileAtomically(output, pieces, { overwrite: job.overwrite, signal });
  }
  const sound = factsOf(result.clip, kernels.level);
  return reportOf({ ...facts, result, sound, query: requestOf(result.query, MODULES) });
}

/** Where there is room for what does not fit into memory: beside the result, unless that is a device or nothing. */
async function scratchFolder(output: string | undefined, overwrite: boolean): Promise<string> {
  const destination = output === undefined ? undefined : await checkDestination(output, overwrite);
  return destination?.kind === 'file' ? dirname(destination.path) : tmpdir();
}
