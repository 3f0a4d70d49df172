import { afterEach, expect, test, vi } from 'vitest';
import { compileEngine } from './wasm-module.ts';

const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function serve(body: BodyInit, type: string, status = 200): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': type } }));
}

afterEach(() => vi.unstubAllGlobals());

test('the engine compiles as it arrives', async () => {
  serve(EMPTY_MODULE, 'application/wasm');
  const { module, file } = await compileEngine('https://host/sonde.wasm');
  expect(module).toBeInstanceOf(WebAssembly.Module);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(EMPTY_MODULE);
});

test('a host that calls it something else is no hindrance', async () => {
  serve(EMPTY_MODULE, 'application/octet-stream');
  const { module, file } = await compileEngine('https://host/sonde.wasm');
  expect(module).toBeInstanceOf(WebAssembly.Module);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(EMPTY_MODULE);
});

test('a browser without SIMD is told which ones have it', async () => {
  vi.stubGlobal('WebAssembly', { validate: () => false });
  await expect(compileEngine('https://host/sonde.wasm')).rejects.toMatchObject({
    code: 'wasm-unsupported',
    message: expect.stringContaining('Firefox 89'),
  });
});

test.each([
  ['a missing file', 'nothing here', 'text/plain', 404],
  ['a page in its place', '<!doctype html>', 'text/html', 200],
])('%s is a typed error that names the address', async (_, body, type, status) => {
  serve(body, type, status);
  await expect(compileEngine('https://host/sonde.wasm')).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringContaining('https://host/sonde.wasm'),
  });
});

test('a broken network is a typed error', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(compileEngine('https://host/sonde.wasm')).rejects.toMatchObject({ code: 'file-unreadable' });
});
