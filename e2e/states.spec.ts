import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, FEMALE, openWorkbench, rendered } from './workbench.ts';

/** What a page shows when it has nothing, too little or something wrong, and what it asks: each is read by a program. */

const SIZES = [
  { name: 'desk', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
] as const;

async function open(page: Page, { name, width, height }: (typeof SIZES)[number]) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
  await openWorkbench(page);
  return async (tab: 'Library' | 'Look' | 'Recipe') => {
    if (name === 'phone') await page.getByRole('tab', { name: tab }).click();
  };
}

for (const size of SIZES) {
  test(`a lab without sounds says what there is to do, and the bin asks before it erases, on a ${size.name}`, async ({
    page,
  }) => {
    const show = await open(page, size);
    await show('Library');
    await page.getByRole('row').first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect(page.getByRole('button', { name: 'Bring back the samples' })).toBeVisible();
    await expectNoViolation(page);
    await show('Look');
    await expect(page.getByText('No sounds yet.').last()).toBeVisible();
    await expectNoViolation(page);
    await show('Library');
    await page.getByRole('button', { name: 'More of the library' }).click();
    await page.getByRole('menuitem', { name: 'Bin (2)' }).click();
    await page.getByRole('button', { name: 'Empty the bin' }).click();
    await expect(page.getByText('Erase 2 sounds for good?')).toBeVisible();
    await expectNoViolation(page);
  });

  test(`storage that is full says so, and what frees some of it, on a ${size.name}`, async ({ page }) => {
    // Filling it would take as many gigabytes as the disk has.
    await page.addInitScript(() => {
      navigator.storage.estimate = async () => ({ usage: 9_800_000_000, quota: 9_800_000_000 });
    });
    await open(page, size);
    if (size.name === 'phone') await page.getByRole('tab', { name: 'More' }).click();
    else await page.getByRole('button', { name: 'Storage' }).click();
    await expect(page.getByText('Full: 0\u00a0MB left. Nothing was lost.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Free space' })).toBeEnabled();
    await expectNoViolation(page);
  });
}

test('a sound without a voice, a view without its step, and what is asked for a name or dropped, break no rule', async ({
  page,
}) => {
  await open(page, SIZES[0]);
  const noise = await readFile(FEMALE);
  let state = 12_345;
  for (let at = 44; at + 1 < noise.length; at += 2) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    noise.writeInt16LE(((state >>> 16) - 32_768) >> 3, at);
  }
  await drop(page, [{ name: 'noise.wav', bytes: noise }]);
  await expect(page.locator('.header-name')).toHaveText('noise.wav');
  await rendered(page, '');
  await expectNoViolation(page);
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitemradio', { name: /^Vocoder/ }).click();
  await expect(page.getByRole('button', { name: 'Add a vocoder' })).toBeVisible();
  // An axis would be one of nothing.
  await expect(page.locator('[data-view=bands] .pane')).toHaveCount(2);
  await expect(page.locator('[data-view=bands] .map-axis')).toHaveCount(0);
  await expectNoViolation(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'a.wav', { type: 'audio/wav' }));
    for (const kind of ['dragenter', 'dragover']) {
      window.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await expect(page.locator('.drop-target')).toBeVisible();
  await expectNoViolation(page);
});

test('a link that is none is told without a violation', async ({ page }) => {
  await open(page, SIZES[1]);
  await page.goto('?debug#verify');
  await expectNoViolation(page);
  await page.getByLabel('Stimulus link').fill('https://example.org/');
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict')).toContainText('This is not a stimulus link');
  await expectNoViolation(page);
});

test('what could not be computed says why, is tried again, and its details are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await page.evaluate(() => {
    const store = window.__sonde?.store as unknown as {
      setState(change: (state: { source: object }) => object): void;
    };
    const error = { kind: 'internal', code: 'kernel-trap', message: 'unreachable' };
    store.setState(({ source }) => ({ source: { ...source, f0: { status: 'failed', error } } }));
  });
  const pane = page.locator('.map.source');
  await expect(pane.getByText('f0 could not be found: unreachable.')).toBeVisible();
  await expectNoViolation(page);
  await pane.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByText('Details copied.')).toBeVisible();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({ code: 'kernel-trap' });
  await pane.getByRole('button', { name: 'Try again' }).click();
  await expect(pane.getByText('f0 could not be found')).toHaveCount(0);
});
