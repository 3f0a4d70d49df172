import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench, rendered, type } from './workbench.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'frequency cursor, Slice at the cursor' });

async function openSlice(page: Page): Promise<void> {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Add a view' }).click();
  await page.getByRole('menuitem', { name: 'Slice at the cursor' }).click();
  await expect(slider(page)).toBeVisible();
}

/** With a click into the waveform. @param share of its width */
async function setCursor(page: Page, share: number): Promise<void> {
  const wave = page.locator('[data-view=waveform] .pane.source .pane-surface');
  const { width, height } = (await wave.boundingBox())!;
  await wave.click({ position: { x: share * width, y: height / 2 } });
}

const spoken = async (page: Page): Promise<string> => (await slider(page).getAttribute('aria-valuetext')) ?? '';

test('envelopes at the cursor stand over each other, are read by keys, listed and saved', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSlice(page);
  await type(page, 'vtl', '+3.8st');
  await rendered(page, '');
  await setCursor(page, 0.4);
  await slider(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  const said = /^Slice at the cursor, .*hertz, source\s(minus )?[\d.]+ decibels, result\s(minus )?[\d.]+ decibels/;
  await expect(slider(page)).toHaveAttribute('aria-valuetext', said);
  const before = await spoken(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => spoken(page)).not.toBe(before);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', said);

  // Another instant is another spectrum at the same frequency.
  const there = await spoken(page);
  await setCursor(page, 0.55);
  await slider(page).focus();
  // What the pointer had is the keyboard's again with the first key.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', said);
  expect(await spoken(page)).not.toBe(there);
  await expectNoViolation(page);

  await page.keyboard.press('t');
  const pane = page.locator('[data-view=slice]');
  const table = pane.getByRole('grid', { name: 'Table: Slice at the cursor' });
  for (const name of ['Source (dB)', 'Result (dB)', 'Peak of the source', 'Peak of the result']) {
    await expect(table.getByRole('columnheader', { name })).toBeAttached();
  }
  const waiting = page.waitForEvent('download');
  await pane.getByRole('button', { name: /CSV/ }).click();
  const csv = await readFile(await (await waiting).path(), 'utf8');
  expect(csv).toMatch(/^# signature: /m);
  expect(csv).toMatch(/^# values: CheapTrick at \d+\.\d{3}\ss, .*arrows/m);
  expect(csv).toMatch(/^Frequency \(Hz\),Source \(dB\),Result \(dB\)/m);
  await expectNoViolation(page);
});
