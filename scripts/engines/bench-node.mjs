/**
 * A bench in a process of its own, as the command line is one: what else the caller has loaded would have its garbage
 * collected beside it, on the core of the second thread.
 *
 *   node scripts/engines/bench-node.mjs BUNDLE CALL < task.json
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const top = new URL('../../', import.meta.url);
const hand = fileURLToPath(new URL('dist/node/hand.js', top));

async function read(path) {
  return new Uint8Array(await readFile(new URL(path, top)));
}

/** A thread of the built command line, for the benches that have threads. */
function startHand(binary, { said, died }) {
  const worker = new Worker(hand, { workerData: binary });
  worker.on('message', said);
  worker.on('error', () => {});
  worker.on('exit', died);
  return {
    send: (message, transfer) => worker.postMessage(message, transfer),
    close: () => void worker.terminate(),
  };
}

const [path, call] = process.argv.slice(2);
const task = JSON.parse(await text(process.stdin));
const bench = await import(new URL(path, top).href);
process.stdout.write(JSON.stringify(await bench[call](read, task, startHand)));
