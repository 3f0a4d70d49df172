import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, openWorkbench, type } from './workbench.ts';

const SIZES = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'middle', width: 768, height: 1024 },
  { name: 'phone', width: 390, height: 844 },
] as const;

for (const { name, width, height } of SIZES) {
  test(`no violation on a ${name} screen`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openWorkbench(page, { offline: name === 'wide' });
    await expectNoViolation(page);
    if (name === 'wide') {
      await page.getByRole('button', { name: /^Analysis window/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoViolation(page);
      await page.keyboard.press('Escape');
    }
    if (name === 'middle') {
      await page.getByRole('button', { name: 'Library', exact: true }).click();
      await page.getByRole('button', { name: 'Recipe', exact: true }).click();
    }
    if (name === 'phone') {
      for (const tab of ['Library', 'More', 'Recipe']) {
        await page.getByRole('tab', { name: tab }).click();
        await expectNoViolation(page);
      }
    }
    await type(page, 'f0', '-6st');
    await expect(page.getByRole('radio', { name: 'Result' })).toBeChecked();
    await type(page, 'f0', '-12sx');
    await page.getByRole('button', { name: 'JSON' }).click();
    await drop(page, [{ name: 'notes.wav', bytes: Buffer.from('text') }]);
    await expect(page.getByText(/notes\.wav could not be added/)).toBeVisible();
    await expectNoViolation(page);
  });
}

test('nothing is cut off on the narrowest screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openWorkbench(page);
  for (const tab of ['Library', 'Look', 'Recipe', 'Sets', 'More']) {
    await page.getByRole('tab', { name: tab }).click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, tab).toBeLessThanOrEqual(0);
  }
  await page.getByRole('tab', { name: 'Look' }).click();
  await page.locator('.map.source').hover();
  const readout = page.locator('.readout');
  await expect(readout).toContainText('dB');
  const box = (await readout.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  await page.keyboard.press('?');
  const sheet = page.locator('.dialog-box');
  await expect(sheet).toBeVisible();
  expect(await sheet.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
});

test('the theme is chosen and remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openWorkbench(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(244, 243, 240)');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  expect(await background()).toBe('rgb(19, 20, 22)');
  await page.reload();
  expect(await background()).toBe('rgb(19, 20, 22)');
});
