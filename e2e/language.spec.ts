import { expect, test } from '@playwright/test';
import { openWorkbench } from './workbench.ts';

test.use({ locale: 'nl-NL' });

test('a browser of another language gets the whole page in one language, controls included', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Theme' }).click();
  await expect(page.getByRole('button', { name: 'Dismiss', exact: true }).first()).toBeAttached();
  expect(errors).toEqual([]);
});
