import { expect, test } from '@playwright/test';
import { watchDialogs } from './unasked.ts';
import { openWorkbench } from './workbench.ts';

test('a dialog that nobody asked for is noticed, and one that was asked for is not', async ({ page }) => {
  const told: string[] = [];
  await watchDialogs(page, (what) => told.push(what));
  await openWorkbench(page);
  // As the whole page must: no dialog while it opens.
  expect(told).toEqual([]);
  await page.getByRole('button', { name: 'Storage' }).click();
  await expect(page.getByRole('dialog', { name: 'Storage' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(told).toEqual([]);

  // The same page a day later, when nobody has touched it.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 86_400_000;
  });
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div><p role="dialog" aria-label="What is new">News</p></div>');
  });
  await expect.poll(() => told).toEqual(['What is new']);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<dialog aria-label="Rate us">Stars</dialog>');
    document.querySelector('dialog')?.showModal();
  });
  await expect.poll(() => told).toEqual(['What is new', 'Rate us']);
  // One that has neither name nor words is told, too.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<dialog id="unnamed"></dialog>');
    document.querySelector<HTMLDialogElement>('#unnamed')?.showModal();
  });
  await expect.poll(() => told.at(-1)).toBe('DIALOG');
  await page.evaluate(() => window.confirm('Sure?'));
  await expect.poll(() => told.at(-1)).toBe('confirm: Sure?');
});
