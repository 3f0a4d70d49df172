import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

test('what was told and dismissed is found under Messages, with the way back while it is one', async ({ page }) => {
  await openWorkbench(page);
  const open = page.getByRole('button', { name: 'Messages', exact: true });
  await open.click();
  const list = page.getByRole('dialog', { name: 'Messages' });
  await expect(list).toContainText('No messages yet.');
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();

  await page.locator('[data-step-head]').first().focus();
  await page.keyboard.press('Delete');
  const notice = page.locator('.notice');
  await expect(notice).toContainText('world');
  const text = await notice.locator('span').first().textContent();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);

  // By the palette, as everything.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('messages of this');
  await expect(page.getByRole('option', { name: 'Messages of this session' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem')).toHaveText([new RegExp(`^\\d\\d:\\d\\d:\\d\\d.*${text}`)]);
  await expectNoViolation(page);
  await list.getByRole('button', { name: 'Undo' }).click();
  // Done, and so no longer offered.
  await expect(list.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-step-head]')).toHaveCount(1);
});
