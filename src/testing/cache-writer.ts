/**
 * A process that fills a cache until it is killed: `cache-writer.ts <folder> <entries>`. It says the number of every
 * entry on a line of its own, once the entry is kept.
 */
import { FilesystemCache } from '../agent/storage/filesystem-cache.ts';
import { numberedValue, QUOTA } from './numbered-value.ts';

const [folder = '', entries = '0'] = process.argv.slice(2);
const cache = await FilesystemCache.open(folder, { clock: { now: () => Date.now() }, quota: QUOTA });
for (let number = 0; number < Number(entries); number++) {
  await cache.put(`entry ${number}`, numberedValue(number), { lifetime: null, sources: [] });
  process.stdout.write(`${number}\n`);
}
