import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type InstalledCopy, installCopy } from '../src/testing/installed-copy.ts';
import { type Running, runSonde, startSonde } from '../src/testing/sonde-process.ts';
import { expectNoViolation } from './axe.ts';
import { drop, exportFile, FEMALE, openWorkbench, rendered, type } from './workbench.ts';

/** An agent of its own, which a test may stop, and a page that it may replace by another version. */
let folder: string;
let copy: InstalledCopy;
let agent: Running;
let url: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-offline-'));
  copy = await installCopy(folder);
  await cp('dist/web', copy.webRoot, { recursive: true });
  agent = startSonde(['agent', '--port', '0', '--json'], { command: copy.command });
  url = JSON.parse(await agent.firstLine).url;
});

test.afterEach(async () => {
  await stopAgent();
  await rm(folder, { recursive: true });
});

async function stopAgent(): Promise<void> {
  agent.child.kill('SIGTERM');
  await agent.finished;
}

async function visit(page: Page): Promise<void> {
  await page.goto(`${url}?debug`);
  await rendered(page, '');
}

const READY = 'Ready offline';
const CUT = 'Offline. Everything here works; the agent does not.';
const UPDATE = 'New version ready.';

function statusBar(page: Page): Locator {
  return page.getByRole('region', { name: 'Status' });
}

/** Puts another version on the server: another title, and a service worker that knows it. */
async function publish(title: string): Promise<void> {
  const html = (await readFile('dist/web/index.html', 'utf8')).replace('<title>Sonde<', `<title>${title}<`);
  const sha256 = createHash('sha256').update(html).digest('base64');
  const entry = { url: 'index.html', revision: title, integrity: `sha256-${sha256}` };
  const worker = await readFile('dist/web/sw.js', 'utf8');
  const updated = worker.replace(/\{[^{}]*"url":"index\.html"[^{}]*\}/, JSON.stringify(entry));
  expect(updated).not.toBe(worker);
  await writeFile(join(copy.webRoot, 'index.html'), html);
  await writeFile(join(copy.webRoot, 'sw.js'), updated);
}

/** As the browser's hourly look, or a return to the tab. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

test('after one visit everything works without agent and network: sound, codecs, isolation', async ({
  page,
  context,
}) => {
  const sounds = await Promise.all(
    ['flac', 'mp3', 'ogg'].map(async (ending) => {
      const path = join(folder, `voice.${ending}`);
      const f0 = { flac: '*1.1', mp3: '*1.2', ogg: '*1.3' }[ending];
      await runSonde(['transform', FEMALE, '--world', `f0=${f0}`, '-o', path]);
      return { name: `voice.${ending}`, bytes: await readFile(path), f0 };
    }),
  );
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  await type(page, 'f0', '-12st');
  await rendered(page, '-12st');
  const online = await exportFile(page);
  expect(errors).toEqual([]);

  await type(page, 'f0', '');
  await rendered(page, '');
  await stopAgent();
  await context.setOffline(true);
  await page.reload();
  await rendered(page, '');
  await expect(statusBar(page)).toContainText(CUT);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectNoViolation(page);

  // Nothing that was rendered before may stand in for what is rendered now.
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  });
  await type(page, 'f0', '-12st');
  await rendered(page, '-12st');
  const offline = await exportFile(page);
  expect(offline.bytes.equals(online.bytes)).toBe(true);

  for (const { name, bytes } of sounds) {
    await drop(page, [{ name, bytes }]);
    await expect(page.getByRole('row', { name })).toContainText('2.16 s');
  }
  await drop(page, [{ name: 'voice.opus', bytes: await readFile('src/testing/golden/opus/voice.opus') }]);
  await expect(page.getByRole('row', { name: 'voice.opus' })).toContainText('0.25 s');
});

test('codecs are kept on the first visit already, without a reload', async ({ page }) => {
  const path = join(folder, 'voice.mp3');
  await runSonde(['transform', FEMALE, '--world', 'f0=*1.2', '-o', path]);
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  await stopAgent();
  await drop(page, [{ name: 'voice.mp3', bytes: await readFile(path) }]);
  await expect(page.getByRole('row', { name: 'voice.mp3' })).toContainText('2.16 s');
});

test('every file that was built is kept on the first visit, whenever it is asked for', async ({ page }) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  const kept = await page.evaluate(async () => {
    const found = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(found)).flat().map(({ url: address }) => new URL(address).pathname.slice(1));
  });
  const built = await readdir('dist/web', { recursive: true });
  const wanted = built.filter(
    (name) => /\.(html|js|css|wasm|woff2|wav|svg|png|webmanifest)$/.test(name) && name !== 'sw.js',
  );
  expect(wanted.length).toBeGreaterThan(40);
  expect(kept.sort()).toEqual(wanted.sort());
});

test('a server that is gone is noticed, and so is its return', async ({ page }) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  const { port } = new URL(url);
  await stopAgent();
  await lookForUpdate(page);
  await expect(statusBar(page)).toContainText(CUT);
  agent = startSonde(['agent', '--port', port, '--json'], { command: copy.command });
  await agent.firstLine;
  await lookForUpdate(page);
  await expect(statusBar(page)).toContainText(READY);
});

test('the agent is always asked itself', async ({ page }) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  await page.reload();
  await rendered(page, '');
  expect(await page.evaluate(async () => (await fetch('api/status')).status)).toBe(200);
  await stopAgent();
  expect(await page.evaluate(() => fetch('api/status').catch(() => 'no answer'))).toBe('no answer');
  const kept = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map((request) => request.url);
  });
  expect(kept.length).toBeGreaterThan(15);
  expect(kept.filter((address) => address.includes('/api/'))).toEqual([]);
});

test('a newer version is announced, waits, and starts when it is asked to', async ({ page }) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  await publish('Sonde the second');
  await lookForUpdate(page);
  await expect(statusBar(page)).toContainText(UPDATE);
  await expectNoViolation(page);

  await page.reload();
  await rendered(page, '');
  await expect(page).toHaveTitle('Sonde');
  // Not while something is computed.
  await type(page, 'duration', '*60');
  const restart = page.getByRole('button', { name: 'Restart' });
  await expect(restart).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await restart.click();
  await expect(page).toHaveTitle('Sonde the second');
  await expect(statusBar(page)).toContainText(READY);
  await expect(restart).toHaveCount(0);
});

test('a tab that computes keeps the others from restarting, and runs its own version until it restarts', async ({
  page,
  context,
}) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  const other = await context.newPage();
  await visit(other);
  await publish('Sonde the second');
  await lookForUpdate(page);
  await expect(statusBar(other)).toContainText(UPDATE);

  // The first tab has the library; computing needs no more than to have it here.
  await other.getByRole('button', { name: 'Use it here' }).click();
  await expect(other.getByRole('button', { name: 'Use it here' })).toHaveCount(0);
  await type(other, 'duration', '*60');
  await expect(other.getByRole('button', { name: 'Restart' })).toBeDisabled();
  // What made it busy before may have been the project that it took over.
  await expect(other.getByRole('button', { name: 'Cancel' })).toBeVisible();
  // It tells the others what takes longer than a moment, and a tab that nobody sees has longer moments.
  const held = async () => (await navigator.locks.query()).held?.map(({ name }) => name);
  await expect.poll(() => other.evaluate(held)).toContain('sonde-busy');
  await page.bringToFront();
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('Another tab is computing. The new version can start once it is done.')).toBeVisible();
  await other.bringToFront();
  await other.getByRole('button', { name: 'Cancel' }).click();
  await page.bringToFront();
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page).toHaveTitle('Sonde the second');
  await expect(other).toHaveTitle('Sonde');
  await other.bringToFront();
  await other.getByRole('button', { name: 'Restart' }).click();
  await expect(other).toHaveTitle('Sonde the second');
});

test('a server that changes in the middle never gives a mixed version', async ({ page }) => {
  await visit(page);
  await expect(statusBar(page)).toContainText(READY);
  await publish('Sonde the second');
  // The worker is there already, the page it speaks of is not: it is still that of a third version.
  await writeFile(join(copy.webRoot, 'index.html'), '<!doctype html><title>Sonde in between</title>');
  const failed = page.evaluate(
    () =>
      new Promise((resolve) => {
        void navigator.serviceWorker.ready.then((registration) => {
          registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker?.addEventListener('statechange', () => worker.state === 'redundant' && resolve(worker.state));
          });
          document.dispatchEvent(new Event('visibilitychange'));
        });
      }),
  );
  expect(await failed).toBe('redundant');
  await page.reload();
  await rendered(page, '');
  await expect(page).toHaveTitle('Sonde');
  await expect(statusBar(page)).toContainText(READY);
  await expect(statusBar(page)).toContainText(READY);
});

test('a page that cannot be kept says which file is missing, works on, and is kept at the second try', async ({
  page,
}) => {
  const font = join(copy.webRoot, 'fonts', 'inter-latin.woff2');
  await rename(font, `${font}.away`);
  await visit(page);
  await expect(statusBar(page)).toContainText(
    'Not ready offline: /fonts/inter-latin.woff2 could not be fetched as it was built.',
  );
  await expectNoViolation(page);
  await rename(`${font}.away`, font);
  await statusBar(page).getByRole('button', { name: 'Try again' }).click();
  await expect(statusBar(page)).toContainText(READY);
});

test('a file that the desktop opens with the page is opened as a dropped one is', async ({ page }) => {
  // The desktop's part, which no headless browser has: a queue that hands over a real file handle.
  await page.addInitScript(() => {
    const setConsumer = async (consumer: (launch: unknown) => void) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('opened.wav', { create: true });
      const writer = await handle.createWritable();
      const bytes = new Uint8Array(await (await fetch('samples/speech_male_44100.wav')).arrayBuffer());
      bytes[bytes.length - 1] = 1;
      await writer.write(bytes);
      await writer.close();
      consumer({ files: [handle] });
    };
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
  await openWorkbench(page, { offline: true });
  await expect(page.locator('.header-name')).toHaveText('opened.wav');
});

test('the browser would install it', async ({ page, context }) => {
  await openWorkbench(page, { offline: true });
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}');
  expect(manifest.file_handlers[0].accept).toEqual({ 'audio/wav': ['.wav', '.wave'], 'audio/flac': ['.flac'] });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status()).toBe(200);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, which never install; everything else must be as it should.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
