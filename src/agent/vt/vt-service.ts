import type { Clock } from '../../core/base/clock.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Result } from '../../core/base/result.ts';
import type { Fields } from '../../core/query/findings.ts';
import type { Query } from '../../core/query/query.ts';
import { readVtLine, type VtAnswer, type VtMode, type VtRequest } from '../../core/wire/vt-line.ts';
import type { VtClient } from '../servers/vt-tcp.ts';
import type { RenderedResult, RenderTask } from '../workers/protocol.ts';
import type { Log } from './log.ts';
import { RecentLines } from './recent-lines.ts';
import type { ResultFiles } from './result-files.ts';
import { type RequestParts, SignedRequests } from './signed-requests.ts';
import { tellFailure } from './vt-failure.ts';
import { type JobState, VtJobs } from './vt-jobs.ts';

/** Characters of a request that the log keeps. */
const LOGGED = 2000;

export interface VtServiceParts extends RequestParts {
  readonly results: ResultFiles;
  readonly render: (task: RenderTask, signal: AbortSignal) => Promise<RenderedResult>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the server answers, line by line. */
export interface VtService {
  answer(line: string, client: VtClient): Promise<VtAnswer>;
  /** Waits for jobs in flight; after the grace period, ms, cancels them. */
  close(graceMs: number): Promise<void>;
}

/** VTServer's actions on an engine in worker threads. A result that is there is answered without them. */
export function createVtService(parts: VtServiceParts): VtService {
  const { log, clock } = parts;
  const jobs = new VtJobs(clock);
  const requests = new SignedRequests(parts);
  const readLines = new RecentLines<Result<VtRequest, AppError>>();
  const told = new WeakMap<AppError, string>();
  let processed = 0;

  function read(line: string): Result<VtRequest, AppError> {
    const known = readLines.get(line);
    if (known !== undefined) return known;
    const request = readVtLine(line);
    if (request.ok) readLines.set(line, request);
    return request;
  }

  async function process(line: string, mode: VtMode, fields: Fields, client: VtClient): Promise<VtAnswer> {
    const { query, signature, paths } = await requests.sign(line, fields);
    if (mode === 'hash') return { out: 'ok', details: signature };
    const known = jobs.look(signature);
    if (known?.state !== 'running') {
      const path = parts.results.find(signature, query.output.format);
      if (path !== undefined) return { out: 'ok', details: path };
    }
    if (jobs.look(signature) === undefined) {
      log.info(`${signature} ${JSON.stringify(fields).slice(0, LOGGED)}`);
      jobs.start(signature, async (signal) => {
        try {
          return await render(query, paths, signal);
        } catch (failure) {
          const error = AppError.from(failure);
          // Now: perhaps nobody asks again.
          tell(error, line, fields);
          throw error;
        }
      });
    }
    const job = jobs.look(signature);
    if (job?.state === 'failed') throw job.error;
    // A job that somebody polls is polled by all, as it was: their connections may be too impatient to be held.
    const isHeld = mode === 'sync' && !(job?.state === 'running' && job.isKept);
    if (isHeld) return { out: 'ok', details: await jobs.join(signature, client.gone) };
    jobs.keep(signature);
    return { out: 'wait', details: tellStart(job, clock) };
  }

  /** The log is told once, however many ask for what has failed: a remembered failure is one and the same. */
  function tell(error: AppError, line: string, fields: Fields): string {
    const before = told.get(error);
    if (before !== undefined) return before;
    const { details, log: text, level } = tellFailure(error, fields);
    told.set(error, details);
    log[level](`${text}, to ${JSON.stringify(line.slice(0, LOGGED))}`);
    return details;
  }

  async function render(query: Query, paths: RenderTask['paths'], signal: AbortSignal): Promise<string> {
    const { path, signature, notes } = await parts.render({ query, paths, folder: parts.results.folder }, signal);
    for (const note of notes) log.info(`${signature} ${note}`);
    return path;
  }

  return {
    async answer(line, client) {
      log.debug(() => `received ${JSON.stringify(line.slice(0, LOGGED))}`);
      const request = read(line);
      let fields: Fields = {};
      try {
        // A wrong mode is found while reading, and is a process request like any other.
        if (!request.ok && request.error.issues[0]?.path === 'mode') processed += 1;
        if (!request.ok) throw request.error;
        if (request.value.action === 'status') return tellStatus(processed, jobs.size);
        processed += 1;
        fields = request.value.fields;
        return await process(line, request.value.mode, fields, client);
      } catch (failure) {
        return { out: 'error', details: tell(AppError.from(failure), line, fields) };
      }
    },
    close: (graceMs) => jobs.close(graceMs),
  };
}

function tellStatus(processed: number, listed: number): VtAnswer {
  const details = `The server is running; process requests since its start: ${processed}, entries in the job list: ${listed}.`;
  return { out: 'ok', details };
}

/** With VTServer's form of time, `MM/DD/YYYY, HH:MM:SS` of this place. */
function tellStart(job: JobState | undefined, clock: Clock): string {
  const at = new Date(job?.state === 'running' ? job.startedAt : clock.now());
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(at.getMonth() + 1)}/${two(at.getDate())}/${at.getFullYear()}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `The job was started on ${date}, ${time} and is running; ask again for its result.`;
}
