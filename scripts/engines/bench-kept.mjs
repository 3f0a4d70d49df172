/**
 * bench/results.json: of every kind of machine the last run that was committed, so that the next knows what it is faster
 * than. `[{ machine, date, engines: { Node: { dio: ms, ... }, Chromium: { ... } } }]`, best runs of 10 s.
 */
import { readFile, writeFile } from 'node:fs/promises';

async function readAll(url) {
  try {
    return JSON.parse(await readFile(url, 'utf8'));
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  }
}

function kindOf({ cores, cpu, arch }) {
  return `${cores} x ${cpu}, ${arch}`;
}

/** `Node 20.20.2` and the Node of next year are compared. */
export function engineKind(name) {
  return name.split(' ')[0];
}

/** @returns what was kept of a machine of this kind, or undefined */
export async function keptResults(url, machine) {
  return (await readAll(url)).find((each) => each.machine === kindOf(machine));
}

export async function keepResults(url, machine, { engines }) {
  const own = {
    machine: kindOf(machine),
    date: new Date().toISOString().slice(0, 10),
    engines: Object.fromEntries(
      engines.map(({ name, results, resynthesis }) => [
        engineKind(name),
        { ...results[0].bests, resynthesis: resynthesis.best },
      ]),
    ),
  };
  const others = (await readAll(url)).filter((each) => each.machine !== own.machine);
  const rounded = (_, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  await writeFile(url, `${JSON.stringify([...others, own], rounded, 2)}\n`);
}
