import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { clock, field, openWorkbench, rendered } from './workbench.ts';

const combobox = (page: Page) => page.getByRole('combobox', { name: /^Find/ });
const options = (page: Page) => page.getByRole('listbox', { name: 'Answers' }).getByRole('option');
const option = (page: Page, name: RegExp) => options(page).and(page.getByRole('option', { name }));

test('everything is found by one field and done without a pointer', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pitch');
  await expect(option(page, /Set f0/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(combobox(page)).toHaveValue('=f0 ');
  await page.keyboard.type('-12sx');
  await expect(page.getByText(/character 4/)).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(' st');
  await page.keyboard.press('Enter');
  await rendered(page, '-12st');
  await expect(combobox(page)).toHaveCount(0);
  await expect(field(page, 'f0')).toBeFocused();

  // Two things in a row, and back to where it was opened.
  await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(':+0.5');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => clock(page)).toBeCloseTo(0.5, 2);
  await combobox(page).fill('@male');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'time cursor, spectrogram, source' })).toBeFocused();
});

test('a command that cannot be done says why, and Tab completes', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('undo');
  await expect(option(page, /^Undo\s*Nothing to undo/)).toBeDisabled();
  await combobox(page).fill('@fem');
  await page.keyboard.press('Tab');
  await expect(combobox(page)).toHaveValue('@Sample: adult voice, female');
  await combobox(page).fill('?');
  await expect(options(page)).toHaveCount(7);
});

test('keys lead to regions and screens, one after the other', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('row', { selected: true })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page.locator('#views :focus')).toHaveCount(1);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/#sets$/);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.locator('[data-step-head]:focus')).toHaveCount(1);
});

for (const width of [390, 1280]) {
  test(`no violation in the palette at ${width} px`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await openWorkbench(page);
    await page.getByRole('button', { name: 'Find a command, sound or parameter' }).click();
    await expect(options(page).first()).toBeVisible();
    await expectNoViolation(page);
    await combobox(page).fill('=f0 -12sx');
    await expect(page.getByText(/character 4/)).toBeVisible();
    await expectNoViolation(page);
  });
}

test('what is asked for on another screen leads to its field', async ({ page }) => {
  await openWorkbench(page);
  const find = async (words: string, name: RegExp) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await expect(option(page, name)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.locator('#set-screen')).toBeVisible();
  // One of the rarer parameters, which are folded away.
  await find('range in which f0', /^Change the range in which f0/);
  await expect(page.locator('[data-place="f0Floor"] input').first()).toBeFocused();
  await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.locator('#settings-screen')).toBeVisible();
  await find('add step vocoder', /^Add step: Vocoder/);
  await expect(page.locator('.step').nth(1).locator(':focus')).toHaveCount(1);
});
