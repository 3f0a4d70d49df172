import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { drop, openWorkbench, rendered, type } from './workbench.ts';

const F0 = Array.from({ length: 20 }, (_, index) => `${(index * -0.6).toFixed(1)}st`);

/** f0 and vocal-tract length of a sentence of two seconds: twenty of each. */
function grid(f0: readonly string[]): Buffer {
  const manifest = {
    name: 'grid',
    recipe: { file: 'speech_female_44100.wav', stack: [{ module: 'world' }] },
    factors: [
      { name: 'f0', path: 'stack[0].f0', values: { list: f0 } },
      { name: 'vtl', path: 'stack[0].vtl', values: { from: 0.2, to: 4, n: 20, as: 'st' } },
    ],
    naming: '{f0}_{vtl}',
  };
  return Buffer.from(JSON.stringify(manifest));
}

// Pictures of every step would take longer than the sounds.
test.use({ trace: 'off' });

const runText = (page: Page) => page.locator('.run-text');
const countLine = (page: Page) => page.locator('.count-line');
const RUN = { timeout: 150_000 };

async function open(page: Page, manifest: Buffer): Promise<void> {
  await drop(page, [{ name: 'manifest.json', bytes: manifest }]);
  await expect(page.locator('.count-line strong')).toContainText('= 400 sounds');
}

async function exportZip(page: Page): Promise<string> {
  const waiting = page.waitForEvent('download', RUN);
  await page.getByRole('button', { name: 'Export zip' }).click();
  return (await waiting).path();
}

test('a grid of 400 is rendered and zipped, a second run computes nothing, and a value changed only its rows', async ({
  page,
}) => {
  test.setTimeout(300_000);
  // Without the browser's own question for a file, which a test cannot answer.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await open(page, grid(F0));
  await expect(countLine(page)).toContainText('400 to render');
  await page.getByRole('button', { name: 'Render all' }).click();
  // Whoever works on goes first, and the set goes on meanwhile.
  await page.getByRole('link', { name: 'Workbench' }).click();
  await type(page, 'f0', '-7st');
  await rendered(page, '-7st');
  await page.getByRole('link', { name: 'Sets' }).click();
  await expect(runText(page)).toHaveText('400 sounds done, 0 from cache.', RUN);

  const archive = await exportZip(page);
  const folder = await mkdtemp(join(tmpdir(), 'sonde-grid-'));
  try {
    execFileSync('unzip', ['-q', archive, '-d', folder]);
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(folder, 'grid'), encoding: 'utf8' });
    expect(checked.match(/sounds\/.*\.wav: OK/g)).toHaveLength(400);
    const table = (await readFile(join(folder, 'grid', 'table.csv'), 'utf8')).trim().split('\r\n').slice(1);
    expect(new Set(table.map((line) => line.split(',')[0]?.toLowerCase())).size).toBe(400);
  } finally {
    await rm(folder, { recursive: true });
  }

  // Another page of the same browser: what was rendered outlives the one that did it.
  await page.reload();
  await expect(countLine(page)).toContainText('nothing to render');
  await page.getByRole('button', { name: 'Render again' }).click();
  await expect(runText(page)).toHaveText('400 sounds done, 400 from cache.', RUN);

  await open(page, grid(F0.with(3, '+5st')));
  await expect(countLine(page)).toContainText('380 in cache \u00b7 20 to render');
  await page.getByRole('button', { name: 'Render all' }).click();
  await expect(runText(page)).toHaveText('400 sounds done, 380 from cache.', RUN);
});

test('a run is cancelled at once, and one that a reload interrupts goes on where it was', async ({ page }) => {
  await openWorkbench(page);
  await open(page, grid(F0));
  await page.getByRole('button', { name: 'Render all' }).click();
  const progress = page.locator('.run-state');
  await expect(progress).toContainText(/^[1-9]\d* of 400/);
  const took = await page.evaluate(async () => {
    const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Cancel');
    const text = document.querySelector('.run-text');
    const started = performance.now();
    cancel?.click();
    while (!text?.textContent) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - started;
  });
  test.info().annotations.push({ type: 'cancelled after, ms', description: took.toFixed(0) });
  await expect(runText(page)).toContainText('What is done stays in the cache.');
  await page.getByRole('button', { name: 'Render all' }).click();
  await expect(progress).toContainText(/^[1-9]\d* of 400/);
  await page.reload();
  await expect(page.getByText(/^The set goes on where it was: \d+ sounds to render\.$/)).toBeVisible();
  await expect(progress).toContainText(/ of 400/);
});
