import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

test('filters are drawn along the cochlea, read by keys and listed', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitemradio', { name: 'Vocoder', exact: true }).click();
  const pane = page.locator('[data-view=responses]');
  // Said once, by the first pane that lacks it.
  await expect(page.getByText('No vocoder in this recipe.')).toHaveCount(1);
  await expect(pane.getByText('What a vocoder\u2019s filters let pass is seen here.')).toBeVisible();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Add a vocoder' }).click();
  const cursor = pane.getByRole('slider', { name: 'frequency cursor, Responses' });
  await cursor.focus();
  // 16 bands of 1.52 mm from 100 Hz on, order 8 both ways: 24 dB per octave, -6 dB where they meet.
  await page.keyboard.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Responses, 0\.0 millimetres, 0 hertz$/);
  await page.keyboard.press('End');
  await expect(cursor).toHaveAttribute('aria-valuetext', /35\.0 millimetres, .*, band 16, analysis\sminus [\d.]+ dec/);
  await expect(pane.getByText('carrier passes', { exact: true })).toBeVisible();
  await expectNoViolation(page);

  await page.keyboard.press('t');
  const table = pane.getByRole('grid', { name: 'Table: Responses' });
  await expect(table).toHaveAttribute('aria-rowcount', '1025');
  await expect(table.getByRole('columnheader', { name: 'Band 16, analysis (dB)' })).toBeAttached();
});
