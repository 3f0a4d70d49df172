import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

const cursor = (page: Page) => page.getByRole('slider', { name: 'time cursor, Spectrogram, source' });

test('a time and a span are marked, named, gone to, saved, kept and undone', async ({ page }) => {
  await openWorkbench(page);
  await cursor(page).focus();
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
  const first = await cursor(page).getAttribute('aria-valuenow');
  await page.keyboard.press('Shift+K');
  await page.getByRole('dialog', { name: 'Name the mark' }).getByRole('textbox').fill('burst');
  await page.keyboard.press('Enter');
  await expect(page.locator('.ruler-mark')).toHaveText('burst');

  await cursor(page).focus();
  for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 30; press++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('k');
  await expect(page.locator('.ruler-mark')).toHaveText(['burst', '2']);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await expect(cursor(page)).toHaveAttribute('aria-valuenow', first ?? '');

  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  const marks = page.getByRole('dialog', { name: 'Marks' });
  await expect(marks.getByRole('listitem')).toHaveCount(2);
  await expectNoViolation(page);
  const waiting = page.waitForEvent('download');
  await marks.getByRole('button', { name: 'Save as TextGrid' }).click();
  const grid = await readFile(await (await waiting).path(), 'utf8');
  expect(grid).toContain(`number = ${first}`);
  expect(grid).toContain('mark = "burst"');
  await marks.getByRole('button', { name: 'Remove 2' }).click();
  await expect(page.locator('.ruler-mark')).toHaveText(['burst']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.ruler-mark')).toHaveText(['burst', '2']);
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('.ruler-mark')).toHaveText(['burst', '2']);
});

test('who takes marks away one by one keeps the focus', async ({ page }) => {
  await openWorkbench(page);
  await cursor(page).focus();
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  const marks = page.getByRole('dialog', { name: 'Marks' });
  for (const left of [1, 0]) {
    await marks
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await expect(marks.getByRole('listitem')).toHaveCount(left);
    if (left > 0) await expect(marks.locator(':focus')).toHaveCount(1);
  }
  await expect(page.locator('#views [role=slider]:focus')).toHaveCount(1);
});
