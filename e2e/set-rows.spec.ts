import { expect, test } from '@playwright/test';
import { gridOf, openGrid, said } from './grid.ts';
import { LONG_TASK_MS, longestTaskOf, watchMainThread } from './main-thread.ts';
import { drop, openWorkbench } from './workbench.ts';

// Pictures of every step are taken by the page's own thread.
test.use({ trace: 'off' });

test('ten thousand rows are counted, placed, ordered and left out without a task over 50 ms', async ({
  page: first,
  browser,
}) => {
  const longest = await longestTaskOf(browser, first, async (page) => {
    await openWorkbench(page);
    await openGrid(page, gridOf(2, 2), 4);
    const work = await watchMainThread(browser, page, async () => {
      await drop(page, [{ name: 'manifest.json', bytes: gridOf(101, 100) }]);
      await said(page, '.count-line strong', '= 10100 sounds');
      await said(page, '.count-line .many', '10100 sounds are many');
      await page.waitForFunction(
        () => (document.querySelector('.map-points.new')?.getAttribute('d') ?? '').length > 100_000,
      );
      await page.getByRole('button', { name: /^vtl/ }).click();
      await page.getByRole('button', { name: /^Name/ }).click();
      await said(page, '.rows tr[data-place="0"]', '+0st_+');
      await page.getByRole('searchbox', { name: 'Find rows' }).fill('f0 < -11');
      await said(page, '.set-row-tools', '900 of 10100 rows');
      await page.locator('.rows > table').focus();
      await page.keyboard.press('Control+a');
      await said(page, '.set-row-tools', '900 chosen');
      await page.getByRole('button', { name: 'Leave out' }).click();
      await said(page, '.count-line strong', '= 9200 sounds');
    });
    await expect(page.locator('.count-line .many')).toHaveCount(0);
    return work;
  });
  expect(longest).toBeLessThan(LONG_TASK_MS);
});

test('a table of twenty thousand lines becomes factors without a task over 50 ms', async ({ page: first, browser }) => {
  const longest = await longestTaskOf(browser, first, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openWorkbench(page);
    await openGrid(page, gridOf(2, 1), 2);
    await page.evaluate(() => {
      const lines = Array.from({ length: 20_000 }, (_, index) => `-${index / 2000}st\t+${index / 5000}st`);
      return navigator.clipboard.writeText(`f0\tvtl\n${lines.join('\n')}`);
    });
    await page.getByRole('button', { name: 'Add from' }).click();
    await page.getByRole('menuitem', { name: /^A table/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Values from a table' });
    await expect(dialog.getByRole('textbox', { name: 'Table' })).toBeFocused();
    const work = await watchMainThread(browser, page, async () => {
      await page.keyboard.press('Control+v');
      await said(page, '[role=dialog]', 'f0, vtl: 20000 rows 20001 lines, of which the first are shown.');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await said(page, '.count-line strong', '= 20000 sounds');
    });
    await expect(dialog).toBeHidden();
    await expect(page.locator('.factor').first()).toContainText('20000 values: -0st \u2026 -9.9995st');
    return work;
  });
  expect(longest).toBeLessThan(LONG_TASK_MS);
});
