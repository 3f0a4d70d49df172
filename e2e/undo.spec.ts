import { expect, test } from '@playwright/test';
import { field, openWorkbench, rendered, stored, type } from './workbench.ts';

test('one line of undo takes back values, words and deletions, over a reload too', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'vtl', '+3.8st');
  await page.getByRole('row', { name: /female/ }).focus();
  await page.keyboard.press('F2');
  const details = page.getByRole('dialog', { name: 'Name, tags, note' });
  await details.getByLabel('Name').fill('Anna');
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Anna/ })).toBeVisible();
  await page.getByRole('row', { name: /adult voice, male/ }).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('row', { name: /adult voice, male/ })).toHaveCount(0);
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await stored(page);
  await page.reload();
  await rendered(page, '');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>undo');
  await expect(page.getByRole('option', { name: /Undo: .*male to the bin/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const back = page.getByRole('row', { name: /adult voice, male/ });
  await expect(back).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('row', { name: /adult voice, female/ })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(field(page, 'vtl')).toHaveValue('');
  await expect(page.locator('[data-step-head]')).toBeFocused();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Control+Shift+z');
  await expect(field(page, 'vtl')).toHaveValue('+3.8st');
  await expect(page.getByRole('row', { name: /Anna/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /adult voice, male/ })).toHaveCount(0);
});

test('undo of a rarer parameter unfolds what it is in', async ({ page }) => {
  await openWorkbench(page);
  const more = page.locator('[data-step] details.form-more').first();
  await more.locator('summary').click();
  const floor = more.locator('[data-place="f0Floor"] input').first();
  await floor.fill('90');
  await floor.press('Enter');
  await expect(page.locator('.status.done')).toBeVisible();
  await more.locator('summary').click();
  await expect(floor).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(floor).toHaveValue('');
  await expect(floor).toBeInViewport();
  await expect(page.locator('[data-step-head]')).toBeFocused();
});
