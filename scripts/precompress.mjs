/** Compressed neighbours of what is served, made once: a server that gives them (the agent) compresses nothing itself. */
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What has not been compressed by its own format; sounds, pictures and fonts have, or nearly so. */
const TEXTS = /\.(html|css|js|svg|wasm|webmanifest)$/;

const ENCODERS = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** Writes `name.br` and `name.gz` beside each file below the folder where that is smaller. */
export async function precompress(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => TEXTS.test(name));
  await Promise.all(names.map((name) => compressFile(join(folder, name))));
}

async function compressFile(path) {
  const bytes = await readFile(path);
  for (const [ending, encode] of Object.entries(ENCODERS)) {
    const encoded = await encode(bytes);
    if (encoded.length < bytes.length) await writeFile(`${path}.${ending}`, encoded);
  }
}
