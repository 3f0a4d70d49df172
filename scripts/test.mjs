/**
 * `npm test`: every test there is, and what they need. The last line is the sum: "N passed, N failed".
 *
 *   node scripts/test.mjs           all
 *   node scripts/test.mjs unit      only vitest: core in Node and Chromium, page, agent, command line
 *   node scripts/test.mjs native    only the kernels' native build under the sanitizers
 *   node scripts/test.mjs e2e       only the page's journeys
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './tasks.mjs';
import { ensureBrowser, ensureTools } from './tools.mjs';

const only = process.argv[2];
const wants = (stage) => only === undefined || only === stage;
const isCi = Boolean(process.env.CI);
const reports = mkdtempSync(join(tmpdir(), 'sonde-test-'));

const section = (title) => process.stdout.write(`\n== ${title}\n`);

/** A stage that failed without naming a test counts as one failure, so that no crash looks like success. */
function sum(title, ok, { passed = 0, failed = 0, skipped = 0 }) {
  return { title, passed, failed: ok || failed > 0 ? failed : 1, skipped };
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function prepareTools() {
  const missing = ensureTools();
  for (const { programs, without } of missing)
    process.stdout.write(`skip: ${programs.join(' or ')} is not installed: not proven is ${without}\n`);
  // On a laptop that is a gap; in CI it would be a gap that nobody sees.
  return sum('tools', missing.length === 0, { failed: isCi ? missing.length : 0, skipped: missing.length });
}

async function buildStale() {
  const { ok } = await run(process.execPath, ['scripts/build.mjs', '--stale'], { show: true });
  return sum('build', ok, {});
}

async function testUnits() {
  const file = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = await run('vitest', ['run', ...reporters], { show: true });
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = readJson(file);
  return sum('unit', ok, { passed, failed, skipped });
}

/** The script prints one line per program: `ok      fft` or `FAILED  fft`. */
async function testNative() {
  const { ok, output } = await run('bash', ['wasm/test/run.sh'], { show: true });
  const count = (verdict) => output.match(new RegExp(`^${verdict} +\\w`, 'gm'))?.length ?? 0;
  return sum('native', ok, { passed: count('ok'), failed: count('FAILED') });
}

async function testJourneys() {
  const file = join(reports, 'playwright.json');
  const { ok } = await run('playwright', ['test', '--reporter=list,json'], {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: '0' },
  });
  const { stats = {} } = readJson(file);
  const { expected: passed, unexpected = 0, flaky = 0, skipped } = stats;
  return sum('e2e', ok, { passed, failed: unexpected + flaky, skipped });
}

async function testAll() {
  section('Tools');
  const sums = [prepareTools()];
  if (wants('unit') || wants('e2e')) {
    sums.push(sum('browser', ensureBrowser(), {}));
    section('Build');
    sums.push(await buildStale());
  }
  const stages = [
    ['native', 'Kernels, native, under the sanitizers', testNative],
    ['unit', 'Core in Node and in Chromium, page, agent, command line', testUnits],
    ['e2e', 'Journeys in Chromium', testJourneys],
  ];
  for (const [stage, title, test] of stages) {
    if (!wants(stage)) continue;
    section(title);
    sums.push(await test());
  }
  return sums;
}

const sums = await testAll();
rmSync(reports, { recursive: true });
section('Sum');
for (const { title, passed, failed, skipped } of sums) {
  if (passed + failed + skipped > 0)
    process.stdout.write(`${title}: ${passed} passed, ${failed} failed, ${skipped} skipped.\n`);
}
const total = (key) => sums.reduce((amount, each) => amount + each[key], 0);
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;
