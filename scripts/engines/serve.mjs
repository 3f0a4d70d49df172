/** A page on loopback for browsers to compute in, and the few folders that it reads; nothing else is served. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';

const top = new URL('../../', import.meta.url);
const READABLE = ['.cache/engines/', 'public/wasm/', 'src/testing/golden/', 'src/testing/conformance/expected.json'];
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

/** As Sonde's own server isolates its page, so that its threads may share memory. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * @param {string} page HTML of `/`
 * @param {number} port 0 for any
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function servePage(page, port = 0) {
  const server = createServer(async (request, response) => {
    // Not decoded: no name here needs it, and what stays encoded is no folder.
    const address = request.url ?? '/';
    const base = 'http://localhost';
    const path = URL.canParse(address, base) ? normalize(new URL(address, base).pathname).slice(1) : 'none';
    if (path === '') {
      response.writeHead(200, { ...ISOLATED, 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const isReadable = READABLE.some((prefix) => path.startsWith(prefix));
    const bytes = isReadable ? await readFile(new URL(path, top)).catch(() => undefined) : undefined;
    if (bytes === undefined) response.writeHead(404).end();
    else {
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { ...ISOLATED, 'content-type': type }).end(bytes);
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
