import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { dropSound, keptEntries, openWorkbench, rendered, type } from './workbench.ts';

test('after a reload the same recipe is found, not computed', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-7st');
  await rendered(page, '-7st');
  // Entries are written behind the answer: only what lies in the database outlives the page.
  await expect.poll(() => keptEntries(page)).toBe(3);
  await page.reload();
  await rendered(page, '-7st');
  await expect(page.getByText(/Found in the cache in/)).toBeVisible();
  await expect(page.locator('.step-state')).toHaveText('Cached');
  await type(page, 'f0', '');
  await rendered(page, '');
  await expect(page.locator('.step-state')).toHaveText('Cached');
});

test('storage is shown, and clearing the cache says what it freed', async ({ page }) => {
  await openWorkbench(page);
  await expect.poll(() => keptEntries(page)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Storage' }).click();
  const panel = page.getByRole('dialog', { name: 'Storage' });
  await expect(panel.getByText(/MB used, about .* free\./)).toBeVisible();
  await expect(panel.getByText(/results and analyses take \d/)).toBeVisible();
  await expectNoViolation(page);
  await panel.getByRole('button', { name: 'Ask to keep' }).click();
  await expect(panel.getByText(/^Kept: |The browser said no/)).toBeVisible();
  await panel.getByRole('button', { name: /^Clear cache, frees [\d.]+.MB/ }).click();
  await expect(page.getByText(/Cache cleared: [\d.]+.MB freed/)).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Clear cache/ })).toBeDisabled();
});

test('where no room is left it says so, frees results alone, and offers the project', async ({ page }) => {
  await page.addInitScript(() => {
    // The quota ends where the results begin: with them gone there is room again.
    const answer = { usage: 100e6, quota: 100e6 };
    navigator.storage.estimate = () => Promise.resolve({ ...answer });
    Object.assign(window, { __room: (usage: number) => Object.assign(answer, { usage }) });
  });
  await openWorkbench(page);
  await expect.poll(() => keptEntries(page)).toBeGreaterThan(0);
  const sounds = await page.locator('.sound').count();
  await page.getByRole('button', { name: 'Storage' }).click();
  const panel = page.getByRole('dialog', { name: 'Storage' });
  await expect(panel.getByRole('alert')).toHaveText(/^Full: 0.MB left\. Nothing was lost\.$/);
  await expect(panel.getByRole('button', { name: 'Export project' })).toBeEnabled();
  await expectNoViolation(page);
  await page.evaluate(() => (window as unknown as { __room(usage: number): void }).__room(60e6));
  await panel.getByRole('button', { name: 'Free space' }).click();
  await expect(panel.getByText(/60.MB used, about 40.MB free\./)).toBeVisible();
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.sound')).toHaveCount(sounds);
  expect(await keptEntries(page)).toBe(0);
});

test('a removed sound takes its analyses with it', async ({ page }) => {
  await openWorkbench(page);
  // What is written behind the first answer: the analysis and the result.
  await expect.poll(() => keptEntries(page)).toBe(2);
  const bytes = await readFile('public/samples/speech_male_44100.wav');
  bytes[bytes.length - 1] = 1;
  await dropSound(page, 'mine.wav', bytes);
  await expect.poll(() => keptEntries(page)).toBe(4);
  await page.getByRole('row', { name: /mine\.wav/ }).hover();
  await page.getByRole('button', { name: 'Remove mine.wav' }).click();
  await expect.poll(() => keptEntries(page)).toBe(2);
});
