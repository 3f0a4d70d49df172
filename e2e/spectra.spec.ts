import { expect, type Page, test } from '@playwright/test';
import { chunk, fmtBody, riff } from '../src/testing/riff-bytes.ts';
import { expectNoViolation } from './axe.ts';
import { drop, openWorkbench } from './workbench.ts';

async function addView(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a view' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function cursorAt(page: Page, seconds: number): Promise<void> {
  await page.evaluate((cursor) => {
    const store = window.__sonde?.store as unknown as { setState(change: (state: { view: object }) => object): void };
    store.setState(({ view }) => ({ view: { ...view, cursor } }));
  }, seconds);
}

test('what WORLD finds is drawn and read, source and result', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitemradio', { name: 'Voice', exact: true }).click();
  await addView(page, 'Aperiodicity');
  const read = async (view: string, side: string, seconds: number, values: RegExp) => {
    await cursorAt(page, seconds);
    const cursor = page.getByRole('slider', { name: `time cursor, ${view}, ${side}` });
    await cursor.focus();
    await expect(cursor).toHaveAttribute('aria-valuetext', values);
  };
  const level = /seconds, [\d.,\s]+ (kilo)?hertz, minus [\d.]+ decibels/;
  for (const side of ['source', 'result']) {
    await read('Spectral envelope', side, 0.45, level);
    await read('Aperiodicity', side, 0.45, /hertz, 0\.\d+, minus [\d.]+ decibels/);
    await read('Aperiodicity', side, 0.65, /hertz, unvoiced$/);
  }
  await expectNoViolation(page);
});

test('a sound without a voice says so in the aperiodicity, and leads to the range of f0', async ({ page }) => {
  await openWorkbench(page);
  await addView(page, 'Aperiodicity');
  const bytes = riff([chunk('fmt ', fmtBody({ rate: 16_000 })), chunk('data', new Uint8Array(2 * 16_000))]);
  await drop(page, [{ name: 'silence.wav', bytes: Buffer.from(bytes) }]);
  const pane = page.locator('[data-view=aperiodicity]');
  await expect(pane.getByText('No voiced frames found between 71 and 800 Hz.').first()).toBeVisible();
  await pane.getByRole('button', { name: 'Change range' }).first().click();
  await expect(page.getByRole('textbox', { name: 'f0 floor' })).toBeFocused();
});
