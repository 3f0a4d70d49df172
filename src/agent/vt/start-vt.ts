import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/base/errors.ts';
import type { Scope } from '../../core/base/scope.ts';
import { ENGINE } from '../../core/engine/version.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { type Dialect, VTSERVER_DIALECT } from '../../core/query/defaults.ts';
import { ContentIds } from '../host/content-ids.ts';
import type { Installation } from '../host/installation.ts';
import { compileKernels } from '../host/kernels.ts';
import { SoundFolders } from '../host/sound-folders.ts';
import { fromSystem } from '../host/system-error.ts';
import type { VtOverHttp } from '../servers/vt-http.ts';
import { startVtTcpServer } from '../servers/vt-tcp.ts';
import { openCacheFolder } from '../storage/cache-folder.ts';
import { startJanitor, systemTimer } from '../storage/janitor.ts';
import { ResultQuota } from '../storage/result-quota.ts';
import type { WorkerSetup } from '../workers/protocol.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import { createLog, type Log } from './log.ts';
import { LogFile } from './log-file.ts';
import { ResultFiles } from './result-files.ts';
import type { VtConfig } from './vt-config.ts';
import { createVtService } from './vt-service.ts';

/** ms between clean-ups of the cache folder. */
const SWEEP_MS = 3_600_000;

/** ms that jobs nobody waits for may take once the server closes. */
const GRACE_MS = 5000;

export interface VtParts {
  readonly installation: Installation;
  /** Where messages go that have no log file. */
  readonly write: (text: string) => void;
}

export interface VtDoor {
  readonly host: string;
  readonly port: number;
  /** The same service for another server, which must be closed before. */
  readonly overHttp: VtOverHttp;
}

/**
 * Opens the VTServer door. Closing the scope closes it: no more clients, then the answers and jobs in flight, then the
 * threads, then the log.
 * @throws AppError port-unavailable, file-not-found (a sound folder), file-unwritable (the cache folder), wasm-unsupported
 */
export async function startVt(config: VtConfig, { installation, write }: VtParts, scope: Scope): Promise<VtDoor> {
  const clock = { now: () => Date.now() };
  const log = openLog(config, write, scope);
  for (const warning of config.warnings) log.warning(`configuration: ${warning}`);
  const sounds = new SoundFolders(config.roots);
  const folder = await openFolder(config.cachefolder, log);
  startJanitor(
    {
      folder,
      everyMs: SWEEP_MS,
      clock,
      timer: systemTimer,
      onRemoved: (count) => log.info(`${count} files of the cache were removed: expired, or their sounds are gone.`),
      onFailure: (failure) => log.error(`clean-up: ${AppError.from(failure).message}`),
    },
    scope,
  );
  const kernels = await compileKernels(installation.wasmPath);
  const size = config.workers ?? availableParallelism();
  const workerData: WorkerSetup = { kernels, cacheFolder: folder, cacheBytes: config.cachebytes / 2 };
  const start = (): Worker => new Worker(installation.workerPath, { workerData });
  const limits = { start, queue: config.queue, timeLimitMs: 1000 * config.timelimit };
  const renderers = new WorkerPool({ ...limits, size });
  // A thread of its own, so that a new sound is told apart, and its client told to wait, while the others work.
  const readers = new WorkerPool({ ...limits, size: 1 });
  scope.add(() => renderers.close());
  scope.add(() => readers.close());
  const dialect: Dialect = { ...VTSERVER_DIALECT, precision: config.precision, revision: config.revision };
  const results = new ResultFiles(folder, clock);
  const quota = new ResultQuota({
    folder,
    quota: config.cachebytes / 2,
    clock,
    onRemoved: (count) => log.info(`${count} results were removed to keep within half of cachebytes.`),
    onFailure: (failure) => log.error(`quota: ${AppError.from(failure).message}`),
  });
  scope.add(() => quota.settled());
  const service = createVtService({
    registry: MODULES,
    dialect,
    format: config.cacheformat,
    formatOptions: config.cacheformatoptions,
    sounds,
    contentIds: new ContentIds(clock, (path) => readers.run('identify', { path })),
    results,
    render: async (task, signal) => {
      const result = await renderers.run('render', task, signal);
      quota.added(result.size);
      return result;
    },
    clock,
    log,
  });
  scope.add(() => service.close(GRACE_MS));
  // Python's "localhost" is the IPv4 one, which is where clients of VTServer look.
  const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
  const { port } = await startVtTcpServer(
    {
      host,
      port: config.port,
      answer: service.answer,
      limits: { connections: config.connections },
      onFailure: (failure) => log.error(`tcp: ${failure instanceof Error ? failure.stack : String(failure)}`),
    },
    scope,
  );
  log.info(`Sonde ${installation.version} (${ENGINE}) listens on ${host}:${port}; ${size} threads.`);
  log.info(`Sounds are read from ${config.roots.join(', ')}; results are written to ${folder}.`);
  const findResult: VtOverHttp['findResult'] = (signature, format) => results.find(signature, format);
  return { host, port, overHttp: { answer: (line, gone) => service.answer(line, { gone }), findResult } };
}

function openLog(config: VtConfig, write: VtParts['write'], scope: Scope): Log {
  const { logfile: path, loglevel } = config;
  if (path === null) return createLog(loglevel, (message) => write(`vt: ${message}`));
  const clock = { now: () => Date.now() };
  const onFailure = (failure: unknown): void => write(`vt: ${fromSystem(failure, 'write', path).message}`);
  const file = new LogFile({ path, clock, onFailure });
  scope.add(() => file.flush());
  return createLog(loglevel, (message) => file.write(message));
}

/** A folder that the original has filled is left as it is: ours then lies inside it. */
async function openFolder(path: string, log: Log): Promise<string> {
  try {
    return await openCacheFolder(path);
  } catch (failure) {
    if (!(failure instanceof AppError) || failure.code !== 'argument-invalid') throw failure;
    const inner = await openCacheFolder(join(path, 'sonde'));
    log.warning(`cachefolder: ${path} has files that are not Sonde's; results go to ${inner}.`);
    return inner;
  }
}
