import { AppError } from '../core/base/errors.ts';
import type { Request } from './request.ts';

/** What the server says. */
export interface Answer {
  readonly out: 'ok' | 'error' | 'wait';
  readonly details: string;
  /** Over HTTP, where the result can be fetched. */
  readonly url?: string;
}

/** One way to a server: a line goes, an answer comes. */
export interface Transport {
  /** @throws AppError server-unavailable, cancelled */
  ask(line: string, signal?: AbortSignal): Promise<unknown>;
  /**
   * The bytes of a result.
   * @throws AppError file-not-found, server-unavailable, cancelled
   */
  read(answer: Answer, signal?: AbortSignal): Promise<Uint8Array>;
}

export interface ProcessOptions {
  /** Stops waiting. The server finishes what it has begun: asking again finds it. */
  readonly signal?: AbortSignal;
  /** Called with the server's sentence each time that the result is not there yet. */
  readonly onWait?: (sentence: string) => void;
}

/** A result: where it lies on the server, and its bytes. */
export interface ResultFile {
  readonly path: string;
  /** Names the sound: equal queries on equal sounds have equal ones, here and in the page. */
  readonly signature: string;
  /** @throws AppError file-not-found, server-unavailable, cancelled */
  read(signal?: AbortSignal): Promise<Uint8Array>;
}

export interface SondeClient {
  /** Requests to process since the server's start, and jobs in its list. */
  status(signal?: AbortSignal): Promise<{ readonly requests: number; readonly jobs: number }>;
  /**
   * What the result is called, without making it.
   * @throws AppError server-refused, server-unavailable, cancelled
   */
  hash(request: Request, signal?: AbortSignal): Promise<string>;
  /**
   * Makes a sound, or finds it made: asks until it is there.
   * @throws AppError server-refused with the server's sentence, server-unavailable, cancelled
   */
  process(request: Request, options?: ProcessOptions): Promise<ResultFile>;
}

/** ms between two questions: a short job is not kept waiting, a long one is not asked for all the time. */
const PAUSE = { first: 50, growth: 1.5, longest: 1000 };

/** A client of a server that speaks VTServer's protocol, over any transport. */
export function createClient(transport: Transport): SondeClient {
  const ask = async (fields: object, signal?: AbortSignal): Promise<Answer> => {
    const answer = readAnswer(await transport.ask(JSON.stringify(fields), signal));
    if (answer.out === 'error') throw new AppError('server-refused', answer.details);
    return answer;
  };
  return {
    async status(signal) {
      const { details } = await ask({ action: 'status' }, signal);
      const [requests, jobs] = (details.match(/\d+/g) ?? []).map(Number);
      if (requests === undefined || jobs === undefined) throw notServer();
      return { requests, jobs };
    },
    async hash(request, signal) {
      return (await ask({ action: 'process', ...request, mode: 'hash' }, signal)).details;
    },
    async process(request, { signal, onWait } = {}) {
      for (let ms = PAUSE.first; ; ms = Math.min(PAUSE.longest, ms * PAUSE.growth)) {
        const answer = await ask({ action: 'process', ...request, mode: 'async' }, signal);
        if (answer.out === 'ok') return resultOf(answer, transport);
        onWait?.(answer.details);
        await pause(ms, signal);
      }
    },
  };
}

function resultOf(answer: Answer, transport: Transport): ResultFile {
  const signature = /([MS]?[a-z2-7]{48})\.\w+$/.exec(answer.details)?.[1];
  if (signature === undefined) throw notServer();
  return { path: answer.details, signature, read: (signal) => transport.read(answer, signal) };
}

function readAnswer(value: unknown): Answer {
  const { out, details, url } = (value ?? {}) as { readonly [key: string]: unknown };
  if ((out !== 'ok' && out !== 'error' && out !== 'wait') || typeof details !== 'string') throw notServer();
  return { out, details, ...(typeof url === 'string' ? { url } : {}) };
}

function notServer(): AppError {
  return new AppError('server-unavailable', 'What answers there does not speak the protocol of VTServer.');
}

/** @throws AppError cancelled */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
  if (signal?.aborted) throw cancelled();
}

/** What a caller is told who stopped it. */
export function cancelled(cause?: unknown): AppError {
  return new AppError('cancelled', 'The request was cancelled.', { cause });
}
