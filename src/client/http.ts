import { AppError } from '../core/base/errors.ts';
import { cancelled, createClient, type SondeClient, type Transport } from './client.ts';

/** A client over the HTTP of an agent, in a page or in Node. In a page that the agent serves, "/" is its address. */
export function httpClient(address: string | URL = 'http://127.0.0.1:1997/'): SondeClient {
  return createClient(httpTransport(address));
}

function httpTransport(address: string | URL): Transport {
  const page: unknown = Reflect.get(globalThis, 'location');
  const base = new URL(address, page === undefined ? undefined : String(page));
  return {
    async ask(line, signal) {
      const headers = { 'Content-Type': 'application/json' };
      return await fetchFrom(new URL('/api/vt', base), { method: 'POST', headers, body: line }, signal, (response) =>
        response.json(),
      );
    },
    async read({ url = '' }, signal) {
      return await fetchFrom(
        new URL(url, base),
        {},
        signal,
        async (response) => new Uint8Array(await response.arrayBuffer()),
      );
    },
  };
}

async function fetchFrom<T>(
  url: URL,
  init: RequestInit,
  signal: AbortSignal | undefined,
  take: (response: Response) => Promise<T>,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, signal ? { ...init, signal } : init);
    if (response.ok) return await take(response);
  } catch (cause) {
    if (signal?.aborted) throw cancelled(cause);
    const why = cause instanceof SyntaxError ? 'what answers there is not an agent' : 'there is no answer';
    throw new AppError('server-unavailable', `The agent at ${url.origin} cannot be asked: ${why}.`, { cause });
  }
  throw await refusalOf(response, url);
}

async function refusalOf(response: Response, url: URL): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined);
  const message = (body as { readonly message?: unknown } | undefined)?.message;
  const told = typeof message === 'string' ? message : `status ${response.status}`;
  return response.status === 404 && url.pathname !== '/api/vt'
    ? new AppError('file-not-found', `The result is not there any more: ${told}`)
    : new AppError('server-unavailable', `The agent at ${url.origin} refused: ${told}`);
}
