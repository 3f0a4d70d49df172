import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench, rendered, type } from './workbench.ts';

test('V goes from both sides over the overlay to the difference, each with its values', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '+3st');
  await rendered(page, '+3st');
  const cursor = (mode: string) => page.getByRole('slider', { name: `time cursor, Spectrogram, ${mode}` });
  await cursor('source').focus();
  for (let press = 0; press < 70; press++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: 'Compare: Overlay' })).toBeVisible();
  await cursor('overlay').focus();
  // X is for the ear, V for the eye.
  const heard = (side: string) => page.locator('.map .heard-note', { hasText: `You hear the ${side}.` });
  await expect(heard('result')).toBeVisible();
  await page.keyboard.press('x');
  await expect(heard('source')).toBeVisible();
  await page.keyboard.press('x');
  await expect(cursor('overlay')).toHaveAttribute(
    'aria-valuetext',
    /Source .*f0\s\d+\.\d hertz, Result .*f0\s\d+\.\d hertz/,
  );
  await expectNoViolation(page);
  const values = (await cursor('overlay').getAttribute('aria-valuetext')) ?? '';
  const [source = 0, result = 0] = Array.from(values.matchAll(/(minus )?([\d.]+) decibels/g), ([, minus, level]) =>
    minus ? -Number(level) : Number(level),
  );
  await page.keyboard.press('v');
  await cursor('difference').focus();
  await expect(cursor('difference')).toHaveAttribute('aria-valuetext', /decibels/);
  const [, minus, level] =
    /(minus |\+)?([\d.]+) decibels/.exec((await cursor('difference').getAttribute('aria-valuetext')) ?? '') ?? [];
  expect(Math.abs((minus === 'minus ' ? -1 : 1) * Number(level) - (result - source))).toBeLessThan(0.15);
  await expect(page.getByText('WORLD does not keep phase: this is no measure of error.')).toBeVisible();
  await expectNoViolation(page);
  await page.keyboard.press('v');
  await expect(cursor('source')).toBeVisible();
  await expect(cursor('result')).toHaveCount(0);
  await expect(heard('result')).toBeVisible();
  await page.getByRole('radio', { name: 'Source' }).first().click();
  await expect(page.locator('.heard-note')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Compare: Source' })).toBeVisible();
});
