import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../../core/base/errors.ts';
import { MAX_REQUEST_BYTES, type VtAnswer } from '../../core/wire/vt-line.ts';
import { serveFile } from './static-files.ts';

/** What of the VTServer door is offered over HTTP, too. */
export interface VtOverHttp {
  /** The answer to a request of VTServer's protocol. @param gone aborted when the client has gone before it */
  answer(line: string, gone: AbortSignal): Promise<VtAnswer>;
  /** The real path of a result by its signature and format; undefined when there is none. */
  findResult(signature: string, format: string): string | undefined;
}

const RESULT = /^([MS]?[a-z2-7]{48})\.([a-z0-9]{1,8})$/;

/**
 * `POST /api/vt`: a request in, its answer out, and with a result where it can be fetched (`url`). `GET
 * /api/results/<signature>.<format>`: its bytes. A page elsewhere can use neither: its Origin is refused, JSON needs a
 * preflight that nobody answers, and results are not shared across origins.
 */
export function addVtRoutes(app: Hono, { answer, findResult }: VtOverHttp): void {
  const tooLarge = bodyLimit({
    maxSize: MAX_REQUEST_BYTES,
    onError: (context) => {
      const message = `The request is longer than the limit of ${MAX_REQUEST_BYTES} bytes.`;
      return context.json(new AppError('size-limit', message), 413);
    },
  });
  app.post('/api/vt', tooLarge, async (context) => {
    const type = context.req.header('Content-Type') ?? 'nothing';
    if (!/^application\/json\b/i.test(type)) {
      const error = new AppError('request-refused', `Expected a body of the type application/json, got ${type}.`);
      return context.json(error, 415);
    }
    const told = await answer(await context.req.text(), context.req.raw.signal);
    const url = told.out === 'ok' ? urlOf(told.details) : undefined;
    return context.json({ ...told, ...(url ? { url } : {}) }, 200, { 'Cache-Control': 'no-store' });
  });
  app.on(['GET', 'HEAD'], '/api/results/:name', async (context) => {
    const [, signature = '', format = ''] = RESULT.exec(context.req.param('name')) ?? [];
    const path = signature === '' ? undefined : findResult(signature, format);
    const folder = path && (await realpath(dirname(path)).catch(() => undefined));
    const response = path && folder && (await serveFile(folder, `/${basename(path)}`, context.req.raw));
    return response || context.notFound();
  });
}

/** Undefined for what is no result: a status, a hash. */
function urlOf(details: string): string | undefined {
  const name = basename(details);
  return RESULT.test(name) ? `/api/results/${name}` : undefined;
}
