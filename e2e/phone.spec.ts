import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const pane = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function chooseView(page: Page, place: number, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^View in pane ${place}: `) }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

/** What can be touched and is lower or narrower than a finger. */
async function tooSmall(page: Page): Promise<readonly string[]> {
  return page.locator('button:visible, a[href]:visible, [role=tab]:visible').evaluateAll((all) =>
    all
      .map((element) => ({
        box: element.getBoundingClientRect(),
        name: element.ariaLabel ?? element.textContent ?? '',
      }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ box, name }) => `${name}: ${Math.round(box.width)} \u00d7 ${Math.round(box.height)}`),
  );
}

test('each pane has a head with its view and its menu, and nothing lies over the picture', async ({ page }) => {
  await openWorkbench(page);
  await expect(tab(page, 'Look')).toHaveAttribute('aria-selected', 'true');
  await chooseView(page, 1, 'Intensity');
  await expect(page.locator('[data-view]')).toHaveCount(2);
  const head = (await pane(page, 'Intensity').locator('.pane-head').boundingBox())!;
  const sides = (await pane(page, 'Intensity').locator('.pane-sides').boundingBox())!;
  expect(head.y + head.height).toBeLessThanOrEqual(sides.y);
  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Formants' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('.readout-strip')).toContainText('F1');
  expect(await tooSmall(page)).toEqual([]);
});

test('a pane shows its values as a table, and the strip what the selection comes to', async ({ page }) => {
  await openWorkbench(page);
  await page.locator('[data-view=spectrogram] .source .pane-surface').focus();
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 20; press++) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('region', { name: 'Values of the selection' })).toContainText('RMS');
  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitem', { name: /^Table/ }).click();
  const table = page.getByRole('grid', { name: 'Table: Spectrogram' });
  await expect(table.locator('tbody tr').first()).toContainText('dB');
  const close = (await page.getByRole('button', { name: 'Close the table' }).boundingBox())!;
  expect(close.x + close.width).toBeLessThanOrEqual(390);
  expect(await tooSmall(page)).toEqual([]);
});

test('f0 is edited with its tools, in the pane that comes forward for it', async ({ page }) => {
  await openWorkbench(page);
  await tab(page, 'Recipe').click();
  await page.getByRole('button', { name: 'Edit f0' }).click();
  const f0 = page.locator('[data-view=f0]');
  await expect(f0.locator('.source .pane-surface')).toBeFocused();
  await expect(page.locator('[data-view]')).toHaveCount(2);
  for (let press = 0; press < 90; press++) await page.keyboard.press('ArrowRight');
  await f0.getByRole('radio', { name: 'Octave' }).click();
  await f0.getByRole('button', { name: /octave down/ }).click();
  await tab(page, 'Recipe').click();
  await expect(page.locator('.f0-edit')).toHaveCount(1);
});

test('the recipe as text comes into view when it is opened, and the page stays where it is', async ({ page }) => {
  await openWorkbench(page);
  await tab(page, 'Recipe').click();
  await page.getByRole('button', { name: 'JSON' }).click();
  await expect(page.getByRole('textbox', { name: /JSON/ })).toBeInViewport();
  await expect(page.locator('.header')).toBeInViewport({ ratio: 1 });
});

test('no violation in the panes of a phone, with their menus open', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await chooseView(page, 1, 'f0');
  await expectNoViolation(page);
  for (const name of ['Pane: Spectrogram', 'How views look', 'Compare: Both']) {
    await page.getByRole('button', { name }).click();
    await expectNoViolation(page);
    await page.keyboard.press('Escape');
  }
});
