import type { Clock } from '../../core/base/clock.ts';
import { AppError } from '../../core/base/errors.ts';
import { planQuery } from '../../core/engine/plan.ts';
import { ENGINE } from '../../core/engine/version.ts';
import type { Registry } from '../../core/modules/module.ts';
import type { Dialect } from '../../core/query/defaults.ts';
import { type Fields, own } from '../../core/query/findings.ts';
import { parseQuery } from '../../core/query/parse.ts';
import type { OutputFormat, Query } from '../../core/query/query.ts';
import { sourceNames } from '../../core/query/source-names.ts';
import { readVtLine, type VtAnswer, type VtMode } from '../../core/wire/vt-line.ts';
import type { ContentIds } from '../host/content-ids.ts';
import type { SoundFolders } from '../host/sound-folders.ts';
import type { RenderedResult, RenderTask } from '../workers/protocol.ts';
import type { Log } from './log.ts';
import type { ResultFiles } from './result-files.ts';
import { tellFailure } from './vt-failure.ts';
import { type JobState, VtJobs } from './vt-jobs.ts';

/** Characters of a request that the log keeps. */
const LOGGED = 2000;

export interface VtServiceParts {
  readonly registry: Registry;
  /** What a request means where it says nothing, */
  readonly dialect: Dialect;
  /** and the format of its result. */
  readonly format: OutputFormat['format'];
  readonly sounds: SoundFolders;
  readonly contentIds: ContentIds;
  readonly results: ResultFiles;
  readonly render: (task: RenderTask, signal: AbortSignal) => Promise<RenderedResult>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the server answers, line by line. */
export interface VtService {
  /** @param gone aborted when the client has gone before its answer */
  answer(line: string, gone: AbortSignal): Promise<VtAnswer>;
  /** Waits for jobs in flight; after the grace period, ms, cancels them. */
  close(graceMs: number): Promise<void>;
}

/** VTServer's actions on an engine in worker threads. A result that is there is answered without them. */
export function createVtService(parts: VtServiceParts): VtService {
  const { log, clock } = parts;
  const jobs = new VtJobs(clock);
  let processed = 0;

  async function process(mode: VtMode, fields: Fields, gone: AbortSignal): Promise<VtAnswer> {
    const parsed = parseQuery(withFormat(fields, parts.format), parts.registry, parts.dialect);
    if (!parsed.ok) throw parsed.error;
    const { query } = parsed.value;
    const { signature, paths } = await sign(query, parts);
    if (mode === 'hash') return { out: 'ok', details: signature };
    const known = jobs.look(signature);
    if (known?.state !== 'running') {
      const path = await parts.results.find(signature, query.output.format);
      if (path !== undefined) return { out: 'ok', details: path };
    }
    if (jobs.look(signature) === undefined) {
      log.info(`${signature} ${JSON.stringify(fields).slice(0, LOGGED)}`);
      jobs.start(signature, (signal) => render(query, paths, signal));
    }
    const job = jobs.look(signature);
    if (job?.state === 'failed') throw job.error;
    if (mode === 'sync') return { out: 'ok', details: await jobs.join(signature, gone) };
    jobs.keep(signature);
    return { out: 'wait', details: tellStart(job, clock) };
  }

  async function render(query: Query, paths: RenderTask['paths'], signal: AbortSignal): Promise<string> {
    const { path, signature, notes } = await parts.render({ query, paths, folder: parts.results.folder }, signal);
    for (const note of notes) log.info(`${signature} ${note}`);
    return path;
  }

  return {
    async answer(line, gone) {
      log.debug(`received ${JSON.stringify(line.slice(0, LOGGED))}`);
      const request = readVtLine(line);
      let fields: Fields = {};
      try {
        // A wrong mode is found while reading, and is a process request like any other.
        if (!request.ok && request.error.issues[0]?.path === 'mode') processed += 1;
        if (!request.ok) throw request.error;
        if (request.value.action === 'status') return tellStatus(processed, jobs.size);
        processed += 1;
        fields = request.value.fields;
        return await process(request.value.mode, fields, gone);
      } catch (failure) {
        const told = tellFailure(AppError.from(failure), fields);
        if (told.log !== undefined) log.error(told.log);
        return { out: 'error', details: told.details };
      }
    },
    close: (graceMs) => jobs.close(graceMs),
  };
}

function withFormat(fields: Fields, format: OutputFormat['format']): Fields {
  const isSaid = own(fields, 'format') !== undefined || own(fields, 'output') !== undefined;
  return isSaid ? fields : { ...fields, format };
}

/** Every path of the request is checked here, before anything of it is read. */
async function sign(
  query: Query,
  { sounds, contentIds }: VtServiceParts,
): Promise<{ readonly signature: string; readonly paths: ReadonlyMap<string, string> }> {
  const names = [...new Set(sourceNames(query))];
  const located = new Map<string, Awaited<ReturnType<SoundFolders['locate']>>>();
  for (const name of names) located.set(name, await sounds.locate(name));
  const ids = new Map<string, string>();
  for (const [name, sound] of located) ids.set(name, await contentIds.idOf(sound));
  const contentId = (name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new AppError('internal', `The sound "${name}" was not looked for.`);
    return id;
  };
  const { signature } = planQuery(query, { engine: ENGINE, contentId });
  return { signature, paths: new Map([...located].map(([name, { path }]) => [name, path])) };
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
