/** What the page costs before it can be used: bytes, time to the first sound on the screen, start without a network; and how soon a sound follows the hand. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { benchSet } from './bench-set.mjs';
import { benchSlider } from './bench-slider.mjs';
import { chromiumPath } from './browsers.mjs';
import { pageSection } from './page-report.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const launch = { executablePath: chromiumPath(), chromiumSandbox: false };

async function startAgent() {
  const command = [join(top, 'dist/node/sonde.js'), 'agent', '--port', '0', '--json'];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [text] = await once(child.stdout.setEncoding('utf8'), 'data');
  const closed = once(child, 'close');
  const stop = () => {
    child.kill('SIGTERM');
    return closed;
  };
  return { url: JSON.parse(text).url, stop };
}

/** Opens the page; ms from the start of the navigation until play can be pressed, and until the result is there. */
async function open(page, url) {
  await page.goto(`${url}?debug`, { waitUntil: 'commit' });
  const usable = await page.waitForFunction(
    () => window.__sonde?.store.getState().source !== undefined && performance.now(),
  );
  // To the moment: what the page fetches behind it begins at once.
  const rendered = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { store } = window.__sonde;
        const look = () => {
          const { result, working } = store.getState().render;
          if (result !== undefined && !working) resolve({ after: performance.now(), origin: performance.timeOrigin });
        };
        store.subscribe(look);
        look();
      }),
  );
  return { usable: await usable.jsonValue(), rendered: rendered.after, at: rendered.origin + rendered.after };
}

/** One profile's life: the first visit, then a browser started anew without network and agent. */
async function oneRun() {
  const profile = mkdtempSync(join(tmpdir(), 'sonde-bench-page-'));
  const agent = await startAgent();
  const requests = [];
  const inProfile = async (offline, visit) => {
    const context = await chromium.launchPersistentContext(profile, { ...launch, offline });
    try {
      return await visit(context.pages()[0] ?? (await context.newPage()));
    } finally {
      await context.close();
    }
  };
  try {
    const online = await inProfile(false, async (page) => {
      page.on('request', (request) => requests.push(request));
      const times = await open(page, agent.url);
      await page.waitForFunction(() => window.__sonde.store.getState().offline.use.status === 'ready');
      return times;
    });
    await agent.stop();
    const before = requests.filter((request) => request.timing().startTime <= online.at);
    const fetched = [...new Set(before.map((request) => new URL(request.url()).pathname))];
    return { online, offline: await inProfile(true, (page) => open(page, agent.url)), fetched };
  } finally {
    await agent.stop();
    rmSync(profile, { recursive: true });
  }
}

const KINDS = [
  ['samples', /^\/samples\//],
  ['kernels', /\.wasm$/],
  ['program, of the page and its workers', /\.js$/],
  ['document and styles', /^\/$|\.css$/],
  ['fonts', /\.woff2$/],
  ['icons and the rest', /^/],
];

/** What the first visit fetched before the first result, in bytes by kind, compressed as static hosts do. */
function sizesOf(paths) {
  const sizes = new Map(KINDS.map(([kind]) => [kind, { kind, gzip: 0, brotli: 0 }]));
  for (const path of paths.filter((path) => !path.startsWith('/api/') && path !== '/sw.js')) {
    const bytes = readFileSync(join(top, 'dist/web', path === '/' ? 'index.html' : path));
    const size = sizes.get(KINDS.find(([, pattern]) => pattern.test(path))[0]);
    size.gzip += gzipSync(bytes, { level: 9 }).length;
    size.brotli += brotliCompressSync(bytes).length;
  }
  return [...sizes.values()];
}

/** A window of a desktop, in which playing needs no press of a person's. */
async function inWindow(measure) {
  const agent = await startAgent();
  const browser = await chromium.launch({ ...launch, args: ['--autoplay-policy=no-user-gesture-required'] });
  try {
    return await measure(await browser.newPage({ viewport: { width: 1440, height: 900 } }), agent.url);
  } finally {
    await browser.close();
    await agent.stop();
  }
}

/** @returns {Promise<string>} the section of the report */
export async function benchPage({ isQuick, machine }) {
  const [load = 0] = loadavg();
  spawnSync(process.execPath, [join(top, 'scripts/build.mjs'), '--stale'], { stdio: 'inherit' });
  const runs = [];
  for (let run = 0; run < (isQuick ? 2 : 7); run++) {
    process.stderr.write(`opening the page, run ${run + 1} ...\n`);
    runs.push(await oneRun());
  }
  process.stderr.write('moving a slider ...\n');
  const slider = await inWindow(benchSlider);
  process.stderr.write('rendering a set ...\n');
  const set = await inWindow(benchSet);
  return pageSection({ runs, sizes: sizesOf(runs[0].fetched), slider, set, machine, load });
}
