import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

test('a key is changed, refused and given back with the keyboard alone', async ({ page }) => {
  await openWorkbench(page);
  await page.locator('.play').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Switch between source and result' });
  await row.getByRole('button', { name: /^X, key of/ }).focus();
  await page.keyboard.press('Enter');
  await expect(row.getByText('Press keys')).toBeVisible();
  await page.keyboard.press('l');
  await expect(row.getByRole('status')).toContainText('L stands for “Loop” here already');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+e');
  const changed = row.getByRole('button', { name: /^Ctrl E, key of/ });
  await expect(changed).toBeFocused();
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('radio', { name: 'Result' })).toBeChecked();
  // A second key, of two after each other.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('g');
  await expect(row.getByText('G, then')).toBeVisible();
  await page.keyboard.press('y');
  await expect(row.getByRole('button', { name: /^G Y, key of/ })).toBeVisible();
  await page.reload();
  await expect(changed).toBeVisible();
  await row.getByRole('button', { name: /^Its own keys again/ }).press('Enter');
  await expect(row.getByRole('button', { name: /^X, key of/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(row.getByRole('button', { name: /key of/ })).toHaveCount(0);
  await expect(row.getByText('No key')).toBeFocused();
});

test('a key map goes out as a file and comes back in', async ({ page }) => {
  await page.goto('#settings');
  const praat = page.getByRole('switch', { name: /^Praat keys/ });
  await praat.focus();
  await page.keyboard.press('Space');
  await expect(praat).toBeChecked();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export key map' }).press('Enter');
  const download = await saving;
  expect(download.suggestedFilename()).toBe('sonde-keys.json');
  const text = await readFile(await download.path(), 'utf8');
  await page.getByRole('button', { name: 'Reset all keys' }).press('Enter');
  await expect(praat).not.toBeChecked();
  const give = async (name: string, content: string) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import key map' }).press('Enter');
    await (await choosing).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await give('notes.json', '{}');
  await expect(page.getByText('This is no key map')).toBeVisible();
  await give('sonde-keys.json', text);
  await expect(praat).toBeChecked();
});

test('what is chosen here holds in the workbench', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: /^Wheel zooms time/ }).press('Space');
  await page.getByRole('radio', { name: 'Brief' }).click();
  await page.getByRole('button', { name: /^Colour map of spectrograms/ }).click();
  await page.getByRole('menuitemradio', { name: 'Viridis' }).click();
  await page.getByRole('link', { name: 'Workbench' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  const pane = page.locator('.wave.source .pane-surface');
  await expect(pane).toHaveAttribute('aria-valuetext', /^0\.000 seconds/);
  await pane.hover();
  await page.mouse.wheel(0, -300);
  await expect(page.locator('.overview-window')).toBeVisible();
  await page.getByRole('button', { name: 'How views look' }).click();
  await expect(page.getByRole('button', { name: /Viridis/ })).toBeVisible();
});

for (const [width, height] of [
  [390, 844],
  [900, 1100],
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`no violation in the settings at ${width} px`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await page.goto('#settings');
    await expect(page.getByRole('heading', { name: 'Keys of all commands' })).toBeVisible();
    await expectNoViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
