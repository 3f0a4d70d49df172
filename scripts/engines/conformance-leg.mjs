/** Runs the bundled vectors in this Node and prints each digest as a line of JSON: leg.mjs <bundle> <extent> */
import { readFile } from 'node:fs/promises';

const top = new URL('../../', import.meta.url);
const [bundle, extent] = process.argv.slice(2);
const { runConformance } = await import(new URL(bundle, top).href);
const read = async (path) => new Uint8Array(await readFile(new URL(path, top)));

console.log(JSON.stringify({ version: process.version, arch: process.arch }));
for await (const digest of runConformance({ read, extent })) console.log(JSON.stringify(digest));
