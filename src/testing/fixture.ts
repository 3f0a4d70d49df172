/**
 * Fixtures for tests that run in Node and in a browser: the set-up file of each project installs the reader, so a
 * test never knows where it runs.
 */
export type FixtureReader = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

let reader: FixtureReader | undefined;

export function installFixtureReader(read: FixtureReader): void {
  reader = read;
}

/** @param path relative to the project's top level, e.g. `src/testing/golden/world/manifest.json` */
export async function readFixture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!reader) throw new Error('no fixture reader installed: is the vitest project missing its setup file?');
  return reader(path);
}

export async function readFixtureText(path: string): Promise<string> {
  return new TextDecoder().decode(await readFixture(path));
}

/** Reads a gzip file to its decompressed bytes. */
export async function readFixtureGzip(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFixture(path);
  // Vite's server declares a .gz file to be content-encoded: there the browser has decompressed it already.
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
  if (!isGzip) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Gzip'd little-endian doubles. */
export async function readFixtureF64(path: string): Promise<Float64Array<ArrayBuffer>> {
  const bytes = await readFixtureGzip(path);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}
