// Computes the same outputs in several engines and compares their SHA-256 with each other and with the committed ones.
//
//   npm run conformance                                all four engines; fails unless every digest is the same
//   npm run conformance -- --engines node,chromium     some of: node, node-arm64, chromium, firefox
//   npm run conformance -- --arm64 all                 every output in the emulated engine too, not only the short list
//   npm run conformance -- --update                    accepts the digests, when all engines agree on them
//   npm run conformance -- --serve                     a page on loopback in which any browser checks itself
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { arm64Node } from './engines/arm64.mjs';
import { inBrowser } from './engines/browsers.mjs';
import { bundle } from './engines/bundle.mjs';
import { computeInPage, EMPTY_PAGE, SELF_CHECK_PAGE } from './engines/conformance-page.mjs';
import { MissingEngine } from './engines/missing.mjs';
import { servePage } from './engines/serve.mjs';

const top = new URL('../', import.meta.url);
const EXPECTED = new URL('src/testing/conformance/expected.json', top);
const LEG = 'scripts/engines/conformance-leg.mjs';
const ENGINES = ['node', 'node-arm64', 'chromium', 'firefox'];

const { values: options } = parseArgs({
  options: {
    engines: { type: 'string' },
    arm64: { type: 'string', default: 'short' },
    update: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
  },
});

function usage(message) {
  process.stderr.write(`conformance: ${message}\n`);
  process.exit(64);
}

/** Runs the leg in a Node. @returns the engine's name and its digests */
function inNode(command, bundlePath, extent) {
  const [program, ...first] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...first, LEG, bundlePath, extent], { cwd: top }, (error) =>
      error ? reject(error) : resolve({ name: `Node ${facts.arch}`, version: facts.version.slice(1), digests }),
    );
    let facts;
    const digests = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      if (facts === undefined) facts = message;
      else digests.push(message);
    });
  });
}

async function inPage(browser, url) {
  const { version, result } = await inBrowser(browser, url, computeInPage, 'all');
  return { name: browser === 'chromium' ? 'Chromium' : 'Firefox', version, digests: result };
}

async function runEngine(engine, bundlePath, url) {
  const started = Date.now();
  const extent = engine === 'node-arm64' ? options.arm64 : 'all';
  const isNode = engine.startsWith('node');
  const command = engine === 'node' ? [process.execPath] : isNode ? arm64Node() : [];
  const leg = await (isNode ? inNode(command, bundlePath, extent) : inPage(engine, url));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${leg.name} ${leg.version}: ${leg.digests.length} outputs in ${seconds} s\n`);
  return { ...leg, engine, extent, digests: new Map(leg.digests.map((digest) => [digest.id, digest])) };
}

/** Runs all engines, a few at a time. @returns legs in the order of the engines; an Error where one failed */
async function runEngines(engines, bundlePath, url) {
  const legs = new Map();
  const waiting = [...engines];
  const work = async () => {
    for (let engine = waiting.shift(); engine; engine = waiting.shift()) {
      legs.set(engine, await runEngine(engine, bundlePath, url).catch((error) => error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(engines.length, availableParallelism()) }, work));
  return engines.map((engine) => [engine, legs.get(engine)]);
}

/** An engine that is not there is a note on a desk and a failure in CI, or when it was asked for by name. */
function reportFailures(outcomes) {
  let failures = 0;
  for (const [engine, error] of outcomes.filter(([, leg]) => leg instanceof Error)) {
    const isExcused = error instanceof MissingEngine && !process.env['CI'] && !options.engines && !options.update;
    process.stderr.write(`${engine}: ${isExcused ? 'NOT CHECKED' : 'FAILED'}: ${error.stderr || error.stack}\n`);
    if (!isExcused) failures += 1;
  }
  return failures;
}

async function accept(legs, report, markdown) {
  const vectors = Object.fromEntries(report.rows.map(({ id, sha256 }) => [id, sha256]));
  const note = 'SHA-256 of every output. Made by npm run conformance -- --update, which asks four engines.';
  await writeFile(EXPECTED, `${JSON.stringify({ note, vectors }, null, 1)}\n`);
  const bytes = await readFile(new URL('public/wasm/sonde.wasm', top));
  const wasm = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(new URL('CONFORMANCE.md', top), markdown(legs, report, { date, wasm }));
  process.stderr.write('wrote src/testing/conformance/expected.json and CONFORMANCE.md\n');
}

async function main() {
  const engines = options.engines?.split(',') ?? ENGINES;
  const unknown = engines.filter((engine) => !ENGINES.includes(engine));
  if (unknown.length > 0) usage(`there is no engine ${unknown.join(', ')}; there are ${ENGINES.join(', ')}`);
  if (!['short', 'all'].includes(options.arm64)) usage('--arm64 is short or all');
  if (options.update && engines.length < ENGINES.length) usage('--update needs all four engines');

  const bundlePath = await bundle('src/testing/conformance/runner.ts', 'conformance');
  const server = await servePage(options.serve ? SELF_CHECK_PAGE : EMPTY_PAGE);
  if (options.serve) {
    process.stdout.write(`Open ${server.url} in the browser to be checked; Ctrl-C ends it.\n`);
    return;
  }
  const outcomes = await runEngines(engines, bundlePath, server.url);
  server.close();

  const failures = reportFailures(outcomes);
  const legs = outcomes.map(([, leg]) => leg).filter((leg) => !(leg instanceof Error));
  const { isShort } = await import(new URL(bundlePath, top).href);
  const reportPath = await bundle('src/testing/conformance/report.ts', 'conformance-report');
  const { compare, markdown, table } = await import(new URL(reportPath, top).href);
  const expected = options.update ? undefined : JSON.parse(await readFile(EXPECTED, 'utf8')).vectors;
  const report = compare(legs, isShort, expected);
  process.stdout.write(table(legs, report));
  if (options.update && failures + report.problems.length === 0) await accept(legs, report, markdown);
  if (failures + report.problems.length > 0) process.exit(1);
}

await main();
