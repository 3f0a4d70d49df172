import { realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { isIPv6 } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { AppError } from '../../core/base/errors.ts';
import type { Scope } from '../../core/base/scope.ts';
import { closesGracefully } from './graceful-close.ts';
import { listen } from './listen.ts';
import { plainPath, refusalOf } from './request-guard.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { serveFile } from './static-files.ts';
import { addVtRoutes, type VtOverHttp } from './vt-http.ts';

/** What GET /api/status answers. */
export interface AgentStatus {
  readonly name: 'sonde';
  readonly version: string;
  /** Enters every signature: two agents with equal engines give equal bytes. */
  readonly engine: string;
}

export interface HttpOptions {
  /** A loopback address or name. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Folder of the built page. */
  readonly webRoot: string;
  readonly status: AgentStatus;
  /** The VTServer door, when it is open. */
  readonly vt?: VtOverHttp;
  /** Told of failures that clients are not told about. */
  readonly onFailure: (failure: unknown) => void;
}

export interface HttpServer {
  readonly url: string;
  readonly port: number;
}

/** How long requests in flight may take once the server closes, ms. */
const GRACE_MS = 10_000;

/** A page keeps six; downloads that nobody reads must not keep the others waiting. */
export const MOST_CONNECTIONS = 128;

/**
 * Serves the page and the status on loopback; closing the scope stops listening and lets requests in flight finish.
 * @throws AppError port-unavailable, file-not-found (the page is not built)
 */
export async function startHttpServer(options: HttpOptions, scope: Scope): Promise<HttpServer> {
  const root = await realpath(options.webRoot).catch(() => {
    throw new AppError(
      'file-not-found',
      `The page is not built: ${options.webRoot} is missing. Run "npm run build" first.`,
    );
  });
  const listener = getRequestListener(createApp(root, options).fetch, { overrideGlobalObjects: false });
  let port = options.port;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refusal = refusalOf(request, port);
    if (refusal === undefined) return void listener(request, response);
    response.writeHead(refusal.status, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(refusal.error));
  });
  server.maxConnections = MOST_CONNECTIONS;
  const closer = closesGracefully(server, GRACE_MS);
  const hint = 'Choose another with --port, or --port 0 for any free one.';
  port = await listen(server, { host: options.host, port: options.port, hint });
  server.on('error', options.onFailure);
  scope.add(closer);
  return { url: `http://${isIPv6(options.host) ? `[${options.host}]` : options.host}:${port}/`, port };
}

function createApp(root: string, options: HttpOptions): Hono {
  const app = new Hono();
  app.get('/api/status', (context) => context.json(options.status, 200, { 'Cache-Control': 'no-store' }));
  if (options.vt) addVtRoutes(app, options.vt);
  app.on(['GET', 'HEAD'], '/*', async (context) => {
    const { pathname } = new URL(context.req.url);
    return (await serveFile(root, plainPath(pathname) ?? '/', context.req.raw)) ?? context.notFound();
  });
  app.all('/*', (context) => {
    const { method, path } = context.req;
    const why = path === '/api/vt' ? 'the VTServer door is not open; "sonde agent --vt" opens it' : 'GET and HEAD are';
    const error = new AppError('request-refused', `${method} is not known here; ${why}.`);
    return context.json(error, 405, { Allow: 'GET, HEAD' });
  });
  app.notFound((context) => context.json(new AppError('file-not-found', 'There is nothing at this address.'), 404));
  app.onError((failure, context) => {
    options.onFailure(failure);
    return context.json(new AppError('internal', 'The agent failed to answer; its log says why.'), 500);
  });
  return app;
}
